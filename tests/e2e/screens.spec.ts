import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { type ChromiumShell, openChromiumShell } from '../../src-main/shell/chromium/open.ts'
import { violationsOf } from '../support/journey/violations.ts'

const built = fileURLToPath(new URL('../../.vite/renderer', import.meta.url))
const password = 'trois poules au marché'
const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
] as const

let folder = ''
let shell: ChromiumShell
let page: Page
const complaints: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-screens-'))
  mkdirSync(join(folder, 'key'))
  await open('fr')
})

test.afterAll(async () => {
  await shell.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(language: 'fr' | 'en'): Promise<void> {
  shell = await openChromiumShell({
    home: join(folder, 'home'),
    headless: true,
    drives: [join(folder, 'key')],
    language,
  })
  page = shell.page
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
}

/** Elements that scroll sideways, and the page itself. */
const sideways = (): Promise<string[]> =>
  page.evaluate(() => {
    const wide = [...document.querySelectorAll('*')].filter(
      (each) => each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX),
    )
    const whole = document.documentElement.scrollWidth > window.innerWidth ? ['page'] : []
    return [...wide.map((each) => `${each.tagName} ${each.className}`), ...whole]
  })

/** A screen is sound: nothing sideways at either size, nothing that axe finds, nothing that the browser complains of. */
async function sound(): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    expect(await sideways()).toEqual([])
  }
  const violations = await violationsOf(page)
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  await page.setViewportSize(sizes[0])
  expect(complaints).toEqual([])
}

const button = (name: string | RegExp) => page.getByRole('button', { name })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })

test('the first page of the window weighs less than 300 KB of script', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  const asked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((found) => found[1] ?? '')
  expect(asked.length).toBeGreaterThan(0)
  const bytes = asked.map((file) => gzipSync(readFileSync(join(built, file))).length)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(300 * 1024)
  const fonts = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.woff2'))
  expect(fonts.every((file) => statSync(join(built, 'assets', file)).size > 0)).toBe(true)
})

test('first start: three ways, in French and in English', async () => {
  await heading('Bienvenue').waitFor()
  await sound()
  await button('English').click()
  await heading('Welcome').waitFor()
  await button('Français').click()
})

test('an office is created by keyboard, and mistakes are named at their field', async () => {
  await button(/Créer un bureau/).click()
  await button('Créer le bureau').click()
  await expect(page.getByText('Choisissez la commune dans la liste.')).toBeVisible()
  await sound()
  await page.getByRole('combobox', { name: /Commune/ }).focus()
  await page.keyboard.type('boulsa')
  await expect(page.getByRole('option').first()).toContainText('Boulsa')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('combobox', { name: /Commune/ })).toHaveAttribute('aria-activedescendant', /./)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/Code du bureau/)).not.toHaveValue('')
  await page.getByLabel(/Nom du bureau/).fill('Service social de Boulsa')
  await page.getByLabel(/^Votre nom obligatoire/).fill('Rasmata Sawadogo')
  await expect(page.getByLabel(/Votre nom de connexion/)).toHaveValue('rasmata.s')
  await page.getByLabel(/^Date de la formation/).fill('12/3/26')
  await page.getByLabel(/^Formateur/).fill('Point focal régional')
  await page.getByLabel(/^Module/).fill('Lakana')
  await page.getByRole('textbox', { name: /^Mot de passe/ }).fill(`${password} et deux`)
  await expect(page.getByText('Très bon')).toBeVisible()
  await page.getByRole('textbox', { name: /^Mot de passe/ }).fill('motdepasse')
  await expect(page.getByText('Refusé')).toBeVisible()
  // Enter comes before the last password is judged: what was thought of the one before does not count.
  await page.getByRole('textbox', { name: /^Mot de passe/ }).fill(password)
  await page.getByRole('textbox', { name: /^Le même/ }).fill(password)
  await page.keyboard.press('Enter')
})

