import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/laid-down-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow
let child = ''

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-laid-'))
  mkdirSync(join(folder, 'stick'))
  child = execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' })
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.quick(folder, home, key, language)
  await window.signIn(testPassword)
}

test('the district reads the region’s undertaking before anything else, and has its roles', async () => {
  await open('boulsa')
  const { page } = window
  await page.getByRole('heading', { name: 'Pour le Kuilsé' }).waitFor()
  await page.locator('section[data-first]').press('End')
  const accept = page.getByRole('button', { name: /ai lu et je m/ })
  await expect(accept).toBeEnabled()
  await accept.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await window.goTo('/people/conduct')
  await page.getByText(/Ce texte est fixé par Direction régionale du Kuilsé/).waitFor()
  await expect(window.button('Écrire une nouvelle version')).toHaveCount(0)
  await look(window, 'laid-conduct')
  await window.goTo('/people/roles')
  await page.getByRole('heading', { name: 'Fixé par Direction régionale du Kuilsé' }).waitFor()
  await look(window, 'laid-roles')
  await page
    .getByRole('link', { name: /Relais communautaire/ })
    .first()
    .click()
  await page.getByText(/Ce rôle est fixé par/).waitFor()
  await look(window, 'laid-role')
  await window.goTo('/settings/lists/provider_type')
  await expect(page.getByRole('row', { name: /Centre d’écoute.*Direction régionale du Kuilsé/ })).toBeVisible()
  await expect(window.button('Ajouter une réponse…')).toHaveCount(0)
  await page.getByRole('searchbox').fill('refus du consentement')
  await look(window, 'lists-district')
})

test('the district answers a question that the region has added, and reads who asks it', async () => {
  await open('boulsa')
  const { page } = window
  await window.goTo('/settings/questions/registration')
  await expect(
    page.getByRole('row', { name: /eau potable.*Situation de l’enfant · Oui, non.*Direction régionale du Kuilsé/ }),
  ).toBeVisible()
  await expect(window.button('Ajouter une question…')).toHaveCount(0)
  await look(window, 'questions-district')
  await window.goTo('/settings/questions/consent')
  await page.getByText(/Cette fiche ne se complète pas/).waitFor()

  await window.goTo(`/cases/${child}`)
  await window.button('Modifier').click()
  await page
    .getByRole('button', { name: /Situation de l’enfant/ })
    .or(page.getByRole('link', { name: /Situation de l’enfant/ }))
    .first()
    .click()
  const question = page.locator('[data-field^="q-"]').filter({ hasText: 'eau potable' })
  await expect(question.getByText('Question ajoutée : Direction régionale du Kuilsé')).toBeVisible()
  await question.getByText('Non', { exact: true }).click()
  await look(window, 'questions-asked')
  await page.getByRole('button', { name: /^Enregistrer/ }).click()
  await expect(page.getByText('L’enfant a-t-il accès à l’eau potable là où il dort ?')).toBeVisible()
})

test('the region lays its deadlines, answers and places down by the keyboard, in English too', async () => {
  await open('region', 'en')
  const { page } = window
  await window.goTo('/transmission')
  await page.getByRole('button', { name: 'Lay down : Deadlines' }).press('Enter')
  await page.getByText(/The deadlines of this office will replace theirs/).waitFor()
  await look(window, 'laid-region')
  await page.getByRole('button', { name: 'Yes, lay down' }).press('Enter')
  await expect(page.getByText(/^Version 1, laid down on/)).toHaveCount(4)

  // Answers and places: prepared, seen, taken back, laid down.
  await window.goTo('/settings')
  await page.getByRole('link', { name: 'Open lists, places and questions' }).press('Enter')
  await page.getByRole('searchbox').fill('placement')
  await page.getByRole('link', { name: /^Type of placement/ }).press('Enter')
  await window.button('Add an answer…').press('Enter')
  await page.keyboard.type('Famille d’acceuil')
  await expect(page.getByText(/Looks like “Foster family|Looks like “Famille d’accueil/)).toBeVisible()
  await page.getByLabel('In French').fill('Case de passage')
  await page.getByLabel('In English').fill('Halfway house')
  await look(window, 'lists-add')
  await page.getByLabel('In English').press('Enter')
  await expect(page.getByRole('row', { name: /Halfway house · Case de passage.*prepared/ })).toBeVisible()
  await window.button('Offer no longer: Other').press('Enter')
  await expect(page.getByText('2 changes prepared, not laid down yet.')).toBeVisible()
  await look(window, 'lists-region')

  await window.goTo('/settings/places/BF490202')
  await window.button('Add places…').press('Enter')
  await page.keyboard.type('Yako-Tensé\nBoala')
  await window.button('Prepare').press('Enter')
  await expect(page.getByRole('row', { name: /Boala · village.*prepared/ })).toBeVisible()
  await look(window, 'places-region')

  // A question, taken for one that is there already until it is worded otherwise.
  await page.getByRole('link', { name: 'Questions', exact: true }).press('Enter')
  await page.getByText('Choose a form').waitFor()
  await page.getByRole('link', { name: /^4 ·/ }).press('Enter')
  await page.getByText('No question has been added to this form').waitFor()
  await look(window, 'questions-none')
  await window.button('Add a question…').press('Enter')
  await page.keyboard.type('Date du contact')
  await expect(page.getByText('The section is missing.')).toBeVisible()
  await page.getByLabel(/^Section/).selectOption({ label: 'The contact' })
  await page.getByLabel('How is it answered?').selectOption('severalOf')
  await expect(page.getByText('The list is missing.')).toBeVisible()
  await page.getByLabel(/^Which list/).selectOption({ label: 'Language' })
  await look(window, 'questions-add')
  await page.getByLabel('In French').fill('En quelles langues a-t-on parlé ?')
  await page.getByLabel('In French').press('Enter')
  await expect(
    page.getByRole('row', { name: /En quelles langues.*Several answers of a list · Language.*prepared/ }),
  ).toBeVisible()
  await look(window, 'questions-region')
  await window.button('See and lay down…').press('Enter')
  await window.button('Take back: Other').press('Enter')
  await expect(window.button('Take back: Other')).toHaveCount(0)
  await look(window, 'lists-pending')
  await window.button('Lay down for the offices').press('Enter')
  await expect(page.getByText(/this office, version 2 of/)).toBeVisible()
  await expect(page.getByText(/changes? prepared/)).toHaveCount(0)
})
