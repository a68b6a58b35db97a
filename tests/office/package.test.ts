import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }

/**
 * Forge packages the program around a stand-in for Electron's program: a few bytes with a place for fuses, in a zip as Electron's makers
 * publish it. Shows what lands where; not that the real program starts.
 */
const project = fileURLToPath(new URL('../..', import.meta.url))
const canZip = existsSync('/usr/bin/zip') && process.platform === 'linux'
const machine = `${process.platform}-${process.arch}`
let root = ''
let packaged = ''

function makeElectronZip(zips: string): void {
  const folder = join(root, 'electron')
  mkdirSync(folder)
  mkdirSync(zips)
  const fuses = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('1'.repeat(9)),
  ])
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(4096), fuses, Buffer.alloc(4096)]))
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), about.devDependencies.electron)
  writeFileSync(join(folder, 'LICENSE'), 'stand-in')
  const zip = join(zips, `electron-v${about.devDependencies.electron}-${machine}.zip`)
  execFileSync('zip', ['-qr', zip, '.'], { cwd: folder })
}

interface Folder {
  readonly files?: Readonly<Record<string, Folder>>
}

/** An archive begins with four lengths; the fourth is that of its table of contents, which is JSON. */
function archiveHead(archive: Buffer): Required<Folder> {
  return JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as Required<Folder>
}

/** A copy: Forge empties the folder of the built window, which other tests use. */
function copyProject(copy: string): void {
  for (const part of [
    'src-main',
    'src-renderer',
    'config',
    'migrations',
    'forge.config.ts',
    'package.json',
    'package-lock.json',
  ])
    cpSync(join(project, part), join(copy, part), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
}

describe.skipIf(!canZip)('the package', () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lakana-package-'))
    const [copy, zips] = [join(root, 'project'), join(root, 'zips')]
    makeElectronZip(zips)
    copyProject(copy)
    const cli = join(project, 'node_modules', '@electron-forge', 'cli', 'dist', 'electron-forge.js')
    const env = { ...process.env, LAKANA_ELECTRON_ZIPS: zips, TMPDIR: root, NODE_ENV: 'production' }
    execFileSync(process.execPath, [cli, 'package'], { cwd: copy, env, stdio: 'pipe' })
    packaged = join(copy, 'out', `Lakana-${machine}`)
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test('holds the program, its archive, the migrations and one native module', () => {
    expect(existsSync(join(packaged, 'lakana'))).toBe(true)
    const resources = readdirSync(join(packaged, 'resources'))
    expect(resources.sort()).toEqual(['app.asar', `${machine}.node`, 'migrations'])
    expect(readdirSync(join(packaged, 'resources', 'migrations'))).toEqual(readdirSync(join(project, 'migrations')))
  })

  test('the archive holds the bundles and the window, and no sources', () => {
    const { files } = archiveHead(readFileSync(join(packaged, 'resources', 'app.asar')))
    expect(Object.keys(files).sort()).toEqual(['.vite', 'package.json'])
    const { build, renderer } = files['.vite']?.files ?? {}
    expect(Object.keys(build?.files ?? {}).sort()).toEqual(['main.cjs', 'preload.cjs', 'worker.cjs'])
    expect(Object.keys(renderer?.files ?? {}).sort()).toEqual(['assets', 'index.html', 'pdf'])
  })

  test('its fuses are set', async () => {
    const wire = await getCurrentFuseWire(join(packaged, 'lakana'))
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE)
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
  })
})
