import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { type ChromiumShell, openChromiumShell } from '../../src-main/shell/chromium/open.ts'
import { quickOffice } from '../support/journey/office-window.ts'
import { violationsOf } from '../support/journey/violations.ts'
import { someOffice, testPassword } from '../support/some-office.ts'

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
] as const
const header = 'Ministère de l’Action humanitaire'
const longName = 'Rasmata Marie-Bénédicte Sawadogo-Ouédraogo'
const folder = mkdtempSync(join(tmpdir(), 'lakana-log-'))
const complaints: string[] = []
let shell: ChromiumShell
let page: Page
let child = ''

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  child = prepare()
  shell = await openChromiumShell({
    home: join(folder, 'home'),
    headless: true,
    drives: [],
    language: 'fr',
    worker: quickOffice,
  })
  page = shell.page
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.getByRole('textbox', { name: /^Mot de passe/ }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Bonjour/ }).waitFor()
})

test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An office whose log has 5,000 lines, of somebody with a long name; made by a process of its own, which has the sources' types. */
function prepare(): string {
  const script = fileURLToPath(new URL('../support/log-office.ts', import.meta.url))
  return execFileSync(process.execPath, [script, join(folder, 'home'), longName, header], { encoding: 'utf8' }).trim()
}

const go = (path: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash
  }, path)
const button = (name: string | RegExp) => page.getByRole('button', { name })

async function sound(name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, `${name}-${size.width}.png`) })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const violations = await violationsOf(page)
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  await page.setViewportSize(sizes[0])
  expect(complaints).toEqual([])
}

/** What comes out of the printer: the dialog is held back, the page printed as the dialog would. */
async function printed(name: string): Promise<string> {
  const pdf = join(folder, `${name}.pdf`)
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }))
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
}

test('the log opens by keyboard, newest first, in words', async () => {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Journal/ })
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Journal d’accès' }).waitFor()
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(101)
  // Newest first: the lists of the home page, then the opening before them. The day's first backup is made beside, done before the lists or after.
  const lines = rows.filter({ hasNotText: 'Sauvegarde faite' })
  await expect(lines.nth(1)).toContainText('Liste de cas montrée')
  const told = await lines.allTextContents()
  const opening = told.findIndex((text) => text.includes('Ouverture du bureau'))
  expect(opening).toBeGreaterThan(1)
  expect(opening).toBeLessThan(6)
  expect(told[opening]).toContain(longName)
  await sound('log')
})

test('older and newer pages, filters, an empty answer that teaches', async () => {
  await button('Plus anciennes').focus()
  await page.keyboard.press('Enter')
  await expect(button('Plus récentes')).toBeEnabled()
  await button('Plus récentes').click()
  await page.getByLabel('Lignes', { exact: true }).selectOption('refusals')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText(/Accès refusé|Mot de passe refusé/)
  await sound('refusals')
  await page.getByLabel('Code du dossier').fill('XYZ-2000-0001-A')
  await expect(page.getByText('Aucune ligne ne correspond')).toBeVisible()
  await sound('empty')
  await button('Tout montrer').click()
  // A day is typed as everywhere else, whatever the browser's own way is.
  await page.getByLabel('Au', { exact: true }).fill('3/2/2020')
  await expect(page.getByText(/3 février 2020/)).toBeVisible()
  await expect(page.getByText('Aucune ligne ne correspond')).toBeVisible()
  await sound('days')
  await button('Tout montrer').click()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(101)
})

test('the check says that the log is whole', async () => {
  await button('Vérifier le journal').click()
  await expect(page.getByRole('status').filter({ hasText: 'Le journal est entier' })).toBeVisible()
  await sound('whole')
})

test('who has seen this file, from the file, and on paper with the office’s headers', async () => {
  await go(`/cases/${child}`)
  await page.getByRole('link', { name: 'Qui a vu ce dossier' }).click()
  await page.getByRole('heading', { level: 1, name: 'Qui a vu ce dossier' }).waitFor()
  await expect(page.getByRole('table', { name: 'Par personne' })).toContainText(longName)
  await sound('seen')
  // Printed by the browser's own menu, past the log: an empty page, but for its margins.
  expect(await printed('untold')).not.toMatch(/Rasmata|Dossier ouvert|Par personne/)
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await button('Imprimer').click()
  await expect(page.locator('html[data-paper="open"]')).toBeAttached()
  const paper = await printed('seen')
  for (const words of [header, someOffice.name, 'Qui a vu ce dossier', 'Dossier ouvert', 'Par personne']) {
    expect(paper).toContain(words)
  }
  expect(paper.replace(/\s+/g, ' ')).toContain('Rasmata')
  expect(paper).not.toContain('Revenir au dossier')
})

test('the print itself is in the log; Ctrl+P goes the same way', async () => {
  await page.keyboard.press('Control+p')
  await go('/log')
  await page.getByLabel('Acte').selectOption('print.page')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('qui a vu un dossier')
})

test('in English too', async () => {
  await page.evaluate(() => sessionStorage.setItem('lakana.language', 'en'))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Access log' }).waitFor()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(101)
  await sound('english')
})
