import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import type { ResolvedForgeConfig } from '@electron-forge/shared-types'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MakerNsis } from '../../../config/maker-nsis.ts'
import config from '../../../forge.config.ts'
import about from '../../../package.json' with { type: 'json' }
import { programVersion } from '../../../src-main/contract/build.ts'

interface Named {
  readonly name: string
}
interface ViteParts {
  readonly config: {
    readonly build: readonly { entry: string; config: string }[]
    readonly renderer: readonly { config: string }[]
  }
}

const project = fileURLToPath(new URL('../../../', import.meta.url))
const has = (path: string): boolean => existsSync(join(project, path))
const plugin = <T>(name: string): T => (config.plugins as unknown as Named[]).find((each) => each.name === name) as T
const hasMakensis = ['/usr/bin/makensis', '/usr/local/bin/makensis'].some((path) => existsSync(path))
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-forge-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('every fuse is set: nothing but our archive runs, and not as plain Node', () => {
  const { fusesConfig } = plugin<{ fusesConfig: Record<string, unknown> }>('fuses')
  expect(fusesConfig).toEqual({
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  })
})

test('every file that the package is made of is there', () => {
  const { build, renderer } = plugin<ViteParts>('vite').config
  for (const path of build.flatMap((each) => [each.entry, each.config])) expect(has(path), path).toBe(true)
  for (const { config: path } of renderer) expect(has(path), path).toBe(true)
  for (const path of config.packagerConfig!.extraResource as string[]) expect(has(path), path).toBe(true)
  expect(config.packagerConfig?.asar).toBe(true)
})

test.each([
  ['linux', 'x64'],
  ['win32', 'x64'],
  ['win32', 'arm64'],
] as const)("SQLite's module for %s-%s lands beside the archive, alone", async (platform, arch) => {
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  const copy = config.hooks?.packageAfterCopy
  await copy?.(config as ResolvedForgeConfig, app, about.devDependencies.electron, platform, arch)
  expect(existsSync(join(folder, 'resources', `${platform}-${arch}.node`))).toBe(true)
})

test('nothing is compiled, and there is something for Windows and for Debian', () => {
  expect(config.rebuildConfig).toEqual({ onlyModules: [] })
  expect((config.makers as unknown as Named[]).map((maker) => maker.name)).toEqual(
    expect.arrayContaining(['nsis', 'zip']),
  )
})

test('versions agree: program, Electron, the tools around it', () => {
  expect(about.version).toBe(programVersion)
  const forge = Object.entries(about.devDependencies).filter(([name]) => name.startsWith('@electron-forge/'))
  expect(new Set(forge.map(([, version]) => version)).size).toBe(1)
  const electron = JSON.parse(readFileSync(join(project, 'node_modules/electron/package.json'), 'utf8')) as Named & {
    version: string
  }
  expect(electron.version).toBe(about.devDependencies.electron)
})

test.skipIf(!hasMakensis)('NSIS makes Setup.exe, and latest.yml tells its size and hash', async () => {
  const dir = join(folder, 'Lakana-win32-x64')
  mkdirSync(join(dir, 'resources'), { recursive: true })
  writeFileSync(join(dir, 'lakana.exe'), 'a program')
  writeFileSync(join(dir, 'resources', 'app.asar'), 'é'.repeat(1000))
  const maker = new MakerNsis()
  await maker.prepareConfig('x64')
  const made = await maker.make({
    dir,
    makeDir: join(folder, 'make'),
    appName: 'Lakana',
    targetPlatform: 'win32',
    targetArch: 'x64',
    forgeConfig: config as ResolvedForgeConfig,
    packageJSON: { version: '1.2.3' },
  })
  const [setup = '', feed = ''] = made
  const bytes = readFileSync(setup)
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('MZ')
  const told = readFileSync(feed, 'utf8')
  const sha512 = createHash('sha512').update(bytes).digest('base64')
  expect(told).toContain('version: 1.2.3\n')
  expect(told).toContain('  - url: Lakana-Setup-1.2.3-x64.exe\n')
  expect(told).toContain(`    sha512: ${sha512}\n    size: ${bytes.length}\n`)
})
