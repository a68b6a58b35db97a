import { app, BrowserWindow, Menu, powerMonitor } from 'electron'
import type { OfficeClient } from '../office-client.ts'
import type { Shell, ShellParts } from '../shell.ts'
import { watchMachine } from '../watch.ts'
import { ownSession } from './own-session.ts'
import { PageLine } from './page-line.ts'
import { windowOptions } from './window-options.ts'

export type ElectronShellParts = ShellParts & { readonly preload: string }

/** Opens the product's window. Electron must be ready, and prepared by `prepareApp`. */
export async function openElectronShell(parts: ElectronShellParts): Promise<Shell> {
  const { office } = parts
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'editMenu' }]) : null)
  const window = new BrowserWindow(
    windowOptions({ ...parts, session: ownSession(parts.pages), devTools: !app.isPackaged }),
  )
  const page = new PageLine(window.webContents, office, () => window.destroy())
  window.once('ready-to-show', () => window.show())
  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  const shell = ending(window, page, office, watch(office))
  await page.load()
  return shell
}

/** Locks when the machine sleeps, its screen is locked, its session ends, or nobody has worked for long. Returns how to stop. */
function watch(office: OfficeClient): () => void {
  const lock = (): void => void office.lock('suspend')
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('shutdown', lock)
  return watchMachine({
    now: () => Date.now(),
    lastCallAt: () => office.lastCallAt(),
    lock: (reason) => void office.lock(reason),
  })
}

function ending(window: BrowserWindow, page: PageLine, office: OfficeClient, unwatch: () => void): Shell {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  window.once('closed', () => {
    unwatch()
    page.hangUp()
    office.close().then(resolve, reject)
  })
  return {
    closed,
    close: () => {
      if (!window.isDestroyed()) window.close()
      return closed
    },
  }
}
