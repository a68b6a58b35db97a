import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../../', import.meta.url))
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: object }
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(project, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** A heading as the address of a place in its page. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''))

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(project, page), 'utf8')

  test('leads somewhere with every link', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target)) continue
      const [path = '', place] = target.split('#')
      const file = path === '' ? join(project, page) : join(project, dirname(page), path)
      expect(existsSync(file), target).toBe(true)
      if (place !== undefined) expect(anchorsOf(readFileSync(file, 'utf8')), target).toContain(place)
    }
  })

  test('names files and commands that are there', () => {
    const named = [...text.matchAll(/`((?:src-main|src-renderer|tests|config|migrations|docs)\/[\w./-]*)`/g)]
    for (const [, path = ''] of named) expect(existsSync(join(project, path)), path).toBe(true)
    const commands = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name)
    for (const command of commands) expect(Object.keys(scripts)).toContain(command)
  })
})
