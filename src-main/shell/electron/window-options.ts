import type { BrowserWindowConstructorOptions, Session } from 'electron'
import type { ShellParts } from '../shell.ts'
import { languageSwitch } from './channels.ts'

export type WindowLook = Pick<ShellParts, 'language' | 'size'> & {
  readonly session: Session
  readonly preload: string
  readonly devTools: boolean
}

/** A page without any power but the bridge of its preload. Electron's defaults are written out: a default may change. */
export function windowOptions({
  language,
  size,
  session,
  preload,
  devTools,
}: WindowLook): BrowserWindowConstructorOptions {
  return {
    ...size,
    show: false,
    title: 'Lakana',
    backgroundColor: '#f7f5f0',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      additionalArguments: [`${languageSwitch}${language}`],
    },
  }
}