test('the recovery sheet is left only when one group is typed back', async () => {
  await heading('Fiche de secours').waitFor()
  await sound()
  const groups = await page
    .getByRole('list', { name: /Code de secours/ })
    .getByRole('listitem')
    .allTextContents()
  await page.getByRole('checkbox').check()
  await button(/Continuer vers/).click()
  await expect(page.getByText(/Ce n’est pas le groupe/)).toBeVisible()
  const asked = Number(/Groupe (\d)/.exec((await page.getByText(/^Groupe \d/).textContent()) ?? '')?.[1])
  await page.getByLabel(/^Groupe/).fill((groups[asked - 1] ?? '').slice(1).toLowerCase())
  await page.keyboard.press('Enter')
  await heading(/Engagement de confidentialité/).waitFor()
})

test('the undertaking is accepted once its end has been in view', async () => {
  await sound()
  const accept = button('J’ai lu et je m’engage')
  await expect(accept).toBeDisabled()
  await page.getByRole('region', { name: /Engagement/ }).focus()
  await page.keyboard.press('End')
  await accept.click()
  await heading(/Bonjour, Rasmata/).waitFor()
})

test('home, transmission, settings, help and their panels', async () => {
  await sound()
  await page.keyboard.press('Alt+Digit3')
  await heading('Transmission').waitFor()
  await button('Écrire la demande').click()
  await expect(page.getByText(/Demande écrite/)).toBeVisible()
  await sound()
  await page.keyboard.press('Alt+Digit5')
  await heading('Réglages').waitFor()
  await sound()
  await page.keyboard.press('Alt+Digit6')
  await heading('Sauvegardes').waitFor()
  await page.getByText(/Dernière sauvegarde vérifiée/).waitFor()
  await sound()
  await page.keyboard.press('Alt+Digit7')
  await heading('Ce PC').waitFor()
  await page.getByText('Empreinte de ce bureau').waitFor()
  await sound()
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Aide' }).waitFor()
  await sound()
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    location.hash = '/help'
  })
  await heading('Aide').waitFor()
  await sound()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ouedraogo')
  await page.getByText(/Aucun enfant ne correspond/).waitFor()
  await sound()
  await page.keyboard.press('Escape')
})

test('unsaved settings ask before one leaves', async () => {
  await page.keyboard.press('Alt+Digit5')
  await page.getByLabel(/Verrouiller après/).fill('7')
  await page.keyboard.press('Alt+Digit1')
  await page.getByRole('dialog').waitFor()
  await sound()
  await button('Rester sur la page').click()
  await expect(page.getByLabel(/Verrouiller après/)).toHaveValue('7')
  await page.goBack()
  await button(/Partir et effacer/).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('Alt+Digit5')
  await expect(page.getByLabel(/Verrouiller après/)).toHaveValue('5')
})

test('large text and high contrast keep every page sound', async () => {
  await page.getByLabel('Grand texte').check()
  await page.getByLabel('Contraste élevé').check()
  await sound()
  await page.keyboard.press('Alt+Digit3')
  await heading('Transmission').waitFor()
  await sound()
  await page.keyboard.press('Alt+Digit1')
  await heading(/Bonjour/).waitFor()
  await sound()
  await page.keyboard.press('Alt+Digit5')
  await page.getByLabel('Grand texte').uncheck()
  await page.getByLabel('Contraste élevé').uncheck()
})

test('Ctrl+L locks at once; wrong passwords make one wait; the right one opens', async () => {
  await page.keyboard.press('Control+l')
  const field = page.getByRole('textbox', { name: /^Mot de passe/ })
  await field.waitFor()
  await sound()
  await field.fill('ce n’est pas lui')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('ne vont pas ensemble')
  await expect(button('Ouvrir le bureau')).toBeEnabled({ timeout: 20_000 })
  await sound()
  await field.fill(password)
  await page.keyboard.press('Enter')
  await heading(/Bonjour/).waitFor()
})

test('training bears its hatched banner on every page', async () => {
  await page.keyboard.press('Control+l')
  await button('S’entraîner').click()
  await heading(/Bonjour/).waitFor({ timeout: 100_000 })
  await expect(page.getByText('FORMATION', { exact: true })).toBeVisible()
  await page.getByText('À faire d’abord').waitFor()
  await sound()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ouedraogo')
  await page.getByRole('option').first().waitFor()
  await sound()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/cases\/[0-9a-f]{32}/)
  await expect(page.getByText('FORMATION', { exact: true })).toBeVisible()
})
