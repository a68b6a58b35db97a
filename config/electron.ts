import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import about from '../package.json' with { type: 'json' }
import { project, run } from './run.ts'

export interface Found {
  /** Electron's program, or null. */
  readonly program: string | null
  /** Half a sentence: where it is, or why there is none. */
  readonly why: string
}

const installed = join(project, 'node_modules', 'electron')
const version = about.devDependencies.electron
const reachMs = 4_000

/** Looks for Electron's program: where ELECTRON says, else where its package puts it. Nothing is fetched. */
export function findElectron(
  env: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = installed,
): Found {
  if (env.ELECTRON) {
    const there = existsSync(env.ELECTRON)
    return {
      program: there ? env.ELECTRON : null,
      why: `ELECTRON says ${env.ELECTRON}${there ? '' : ': no such file'}`,
    }
  }
  const named = join(folder, 'path.txt')
  const program = join(folder, 'dist', existsSync(named) ? readFileSync(named, 'utf8') : defaultName())
  if (existsSync(program)) return { program, why: `in ${program}` }
  return { program: null, why: `its program is not in ${join(folder, 'dist')}` }
}

function defaultName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** As `findElectron`, and fetches the program when its makers' site answers at once. */
export async function findOrFetchElectron(): Promise<Found> {
  const found = findElectron()
  if (found.program || process.env.ELECTRON) return found
  const silence = await reach(`https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`)
  if (silence) return { program: null, why: `${found.why} and github.com cannot be reached (${silence})` }
  console.log(`Fetching Electron ${version} (about 110 MB, once).`)
  if (run('node', [join(installed, 'install.js')])) return findElectron()
  return { program: null, why: `${found.why} and fetching it failed` }
}

/** @returns why the address does not answer; null when it does */
async function reach(address: string): Promise<string | null> {
  try {
    const { ok, status } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) })
    return ok ? null : `status ${status}`
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.name
  }
}

/** Builds the three files that Electron loads, within a second or two. */
export function buildMain(): boolean {
  return ['main', 'preload', 'worker'].every((name) =>
    run('vite', ['build', '-c', `config/vite.${name}.config.ts`, '--logLevel', 'warn']),
  )
}

/** Runs the program in Electron until the person leaves. @returns its exit code, null when a signal ended it */
export function runElectron(program: string, options: readonly string[]): Promise<number | null> {
  // Chromium refuses to start its sandbox as root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (asRoot) console.log('Started as root: Chromium cannot use its sandbox. Start as another user for real work.')
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(program, [...(asRoot ? ['--no-sandbox'] : []), project, ...options], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done, failed) => {
    child.once('exit', done)
    child.once('error', failed)
  })
}
