import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import type { WindowBridge } from '../../src-main/contract/wire.ts'
import { findBrowser } from '../../src-main/shell/chromium/find.ts'
import { launchBrowser } from '../../src-main/shell/chromium/launch.ts'
import { type ChromiumShell, openChromiumShell } from '../../src-main/shell/chromium/open.ts'
import { makeProfile } from '../../src-main/shell/chromium/profile.ts'
import { veil } from '../../src-main/shell/chromium/veil.ts'

interface TestWindow {
  lakana: WindowBridge
  heard: unknown[]
  inlineRan?: true
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
let shell: ChromiumShell
let home = ''

test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'lakana-shell-'))
  shell = await openChromiumShell({
    home,
    headless: true,
    drives: ['/key'],
    pages: here('../support/window'),
    worker: new URL('../support/echo-worker.ts', import.meta.url),
  })
})

test.afterEach(async () => {
  await shell.close()
  rmSync(home, { recursive: true, force: true })
})

const ask = (call: string, input: unknown, id = 50) =>
  shell.page.evaluate(([name, value, number]) => (window as unknown as TestWindow).lakana.call(number, name, value), [
    call,
    input,
    id,
  ] as const)
const heard = () => shell.page.evaluate(() => (window as unknown as TestWindow).heard)
const profiles = (): string[] =>
  [...readdirSync('/dev/shm'), ...readdirSync(tmpdir())].filter((name) =>
    name.includes(`lakana-window-${process.pid}-`),
  )

test('the page comes from our folder, asks the office and shows the answer', async () => {
  const { page } = shell
  await expect(page.locator('output')).toContainText('Ouédraogo')
  const answer = JSON.parse((await page.locator('output').textContent()) ?? '')
  expect(answer).toMatchObject({ ok: true, value: { sender: 'app://lakana', home, drives: ['/key'], language: 'fr' } })
  expect(answer.value.input).toEqual({ name: 'Ouédraogo' })
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(31, 77, 58)')
  expect(await page.evaluate(() => [innerWidth, innerHeight, navigator.language])).toEqual([1366, 768, 'fr-FR'])
})

test('inline code does not run and nothing leaves the machine', async () => {
  const { page } = shell
  await expect(page.locator('output')).not.toBeEmpty()
  expect(await page.evaluate(() => (window as unknown as TestWindow).inlineRan ?? false)).toBe(false)
  const tried = await page.evaluate(async () => {
    const reach = (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      )
    const image = (src: string) =>
      new Promise((done) => {
        const element = new Image()
        element.onload = () => done('reached')
        element.onerror = () => done('refused')
        element.src = src
      })
    return [
      await reach('https://example.com/'),
      await reach('http://127.0.0.1:1/'),
      await image('https://example.com/a.png'),
    ]
  })
  expect(tried).toEqual(['refused', 'refused', 'refused'])
})

test('the page cannot be led elsewhere, and new windows do not live', async () => {
  const { page, context } = shell
  await expect(page.locator('output')).not.toBeEmpty()
  await page.evaluate(() => void window.open('https://example.com/'))
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = '/index.html'
    link.target = '_blank'
    document.body.append(link)
    link.click()
  })
  await expect.poll(() => context.pages().length).toBe(1)
  await page
    .goto('https://example.com/')
    .catch((error: Error) => expect(error.message).toMatch(/ERR_|interrupted|closed/))
  await expect.poll(() => page.url()).not.toContain('example.com')
})

test('a frame inside the page, and a page elsewhere, have no bridge', async () => {
  const { page } = shell
  await page.goto('data:text/html,<h1>elsewhere</h1>')
  const asked = await page.evaluate(async () => {
    const world = window as unknown as { lakana?: unknown; lakanaAsk(json: string): Promise<string> }
    const json = await world.lakanaAsk(JSON.stringify({ kind: 'call', id: 1, call: 'test.echo', input: null }))
    return { bridge: typeof world.lakana, sender: JSON.parse(json).value.sender }
  })
  expect(asked).toEqual({ bridge: 'undefined', sender: 'elsewhere' })
})

