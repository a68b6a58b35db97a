import { app } from 'electron'
import { openElectronShell } from './shell/electron/open.ts'
import { placesOf } from './shell/electron/places.ts'
import { prepareApp } from './shell/electron/prepare.ts'
import { startOffice } from './shell/office-client.ts'
import { readOptions, type StartOptions, UsageError, usage } from './shell/options.ts'

async function open({ home, language, size, drives }: StartOptions): Promise<void> {
  await app.whenReady()
  const places = placesOf({
    app: app.getAppPath(),
    resources: app.isPackaged ? process.resourcesPath : null,
    machine: `${process.platform}-${process.arch}`,
  })
  const { worker, migrations, nativeBinding, pages, preload } = places
  const office = startOffice({ worker, home, language, drives, migrations, nativeBinding })
  const shell = await openElectronShell({ office, language, size, pages, preload })
  leaveOnlyWhenPutAway(shell.closed)
}

/** The office locks and closes its file before the process ends, whichever way the person leaves. */
function leaveOnlyWhenPutAway(closed: Promise<void>): void {
  let away = false
  app.on('will-quit', (event) => {
    if (!away) event.preventDefault()
  })
  closed.then(() => {
    away = true
    app.quit()
  }, fail)
}

/** Only the kind of the error: its message could quote what was being worked on. */
function fail(error: unknown): void {
  process.stderr.write(`lakana: ${error instanceof Error ? error.name : typeof error}\n`)
  app.exit(1)
}

function start(): void {
  const options = readOptions(process.argv.slice(1), process.env, true)
  prepareApp(options)
  // Without a listener Electron quits by itself with the last window, before the office is put away.
  app.on('window-all-closed', () => undefined)
  if (app.requestSingleInstanceLock()) open(options).catch(fail)
  else app.quit()
}

try {
  start()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n${usage}\n`)
  app.exit(2)
}
