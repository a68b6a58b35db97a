import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { errorCodes } from '../../src-main/contract/errors.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(join(project, path), 'utf8')

const rows = read('docs/faults.md')
  .split('\n')
  .flatMap((line) => {
    const [, number, what = '', answer = '', shown = ''] = /^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$/.exec(line) ?? []
    return number === undefined ? [] : [{ number: Number(number), what, answer, shown }]
  })

test('all 32 of the design are there, and those that came after, once each', () => {
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: Math.max(32, rows.length) }, (_each, index) => index + 1),
  )
})

test.each(rows)('$number: $what', ({ answer, shown }) => {
  const codes = [...answer.matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, code]) => code)
  expect(errorCodes).toEqual(expect.arrayContaining(codes))
  const tests = [...shown.matchAll(/`(tests\/[^`]+)`: ((?:\*[^*]+\*(?:, )?)+)/g)]
  expect(tests.length).toBeGreaterThan(0)
  for (const [, file = '', titles = ''] of tests) {
    const text = read(file)
    for (const [, title = ''] of titles.matchAll(/\*([^*]+)\*/g)) expect(text, `${file}: ${title}`).toContain(title)
  }
})
