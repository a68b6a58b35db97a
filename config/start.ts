import { openChromiumShell } from '../src-main/shell/chromium/open.ts'
import { readOptions, type StartOptions, UsageError, usage } from '../src-main/shell/options.ts'
import { buildMain, findOrFetchElectron, runElectron } from './electron.ts'
import { browserOrInstalled, buildWindow, openDisplay } from './window.ts'

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** Resolves when the person leaves: null, or why Electron would not run. */
async function inElectron(program: string, why: string, home: string): Promise<string | null> {
  if (!buildMain()) process.exit(1)
  console.log(`Opening in Electron (${why}). Data: ${home}`)
  const started = performance.now()
  const code = await runElectron(program, process.argv.slice(2))
  const fellAtOnce = code !== 0 && performance.now() - started < 5_000
  return fellAtOnce ? `it ended at once with code ${code}` : null
}

async function inBrowser(options: StartOptions, whyNot: string, stopDisplay: () => void): Promise<void> {
  const browser = browserOrInstalled()
  if (!browser) {
    refuse(`Neither Electron (${whyNot}) nor Chromium, Chrome or Edge was found. Install one of them and start again.`)
  }
  console.log(`Opening in ${browser}, not in Electron: ${whyNot}. Data: ${options.home}`)
  const shell = await openChromiumShell({ ...options, attended: true, browser })
  const stop = async (): Promise<void> => {
    await shell.close()
    stopDisplay()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  shell.context.on('close', () => void stop())
}

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (!buildWindow()) process.exit(1)
  const display = await openDisplay()
  if (!display.there) {
    refuse('There is no display. Start from a desktop session, or install Xvfb (Debian: apt-get install xvfb).')
  }
  const stopDisplay = (): void => void display.server?.kill()
  const { program, why } = await findOrFetchElectron()
  const whyNot = program ? await inElectron(program, why, options.home) : why
  if (whyNot === null) stopDisplay()
  else await inBrowser(options, whyNot, stopDisplay)
}

try {
  await start()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}\n${usage}`)
  process.exit(2)
}
