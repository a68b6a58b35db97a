import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const project = fileURLToPath(new URL('../../', import.meta.url))
const cruiser = join(project, 'config/dependency-cruiser.cjs')
const { forbidden } = createRequire(import.meta.url)(cruiser) as { forbidden: { name: string }[] }

/** For each rule one import that it must refuse: from which file, to what. */
const wrong: Readonly<Record<string, readonly [string, string]>> = {
  'arrows-of-contract': ['src-main/contract/wrong.ts', "import '../domain/plain.ts'"],
  'arrows-of-domain': ['src-main/domain/wrong.ts', "import '../store/plain.ts'"],
  'arrows-of-vault': ['src-main/vault/wrong.ts', "import '../store/plain.ts'"],
  'arrows-of-store': ['src-main/store/wrong.ts', "import '../vault/plain.ts'"],
  'arrows-of-exchange': ['src-main/exchange/wrong.ts', "import '../office/plain.ts'"],
  'arrows-of-office': ['src-main/office/wrong.ts', "import '../shell/plain.ts'"],
  'arrows-of-shell': ['src-main/shell/wrong.ts', "import '../store/plain.ts'"],
  'domain-takes-only-types-of-contract': ['src-main/domain/value.ts', "import { plain } from '../contract/plain.ts'"],
  'the-ground-is-pure': ['src-main/domain/file.ts', "import 'node:fs'"],
  'domain-needs-no-package': ['src-main/domain/package.ts', "import 'zod'"],
  'contract-needs-zod-only': ['src-main/contract/package.ts', "import 'react'"],
  'window-sees-contract-and-domain-only': ['src-renderer/wrong.ts', "import '../src-main/store/plain.ts'"],
  'window-never-runs-zod': ['src-renderer/zod.ts', "import 'zod'"],
  'window-takes-values-of-contract-where-no-zod-is': [
    'src-renderer/schema.ts',
    "import { plain } from '../src-main/contract/plain.ts'",
  ],
  'values-of-contract-stay-free-of-zod': ['src-main/contract/errors.ts', "import './plain.ts'"],
  'only-the-vault-opens-databases': [
    'src-main/store/opens.ts',
    "import Database from 'better-sqlite3-multiple-ciphers'",
  ],
  'electron-only-at-its-edge': ['src-main/shell/chromium/electron.ts', "import 'electron'"],
  'no-circle': ['src-main/vault/circle.ts', "import './round.ts'"],
}

const right: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['domain', 'vault', 'store', 'exchange', 'office', 'shell'].map((room) => [
      `src-main/${room}/plain.ts`,
      "import type { Plain } from '../contract/plain.ts'",
    ]),
  ),
  'src-main/contract/plain.ts': "import 'zod'",
  'src-main/vault/round.ts': "import './circle.ts'",
  'src-main/vault/typed-circle.ts': "import './typed-circle-back.ts'",
  'src-main/vault/typed-circle-back.ts': "import type { Typed } from './typed-circle.ts'",
  'src-main/vault/opens.ts': "import Database from 'better-sqlite3-multiple-ciphers'",
  'src-main/store/typed.ts': "import type { Database } from 'better-sqlite3-multiple-ciphers'",
  'src-main/exchange/down.ts': "import '../store/plain.ts'\nimport '../vault/plain.ts'\nimport '../domain/plain.ts'",
  'src-main/office/down.ts': "import '../exchange/plain.ts'\nimport 'node:fs'",
  'src-main/shell/electron/window.ts': "import 'electron'",
  'src-renderer/typed.ts':
    "import type { Plain } from '../src-main/contract/plain.ts'\nimport '../src-main/domain/plain.ts'\nimport '../src-main/contract/wire.ts'",
  'src-main/contract/wire.ts': 'export const wire = 1',
}

const folder = mkdtempSync(join(tmpdir(), 'lakana-arrows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${text}\n`)
}

beforeAll(() => {
  for (const name of ['zod', 'react', 'electron', 'better-sqlite3-multiple-ciphers']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }
  for (const [path, text] of Object.entries(right)) write(path, text)
  for (const [path, text] of Object.values(wrong)) write(path, text)
})

test('every rule refuses its wrong arrow, and no rule a right one', () => {
  const { stdout, stderr } = tool('depcruise', ['-c', cruiser, '-T', 'json', 'src-main', 'src-renderer'])
  expect(stderr).toBe('')
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  const found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
  const expected = Object.entries(wrong).map(([name, [from]]) => `${name}: ${from}`)
  expect(found.sort()).toEqual(expected.sort())
})

test('each rule of the configuration is tried here', () => {
  expect(Object.keys(wrong).sort()).toEqual(forbidden.map(({ name }) => name).sort())
})

test('a wrong arrow fails the check', () => {
  expect(tool('depcruise', ['-c', cruiser, 'src-main']).status).toBeGreaterThan(0)
})

test.each(['db.serialize()', "db?.serialize({ attached: 'main' })", "db.backup('copy.db')", "db?.backup('copy.db')"])(
  'a plain copy of the database is refused: %s',
  (call) => {
    copyFileSync(join(project, 'biome.json'), join(folder, 'biome.json'))
    mkdirSync(join(folder, 'config'), { recursive: true })
    copyFileSync(join(project, 'config/encrypted-copies.grit'), join(folder, 'config/encrypted-copies.grit'))
    for (const path of ['src-main/store/copy.ts', 'src-renderer/copy.ts']) {
      write(path, `export const copy = (db: never): unknown => ${call}`)
      const { status, stderr } = tool('biome', ['lint', path])
      expect(status).toBe(1)
      expect(stderr).toContain('out of its encryption')
    }
  },
)

function tool(name: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(join(project, 'node_modules/.bin', name), args, { cwd: folder, encoding: 'utf8' })
}
