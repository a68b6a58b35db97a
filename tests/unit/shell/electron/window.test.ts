import { beforeEach, expect, test, vi } from 'vitest'
import { windowOrigin } from '../../../../src-main/contract/wire.ts'
import { ownSession } from '../../../../src-main/shell/electron/own-session.ts'
import { guardContents, prepareApp } from '../../../../src-main/shell/electron/prepare.ts'
import { windowOptions } from '../../../../src-main/shell/electron/window-options.ts'
import * as electron from '../../../support/electron/stand-in.ts'

vi.mock('electron', () => import('../../../support/electron/stand-in.ts'))

const pages = new URL('../../../support/window', import.meta.url).pathname
const { newEvent, StandInContents } = electron

function made() {
  const session = ownSession(pages) as unknown as InstanceType<typeof electron.StandInSession>
  return session
}

beforeEach(() => {
  electron.app.removeAllListeners()
})

test('the page is sandboxed, apart from Node, and knows its language', () => {
  const session = {} as Parameters<typeof windowOptions>[0]['session']
  const size = { width: 1366, height: 768 }
  const options = windowOptions({ session, size, preload: '/p.cjs', language: 'en', devTools: false })
  expect(options).toMatchObject({ width: 1366, height: 768, show: false })
  expect(options.webPreferences).toEqual({
    session,
    preload: '/p.cjs',
    devTools: false,
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
    additionalArguments: ['--lakana-language=en'],
  })
})

test('the session is in memory and gives nothing', () => {
  const session = made()
  expect(session.partition).not.toMatch(/^persist:/)
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'fullscreen']) {
    const answers: boolean[] = []
    session.permissionRequest?.({}, permission, (may) => answers.push(may))
    expect(answers).toEqual([false])
  }
  expect(session.permissionCheck?.()).toBe(false)
  expect(session.devicePermission?.()).toBe(false)
  expect(session.spellChecker).toBe(false)
  const download = newEvent()
  session.emit('will-download', download)
  expect(download.prevented).toBe(true)
})

test.each([
  ['app://lakana/', false],
  ['app://lakana/assets/a.js', false],
  ['blob:app://lakana/7c1', false],
  ['app://lakana.example/', true],
  ['app://elsewhere/', true],
  ['https://example.com/', true],
  ['http://127.0.0.1:80/', true],
  ['file:///etc/passwd', true],
  ['ws://example.com/', true],
  ['blob:https://example.com/7c1', true],
])('a request to %s is cancelled: %s', (url, cancel) => {
  const verdicts: { cancel: boolean }[] = []
  made().beforeRequest?.({ url }, (verdict) => verdicts.push(verdict))
  expect(verdicts).toEqual([{ cancel }])
})

test('app:// serves our folder, by GET, under our policy, and nothing beside it', async () => {
  const answer = made().answer as (request: Request) => Promise<Response>
  const page = await answer(new Request('app://lakana/'))
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('<')
  for (const path of [
    'app://lakana/../package.json',
    'app://lakana/%2e%2e/package.json',
    'app://other/',
    'app://lakana/none',
  ])
    expect((await answer(new Request(path))).status).toBe(404)
  expect((await answer(new Request('app://lakana/', { method: 'POST' }))).status).toBe(404)
})

test('pages go nowhere, open nothing and embed nothing', () => {
  const contents = new StandInContents({ session: made(), preload: '', additionalArguments: [] })
  guardContents(contents as unknown as Parameters<typeof guardContents>[0])
  const prevented = (name: string, details: Record<string, unknown> = {}): boolean => {
    const event = newEvent(details)
    contents.emit(name, event)
    return event.prevented
  }
  expect(contents.openHandler?.({ url: 'app://lakana/' })).toEqual({ action: 'deny' })
  expect(prevented('will-navigate', { url: 'https://example.com/' })).toBe(true)
  expect(prevented('will-navigate', { url: 'app://lakana.example/' })).toBe(true)
  expect(prevented('will-navigate', { url: 'file:///etc/passwd' })).toBe(true)
  expect(prevented('will-navigate', { url: 'app://lakana/' })).toBe(false)
  expect(prevented('will-frame-navigate', { url: 'app://lakana/', isMainFrame: false })).toBe(true)
  expect(prevented('will-frame-navigate', { url: 'app://lakana/', isMainFrame: true })).toBe(false)
  expect(prevented('will-redirect')).toBe(true)
  expect(prevented('will-attach-webview')).toBe(true)
})

test('before Electron is ready: sandbox, own scheme, no name looked up, no roaming folder', () => {
  prepareApp({ home: '/data', language: 'fr' })
  expect(electron.happened).toContain('sandbox')
  expect(electron.protocol.schemes).toEqual([
    {
      scheme: new URL(windowOrigin).protocol.slice(0, -1),
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ])
  expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
  expect([...electron.app.paths]).toEqual([
    ['userData', '/data/window'],
    ['sessionData', '/data/window'],
  ])
  const contents = new StandInContents({ session: made(), preload: '', additionalArguments: [] })
  electron.app.emit('web-contents-created', {}, contents)
  expect(contents.openHandler).not.toBeNull()
})