test('progress, cancel and long text', async () => {
  expect(await ask('test.count', 3, 9)).toEqual({ ok: true, value: 3 })
  await expect.poll(heard).toEqual([
    ['progress', 9, 1],
    ['progress', 9, 2],
    ['progress', 9, 3],
  ])
  const text = 'é'.repeat(300_000)
  expect(await ask('test.echo', text)).toMatchObject({ value: { input: text } })
  const spinning = ask('test.spin', null, 10)
  await expect.poll(async () => (await heard()).length).toBe(4)
  await shell.page.evaluate(() => (window as unknown as TestWindow).lakana.cancel(10))
  expect(await spinning).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
})

test('at lock the page and its process are thrown away, with what was typed', async () => {
  const { page, context } = shell
  const processes = async (): Promise<number[]> => {
    const session = await context.browser()?.newBrowserCDPSession()
    const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] }
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  }
  await page.getByLabel('Nom').fill('Awa')
  await page.evaluate(() => {
    location.hash = '#/cases?q=Awa'
    window.addEventListener('beforeunload', (event) => event.preventDefault())
    ;(window as unknown as { mine: true }).mine = true
    // As our pages do: they throw themselves away too, and the two must not stop each other.
    ;(window as unknown as TestWindow).lakana.onEvent(() => location.reload())
  })
  const before = await processes()
  await ask('session.lock', { reason: 'person' }).catch((error: Error) =>
    expect(error.message).toMatch(/navigat|destroyed|closed/),
  )
  await expect.poll(() => page.url()).toBe('https://lakana.invalid/')
  // The last thing that the shell does at the lock: before that the page may still change.
  const entries = (): Promise<unknown> => page.evaluate(() => history.length).catch((error: Error) => error.message)
  await expect.poll(entries).toBe(1)
  await expect(page.getByLabel('Nom')).toHaveValue('')
  await expect(page.locator('output')).toContainText('Ouédraogo')
  expect(await page.evaluate(() => (window as unknown as { mine?: true }).mine ?? false)).toBe(false)
  expect(await page.goBack()).toBeNull()
  expect(page.url()).toBe('https://lakana.invalid/')
  await expect.poll(async () => (await processes()).length).toBeLessThanOrEqual(before.length)
  const after = await processes()
  expect(before.every((id) => after.includes(id))).toBe(false)
})

test('an office that falls locks the window and comes back', async () => {
  await ask('test.crash', null).catch((error: Error) => expect(error.message).toMatch(/navigat|destroyed|closed/))
  await expect(shell.page.locator('output')).toContainText('Ouédraogo')
  await expect.poll(() => ask('test.echo', 'again').catch(() => null)).toMatchObject({ ok: true })
})

test('nothing typed or searched rests in the profile, and the profile goes with the window', async () => {
  const { page } = shell
  await page.getByLabel('Nom').fill('ZAKMARQUEUR')
  await page.evaluate(() => {
    const form = document.createElement('form')
    document.querySelector('label')?.replaceWith(form)
    form.innerHTML = '<input name="name" value="ZAKMARQUEUR">'
    location.hash = '#/cases?q=ZAKMARQUEUR'
    history.pushState('ZAKMARQUEUR', '', '#/x?q=ZAKMARQUEUR')
    sessionStorage.setItem('q', 'ZAKMARQUEUR')
    localStorage.setItem('q', 'ZAKMARQUEUR')
  })
  await page.waitForTimeout(6000)
  const [profile] = profiles()
  const folder = [`/dev/shm/${profile}`, join(tmpdir(), profile ?? '')].find((path) => existsSync(path)) ?? ''
  const files = execFileSync('find', [folder, '-type', 'f', '-print0']).toString().split('\0').filter(Boolean)
  expect(files.length).toBeGreaterThan(5)
  const utf16 = Buffer.from('ZAKMARQUEUR', 'utf16le')
  expect(
    files.filter(
      (file) => existsSync(file) && (readFileSync(file).includes('ZAKMARQUEUR') || readFileSync(file).includes(utf16)),
    ),
  ).toEqual([])
  await shell.close()
  expect(profiles()).toEqual([])
})

test('the window begins as an empty page of ours, not as an address that cannot be reached', async () => {
  const profile = makeProfile()
  const browser = findBrowser() ?? ''
  const size = { width: 1366, height: 768 }
  const context = await launchBrowser({ browser, profile: profile.folder, headless: true, language: 'fr', size })
  expect(context.pages().map((page) => page.url())).toEqual([veil])
  await context.close()
  profile.remove()
})

test('closing the window ends everything', async () => {
  await shell.page.close()
  await shell.closed
  expect(profiles()).toEqual([])
})
