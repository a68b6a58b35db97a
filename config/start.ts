import { openChromiumShell } from '../src-main/shell/chromium/open.ts'
import { readOptions, UsageError, usage } from '../src-main/shell/options.ts'
import { browserOrInstalled, buildWindow, openDisplay } from './window.ts'

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (!buildWindow()) process.exit(1)
  const browser = browserOrInstalled()
  if (!browser) refuse('Neither Electron nor Chromium, Chrome or Edge was found. Install one of them and start again.')
  const display = await openDisplay()
  if (!display.there) {
    refuse('There is no display. Start from a desktop session, or install Xvfb (Debian: apt-get install xvfb).')
  }
  console.log(`Electron's binary is not here: opening in ${browser}. Data: ${options.home}`)
  const shell = await openChromiumShell({ ...options, attended: true, browser })
  const stop = async (): Promise<void> => {
    await shell.close()
    display.server?.kill()
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
