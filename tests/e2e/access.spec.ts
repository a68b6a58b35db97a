import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import type { WindowBridge } from '../../src-main/contract/wire.ts'
import { type ChromiumShell, openChromiumShell } from '../../src-main/shell/chromium/open.ts'
import { hidden, staff } from '../support/access-window-facts.ts'
import { quickOffice } from '../support/journey/office-window.ts'
import { violationsOf } from '../support/journey/violations.ts'
import { testPassword } from '../support/some-office.ts'

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
] as const
/** Where the pictures of a run by hand go. */
const pictures = process.env['LAKANA_PICTURES']
const [worker, trainee, director, system] = staff
const why = 'L’enfant est au CSPS, sa travailleuse sociale ne répond pas.'

let folder = ''
let shell: ChromiumShell
let page: Page
let id = ''
let code = ''

test.describe.configure({ mode: 'serial', timeout: 300_000 })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-access-'))
  const beside = fileURLToPath(new URL('../support/access-window.ts', import.meta.url))
  const made = JSON.parse(execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' }))
  id = made.id
  code = made.code
  shell = await openChromiumShell({ home: join(folder, 'home'), headless: true, drives: [], worker: quickOffice })
  page = shell.page
  page.setDefaultTimeout(20_000)
})

test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => page.getByRole('button', { name })

async function signIn({ name, password }: { name: string; password: string }): Promise<void> {
  const change = button(/changer de personne/)
  const chooser = button(new RegExp(`^${name}`))
  await change.or(chooser).first().waitFor()
  if (await change.isVisible()) await change.click()
  await chooser.click()
  await page.locator('#password').fill(password)
  await button('Ouvrir le bureau').click()
  await page.getByRole('navigation').first().waitFor()
}

async function go(path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#${path}`)
}

/** Nothing sideways at either size, and nothing that axe finds; its picture where one is wanted. */
async function sound(name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`) })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const violations = await violationsOf(page)
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  await page.setViewportSize(sizes[0])
}

/** A raw call, as from a page that has been taken over. */
const ask = (call: string, input: unknown) =>
  page.evaluate(([name, value]) => (window as unknown as { lakana: WindowBridge }).lakana.call(900_001, name, value), [
    call,
    input,
  ] as const)

test('a trainee reads the case entrusted to her, without what is reserved, and is told so', async () => {
  await signIn(trainee)
  await go('/cases')
  await page.getByRole('status').filter({ hasText: '1 cas' }).waitFor()
  await go(`/cases/${id}`)
  await page.getByRole('heading', { level: 1, name: new RegExp(hidden.family, 'i') }).waitFor()
  await page.getByText('Lecture seule').waitFor()
  await page.getByText(/parties? réservées? dans cette fiche/).waitFor()
  await page.getByText('1 note réservée').waitFor()
  await expect(button('Modifier')).toHaveCount(0)
  const told = await page.locator('body').textContent()
  for (const word of [hidden.story, hidden.note, 'Violence sexuelle']) expect(told).not.toContain(word)
  await sound('trainee-case')
  const answers = JSON.stringify([
    await ask('cases.get', { id }),
    await ask('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 200 }),
  ])
  for (const word of [hidden.story, hidden.note, 'sexual_abuse']) expect(answers).not.toContain(word)
})

test('a provincial director sees codes in place of names, and closed forms said plainly', async () => {
  await signIn(director)
  await page.getByRole('heading', { level: 1, name: /Bonjour/ }).waitFor()
  await sound('director-home')
  await go('/cases')
  await page.getByText(code).waitFor()
  const told = await page.locator('body').textContent()
  expect(told).not.toMatch(new RegExp(`${hidden.family}|${hidden.given}`, 'i'))
  await sound('director-list')
  await go(`/cases/${id}`)
  await page.getByText('Cette fiche est réservée').waitFor()
  await sound('director-case')
  expect(JSON.stringify(await ask('cases.search', { text: hidden.family, limit: 20 }))).not.toContain(code)
})

test('a system administrator sees no case at all', async () => {
  await signIn(system)
  await page.getByText('Votre rôle ne montre aucun cas').waitFor()
  await sound('system-home')
  for (const [call, input] of [
    ['cases.get', { id }],
    ['cases.search', { text: hidden.family, limit: 5 }],
    ['home.summary', {}],
  ] as const)
    expect(await ask(call, input)).toMatchObject({ ok: false, error: { code: 'session.permission' } })
})

test('a case worker opens a colleague’s case in an emergency, by its code and for a reason', async () => {
  await signIn(worker)
  await go(`/cases/${id}`)
  await page.getByText('Ce cas est suivi par une autre personne').waitFor()
  await sound('out-of-scope')
  await page.keyboard.press('Control+k')
  await page.keyboard.type(code.toLowerCase())
  await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir exceptionnellement…' }).click()
  await page.getByRole('dialog').getByText(`Ouvrir exceptionnellement ${code}`).waitFor()
  await button('Ouvrir ce cas, c’est noté').click()
  await page.getByText('Choisissez un motif.').waitFor()
  await expect(page.getByRole('radio', { name: /Danger/ })).toBeFocused()
  await sound('opening-dialog')
  await page.getByRole('radio', { name: /absente/ }).check()
  await page.getByRole('textbox', { name: /Que se passe-t-il/ }).fill(why)
  await button('Ouvrir ce cas, c’est noté').click()
  await page.getByRole('heading', { level: 1, name: new RegExp(hidden.family, 'i') }).waitFor()
  await page.getByText('vous avez ouvert ce cas exceptionnellement').waitFor()
  for (const word of ['Modifier', 'Imprimer']) await expect(button(word)).toHaveCount(0)
  await sound('opened-case')
})

test('the head of the office sees it at once and says whether it was justified', async () => {
  await signIn({ name: 'Rasmata Sawadogo', password: testPassword })
  await page.getByText('1 ouverture exceptionnelle à relire').waitFor()
  await sound('head-home')
  await page.getByRole('link', { name: 'Relire' }).click()
  await page.getByText(why).waitFor()
  await expect(button('Non justifiée')).toBeDisabled()
  await sound('openings')
  await page.getByLabel('Votre avis').fill('Vu avec le CSPS.')
  await button(/^Justifiée/).click()
  await page.getByText('1 ouverture relue').waitFor()
  await sound('openings-done')
})
