import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import type { WindowBridge } from '../../src-main/contract/wire.ts'
import { type ChromiumShell, openChromiumShell } from '../../src-main/shell/chromium/open.ts'
import { violationsOf } from '../support/journey/violations.ts'
import { testPassword } from '../support/some-office.ts'
import { awaPassword, child, newPassword } from '../support/vault-window-facts.ts'

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
] as const
/** Where the pictures of a run by hand go. */
const pictures = process.env['LAKANA_PICTURES']

let folder = ''
let shell: ChromiumShell
let page: Page
const officeBeside = fileURLToPath(new URL('../support/vault-window.ts', import.meta.url))
let caseId = ''

test.describe.configure({ mode: 'serial', timeout: 300_000 })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-vault-'))
  for (const name of ['key', 'home', 'region']) mkdirSync(join(folder, name))
  caseId = String(beside('fill'))
  shell = await openChromiumShell({ home: join(folder, 'home'), headless: true, drives: [join(folder, 'key')] })
  page = shell.page
})

test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the office beside, in a process of its own. */
function beside(what: 'fill' | 'answer'): unknown {
  return JSON.parse(execFileSync(process.execPath, [officeBeside, what, folder], { encoding: 'utf8' }))
}

const button = (name: string | RegExp) => page.getByRole('button', { name })

async function signIn(name: RegExp, password: string): Promise<void> {
  await button(name).click()
  await page.locator('#password').fill(password)
  await button('Ouvrir le bureau').click()
  await page.getByRole('navigation').waitFor()
}

/** Nothing sideways at either size, and nothing that axe finds; its picture where one is wanted. */
async function sound(name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const violations = await violationsOf(page)
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  await page.setViewportSize(sizes[0])
}

const ask = (call: string, input: unknown) =>
  page.evaluate(([name, value]) => (window as unknown as { lakana: WindowBridge }).lakana.call(900_001, name, value), [
    call,
    input,
  ] as const)

/** All that the page's process holds on its heap, strings among it. */
async function heapOf(of: Page): Promise<string> {
  const session = await of.context().newCDPSession(of)
  const pieces: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return pieces.join('')
}

test('several people: who comes in is chosen, and can be chosen anew', async () => {
  await button(/^Awa Kaboré/).waitFor()
  await sound('people')
  await button(/^Awa Kaboré/).click()
  await expect(page.locator('#password')).toBeFocused()
  await sound('person')
  await button(/^Quelqu.un d.autre/).click()
  await button(/^Rasmata Sawadogo/).waitFor()
})

test('after the lock neither the page nor its memory knows the child that was read', async () => {
  await signIn(/^Rasmata Sawadogo/, testPassword)
  await page.evaluate((id) => {
    location.hash = `#/cases/${id}`
  }, caseId)
  await page.getByRole('heading', { level: 1, name: new RegExp(child.family, 'i') }).waitFor()
  expect(await heapOf(page)).toContain(child.given)
  await page.keyboard.press('Control+l')
  await page.locator('#password').waitFor()
  await expect.poll(() => page.evaluate(() => history.length).catch(() => 0)).toBe(1)
  const html = await page.content()
  const heap = await heapOf(page)
  expect(heap.length).toBeGreaterThan(100_000)
  for (const known of [child.given, child.family, child.family.toUpperCase(), caseId]) {
    expect(html).not.toContain(known)
    expect(heap).not.toContain(known)
  }
})

test('a change of person: drafts are kept, each his own', async () => {
  // Who was here before is offered first.
  await expect(page.getByText('Rasmata Sawadogo')).toBeVisible()
  await page.locator('#password').fill(testPassword)
  await button('Ouvrir le bureau').click()
  await page.getByRole('navigation').waitFor()
  const payload = JSON.stringify({ values: { nickname: 'Minata' } })
  expect(await ask('drafts.save', { subject: 'register', payload })).toMatchObject({ ok: true })
  const mine = await ask('drafts.list', {})
  await button(/changer de personne/).click()
  await button(/^Awa Kaboré/).waitFor()
  await signIn(/^Awa Kaboré/, awaPassword)
  expect(JSON.stringify(await ask('drafts.list', {}))).not.toContain('register')
  await button(/changer de personne/).click()
  await signIn(/^Rasmata Sawadogo/, testPassword)
  expect(await ask('drafts.list', {})).toEqual(mine)
  expect(JSON.stringify(mine)).toContain('register')
  await button(/changer de personne/).click()
  await button(/^Awa Kaboré/).waitFor()
})

test('every password lost: the region gives the key back by way of a USB key', async () => {
  await button('Mot de passe oublié').click()
  await button(/^Demander au bureau au-dessus/).waitFor()
  await sound('forgotten')
  await button(/^Demander au bureau au-dessus/).click()
  await sound('region-request')
  await page.getByRole('radio', { name: 'Rasmata Sawadogo' }).check()
  await page.getByLabel(/^Ce qui est arrivé/).fill('Le mot de passe est parti avec la collègue mutée.')
  await page.getByLabel(/^Nouveau mot de passe/).fill(newPassword)
  await page.getByLabel(/^Le même mot de passe/).fill(newPassword)
  await button('Faire la demande').click()
  const key = page.getByRole('radio', { name: /key/ })
  await key.check()
  await button('Écrire la demande sur la clé').click()
  await page.getByText(/Demande écrite/).waitFor()
  await sound('region-made')
  const words = await page.locator('ol li').allInnerTexts()
  expect(words.map((word) => word.replace(/^\d+\s*/, ''))).toEqual(beside('answer'))
  await page.getByRole('textbox', { name: 'Mot de passe choisi avec la demande' }).fill(newPassword)
  await sound('region-answer')
  await button('Ouvrir le bureau').click()
  await page.getByRole('heading', { name: 'Fiche de secours' }).waitFor()
})

test('a failed self-test stops the program with a sentence', async () => {
  const faulty = await openChromiumShell({
    home: join(folder, 'faulty'),
    headless: true,
    drives: [],
    worker: new URL('../support/faulty-worker.ts', import.meta.url),
  })
  await faulty.page.getByText(/Le chiffrement de ce PC ne donne pas les résultats attendus/).waitFor()
  expect(await faulty.page.getByRole('textbox').count()).toBe(0)
  expect(await faulty.page.getByRole('navigation').count()).toBe(0)
  await faulty.close()
})
