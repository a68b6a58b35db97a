import { join } from 'node:path'
import { app, protocol, type WebContents } from 'electron'
import { windowOrigin } from '../../contract/wire.ts'
import type { StartOptions } from '../options.ts'
import { startAddress } from './channels.ts'

/** Chromium's own ways to the network, closed one by one: no name is ever looked up. */
const switches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-quic'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['no-pings'],
  ['disk-cache-size', '1'],
  ['media-cache-size', '1'],
]

/** Everything that must be said before Electron is ready. Call it first of all. */
export function prepareApp(options: Pick<StartOptions, 'home' | 'language'>): void {
  sayWhereToWrite(options.home)
  for (const [name, value] of [...switches, ['lang', options.language] as const])
    app.commandLine.appendSwitch(name, value)
  app.enableSandbox()
  const scheme = new URL(windowOrigin).protocol.replace(':', '')
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** Not the roaming profile, which is copied to servers. One instance is counted per such folder: one for each office's data. */
function sayWhereToWrite(home: string): void {
  const folder = join(home, 'window')
  app.setPath('userData', folder)
  app.setPath('sessionData', folder)
}

/** Whatever page there is: it goes nowhere, opens nothing, embeds nothing. */
export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(startAddress)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !event.url.startsWith(startAddress)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
