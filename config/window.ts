import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../src-main/shell/chromium/find.ts'
import { ensure, has, project, run, toolEnv } from './run.ts'

const built = join(project, '.vite', 'renderer', 'index.html')
const sources = ['src-renderer', 'src-main/contract', 'src-main/domain']

/** The newest change under the folders that the window is built from. */
function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Math.max(0, ...entries.filter((e) => e.isFile()).map((e) => statSync(join(e.parentPath, e.name)).mtimeMs))
}

/** Within vitest the variables that it sets would make another window: React's for development. */
function plainEnv(): NodeJS.ProcessEnv {
  const ofTests = /^(VITEST.*|NODE_ENV|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/
  return Object.fromEntries(Object.entries(toolEnv).filter(([name]) => !ofTests.test(name)))
}

/** Builds the window unless what stands is newer than its sources. @returns whether there is one */
export function buildWindow(): boolean {
  const changed = Math.max(...sources.map((folder) => newest(join(project, folder))))
  if (existsSync(built) && statSync(built).mtimeMs > changed) return true
  console.log('Building the window.')
  return run('vite', ['build', '-c', 'config/vite.renderer.config.ts', '--logLevel', 'warn'], plainEnv())
}

/** A browser that can be the window: found, or on Debian as root installed. */
export function browserOrInstalled(): string | null {
  if (!findBrowser()) ensure({ chromium: 'chromium' })
  return findBrowser()
}

export interface Display {
  /** False: there is no display and none could be had. */
  readonly there: boolean
  /** The virtual one that was started for us. */
  readonly server: ChildProcess | null
}

/** A display for the window: the one there is, or a virtual one. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
    return { there: true, server: null }
  }
  ensure({ Xvfb: 'xvfb' })
  if (!has('Xvfb')) return { there: false, server: null }
  const { server, name } = await startXvfb()
  console.log(`There is no display: the window opens in Xvfb, display ${name}.`)
  process.env.DISPLAY = name
  return { there: true, server }
}

/** Xvfb takes the first display that is free, and says which in a line. */
async function startXvfb(): Promise<{ server: ChildProcess; name: string }> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x900x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    let said = ''
    // Left open: Xvfb ends when nobody reads what it still writes.
    server.stdout.on('data', (bytes: Buffer) => {
      said += String(bytes)
      if (said.includes('\n')) resolve(said.trim())
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb did not start')))
  })
  return { server, name: `:${number}` }
}
