import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const machine = `${process.platform}-${process.arch}`
let root = ''
// biome-ignore lint/suspicious/noExplicitAny: the words of another process
let told: any

/** The packaged program's folders, made by the same configurations as the package, far from any node_modules. */
async function layOut(app: string, resources: string): Promise<void> {
  for (const name of ['main', 'preload', 'worker'])
    await build({
      configFile: here(`../../config/vite.${name}.config.ts`),
      logLevel: 'error',
      build: { outDir: join(app, '.vite', 'build') },
    })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: about.type, main: about.main }))
  cpSync(here('../support/window'), join(app, '.vite', 'renderer'), { recursive: true })
  cpSync(here('../../migrations'), join(resources, 'migrations'), { recursive: true })
  cpSync(
    here(`../../node_modules/better-sqlite3-multiple-ciphers/prebuilds/${machine}.node`),
    join(resources, `${machine}.node`),
  )
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lakana-main-'))
  const [app, resources, home] = ['app', 'resources', 'home'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  mkdirSync(app)
  await layOut(app, resources)
  const output = execFileSync(
    process.execPath,
    [here('../support/electron/run-main.ts'), app, resources, '--home', home, '--lang', 'en'],
    { encoding: 'utf8', cwd: root, env: { PATH: process.env.PATH }, timeout: 90_000 },
  )
  told = JSON.parse(output)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('package.json names the bundle that is built', () => {
  expect(existsSync(join(root, 'app', about.main))).toBe(true)
})

test('the page comes from our folder under our policy', () => {
  expect(told.page.status).toBe(200)
  expect(told.page.policy).toContain("default-src 'none'")
})

test('a call goes through preload, shell and worker to the office, and its answer comes back', () => {
  expect(told.first).toMatchObject({ ok: true, value: { state: 'empty', version: about.version } })
  expect(told.language).toBe('en')
  expect(told.frozen).toBe(true)
})

test('a frame within the page is refused', () => {
  expect(told.foreign).toMatchObject({ ok: false, error: { code: 'call.sender' } })
})

test('an office is made: native module, migrations and Argon2id are in the package', () => {
  expect(told.made).toMatchObject({ ok: true, value: { session: { name: 'Awa Sawadogo' } } })
  expect(told.open).toMatchObject({ ok: true, value: { state: 'open' } })
  expect(
    readFileSync(join(root, 'home', 'office.db'))
      .subarray(0, 15)
      .toString('latin1'),
  ).not.toBe('SQLite format 3')
})

test('a locked screen locks the office, ends the page and brings a new one', () => {
  expect(told.happened.filter((each: string) => each.startsWith('page'))).toEqual([
    'page loaded',
    'page ended',
    'page loaded',
  ])
  expect(told.locked).toMatchObject({ ok: true, value: { state: 'locked', session: null } })
})

test('Electron writes beside the data, not in a roaming profile; a second start only shows the window', () => {
  const folder = join(root, 'home', 'window')
  expect(told.paths).toEqual([
    ['userData', folder],
    ['sessionData', folder],
  ])
  expect(told.happened).toContain('focused')
})

test('it ends well once the office is put away', () => {
  expect(told.code).toBe(0)
})
