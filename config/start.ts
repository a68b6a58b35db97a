import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../src-main/shell/chromium/find.ts'
import { openChromiumShell } from '../src-main/shell/chromium/open.ts'
import { readOptions, UsageError, usage } from '../src-main/shell/options.ts'
import { ensure, has, project, run } from './run.ts'

const built = join(project, '.vite', 'renderer', 'index.html')

/** The newest change under the folders that the window is built from. */
function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Math.max(0, ...entries.filter((e) => e.isFile()).map((e) => statSync(join(e.parentPath, e.name)).mtimeMs))
}

function buildWindow(): void {
  const sources = ['src-renderer', 'src-main/contract', 'src-main/domain'].map((folder) =>
    newest(join(project, folder)),
  )
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources)) return
  console.log('Building the window.')
  if (!run('vite', ['build', '-c', 'config/vite.renderer.config.ts', '--logLevel', 'warn'])) process.exit(1)
}

/** A display for the window: the one there is, or a virtual one. */
async function display(): Promise<ChildProcess | null> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return null
  ensure({ Xvfb: 'xvfb' })
  if (!has('Xvfb')) {
    console.error('There is no display. Start from a desktop session, or install Xvfb (Debian: apt-get install xvfb).')
    process.exit(1)
  }
  console.log('There is no display: the window opens in Xvfb, display :99.')
  process.env.DISPLAY = ':99'
  const server = spawn('Xvfb', [':99', '-screen', '0', '1400x900x24'], { stdio: 'ignore' })
  while (!existsSync('/tmp/.X11-unix/X99') && server.exitCode === null) await new Promise((r) => setImmediate(r))
  return server
}

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  buildWindow()
  if (!findBrowser()) ensure({ chromium: 'chromium' })
  const browser = findBrowser()
  if (!browser) {
    console.error('Neither Electron nor Chromium, Chrome or Edge was found. Install one of them and start again.')
    process.exit(1)
  }
  const screen = await display()
  console.log(`Electron's binary is not here: opening in ${browser}. Data: ${options.home}`)
  const shell = await openChromiumShell({ ...options, attended: true, browser })
  const stop = async (): Promise<void> => {
    await shell.close()
    screen?.kill()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  shell.context.on('close', () => void stop())
}

try {
  await start()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}\n${usage}`)
  process.exit(2)
}
