import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { recoverySheet, typePassword } from '../support/journey/opening.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/second-pc-window.ts', import.meta.url))
const secondPassword = 'trois pintades au marché'

let folder = ''
let window: OfficeWindow
let newcomer: string[] = []
let firsts: string[] = []

test.describe.configure({ mode: 'serial', timeout: 240_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-second-'))
  mkdirSync(join(folder, 'stick'))
  execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' })
})
// biome-ignore lint/correctness/noEmptyPattern: playwright hands its own browser only to those who ask for it
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus) await window.page.screenshot({ path: info.outputPath('failed.png') })
  await window.close()
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.quick(folder, home, key, language)
}

async function open(home: string, password: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  await start(home, language)
  await window.signIn(password)
  await window.page.getByRole('navigation').first().waitFor()
}

/** The ten words of a card or dialog. */
async function wordsIn(role: 'region' | 'dialog', name: string): Promise<string[]> {
  const words = window.page.getByRole(role, { name, exact: true }).locator('ol > li:has(small)')
  await words.first().waitFor()
  return (await words.allInnerTexts()).map((word) => word.replace(/^\d+\s*/, '').trim())
}

async function chooseKey(): Promise<void> {
  const key = window.page.getByRole('radio').first()
  await key.waitFor()
  if (!(await key.isChecked())) await key.check({ force: true })
}

test('a PC without an office asks: a password, a file on the key, ten words', async () => {
  await start('second')
  const { page } = window
  await window.heading('Bienvenue').waitFor()
  await look(window, 'second-start')
  await page.getByRole('button', { name: /^Deuxième PC d’un bureau/ }).click()
  await window.heading('Deuxième PC d’un bureau').waitFor()
  await expect(window.button('Faire la demande')).toBeDisabled()
  await look(window, 'second-ask')
  await typePassword(window, secondPassword)
  await window.button('Faire la demande').click()
  newcomer = await wordsIn('region', 'Les dix mots de ce PC')
  expect(newcomer).toHaveLength(10)
  await chooseKey()
  await window.button('Écrire la demande sur la clé').click()
  await page.getByText(/Demande écrite\s: LKE-PC-request\.lke/).waitFor()
  await look(window, 'second-words')
})

test('the first PC compares the words and gives the office, by the keyboard', async () => {
  await open('first', testPassword)
  const { page } = window
  await window.goTo('/machine')
  await page.getByRole('heading', { name: 'Ajouter un deuxième PC' }).waitFor()
  firsts = await wordsIn('region', 'Le programme et les données')
  await look(window, 'second-card')
  await window.button('Ajouter un PC').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await chooseKey()
  expect(await wordsIn('dialog', 'Ajouter un deuxième PC')).toEqual(newcomer)
  await expect(window.button('Donner le bureau à ce PC')).toBeDisabled()
  await look(window, 'second-give')
  await page.getByText('Les dix mots sont les mêmes').click()
  await window.button('Donner le bureau à ce PC').press('Enter')
  await page.getByText('Le bureau est sur la clé, pour le PC B').waitFor()
  await look(window, 'second-given')
  await window.button('Fermer').last().click()
  await window.goTo('/transmission')
  await page.getByRole('rowheader', { name: /^PC B de ce bureau/ }).waitFor()
})

test('back at the new PC the office is installed, with its children, and exchanges with the first one', async () => {
  await start('second')
  const { page } = window
  await window.heading('Deuxième PC d’un bureau').waitFor()
  await chooseKey()
  expect(await wordsIn('region', 'Le bureau est sur la clé : Service social de Boulsa')).toEqual(firsts)
  await look(window, 'second-answer')
  await page.getByText('Les dix mots sont les mêmes').click()
  await page.locator('input[type=password]').fill(secondPassword)
  await window.button('Installer le bureau sur ce PC').click()
  // Keys are derived three times: slow on a PC that does other things too.
  await window.heading('Fiche de secours').waitFor({ timeout: 90_000 })
  await recoverySheet(window, async () => undefined)
  await page.getByRole('navigation').first().waitFor()
  await window.go('cases')
  await expect(page.getByRole('row')).toHaveCount(3)
  await window.go('transmission')
  await page.getByRole('rowheader', { name: /^PC A de ce bureau/ }).waitFor()
  await look(window, 'second-peers')
  await window.button('Préparer la clé').click()
  await page.getByText('Vous pouvez retirer la clé.').waitFor()
  await page
    .getByRole('status')
    .getByText(/^PC A de ce bureau · n°\s1/)
    .waitFor()
  await look(window, 'second-written')
})

test('the first PC takes what the second wrote; the region’s bundle waits on the same key', async () => {
  await open('first', testPassword)
  const { page } = window
  await window.go('transmission')
  await page
    .getByText(/^PC B de ce bureau · n°\s1/)
    .first()
    .waitFor()
  await look(window, 'second-found')
  await window.button('Tout importer, puis écrire les réponses').click()
  await page.getByText('Tout a été importé.').waitFor()
  await page.getByText('Vous pouvez retirer la clé.').waitFor()
  await look(window, 'second-taken')
})

test('the region shows the second PC on its board, in English too', async () => {
  await open('region', testPassword, 'en')
  const { page } = window
  await window.go('transmission')
  await window.button('Import all, then write the answers').click()
  await page.getByText('All was imported.').waitFor()
  await page.getByText(/BLS · district · PC A, B/).waitFor()
  await window.goTo('/transmission/board')
  await page.getByText(/BLS · PC A, B/).waitFor()
  await look(window, 'second-board')
})

test('the pages of the new PC and of the first one in English', async () => {
  await start('third', 'en')
  await window.page.getByRole('button', { name: /^Second PC of an office/ }).click()
  await window.heading('Second PC of an office').waitFor()
  await look(window, 'second-ask')
  await window.close()
  await open('first', testPassword, 'en')
  await window.goTo('/machine')
  await window.button('Add a PC').click()
  await chooseKey()
  await window.page.getByText('Given already').waitFor()
  await look(window, 'second-give')
})
