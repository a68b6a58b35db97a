import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const officeBeside = fileURLToPath(new URL('../support/vault-window.ts', import.meta.url))

let folder = ''
let key = ''
let window: OfficeWindow

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-copies-'))
  key = join(folder, 'key')
  for (const name of ['key', 'home', 'region']) mkdirSync(join(folder, name))
  execFileSync(process.execPath, [officeBeside, 'fill', folder])
  await open('home')
})

test.afterAll(async () => {
  await window.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  window = await OfficeWindow.quick(folder, home, key, language)
}

test('a backup is made and looked into; what going back would cost is said; it takes the place of the file', async () => {
  const { page } = window
  await window.signIn(testPassword)
  await page.getByRole('navigation').waitFor()
  await window.goTo('/backups')
  await window.button('Sauvegarder maintenant').click()
  await page.getByText('Sauvegarde faite et vérifiée').first().waitFor()
  await look(window, 'backups')
  await page
    .getByRole('button', { name: /^Regarder et reprendre/ })
    .first()
    .click()
  await page.getByLabel('Mot de passe de ce jour-là', { exact: true }).fill('ce n’est pas lui')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').first().waitFor()
  await look(window, 'restore-refused')
  await page.getByLabel('Mot de passe de ce jour-là', { exact: true }).fill(testPassword)
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByText(/Elle contient 1 cas/)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await look(window, 'restore')
  await window.button('Remplacer le fichier actuel par cette sauvegarde').click()
  await page.getByRole('heading', { name: 'Ouvrir le bureau', level: 1 }).waitFor()
  await window.signIn(testPassword)
  await page.getByRole('navigation').waitFor()
  await window.goTo('/backups')
  await page.getByText('Ce PC, mis de côté').waitFor()
  await window.button('Donner une nouvelle identité à ce bureau').click()
  await page.getByText(/dix mots au téléphone/).waitFor()
  await look(window, 'new-identity')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('this PC, and the whole office to a key', async () => {
  const { page } = window
  await window.goTo('/machine')
  await window.button('Préparer le déménagement').waitFor()
  await look(window, 'machine')
  await window.button('Préparer le déménagement').click()
  await look(window, 'move')
  await page.getByRole('radio').first().check()
  await page.getByLabel('Votre mot de passe', { exact: true }).fill(testPassword)
  await window.button('Copier le bureau et le fermer sur ce PC').click()
  await page.getByRole('heading', { name: 'Ce bureau a été déplacé', level: 1 }).waitFor()
  await look(window, 'moved')
  await window.button('La clé est perdue : rouvrir ici').click()
  await look(window, 'moved-back')
  await window.close()
})

test('another PC takes it over', async () => {
  await open('other')
  await window.page.getByRole('button', { name: /Reprendre un bureau déplacé/ }).click()
  await window.button('Reprendre ce bureau sur ce PC').waitFor()
  await look(window, 'take')
  await window.button('Reprendre ce bureau sur ce PC').click()
  await window.signIn(testPassword)
  await window.page.getByRole('navigation').waitFor()
  await window.goTo('/cases')
  await window.page.getByText('Zabsonré').first().waitFor()
  await window.goTo('/backups')
  await window.button('Sauvegarder maintenant').click()
  await window.page.getByText('Sauvegarde faite et vérifiée').first().waitFor()
  await window.close()
})

/** The disk gives back other bytes than were written, and the PC has stopped without closing. */
function damage(home: string): void {
  const path = join(folder, home, 'office.db')
  const file = openSync(path, 'r+')
  // The last pages hold what was written last; those that say how the tables are made come before.
  const pages = statSync(path).size / 4096
  for (let at = pages - 3; at < pages; at += 1) writeSync(file, Buffer.from('abîmé'), 0, 6, at * 4096 + 1000)
  closeSync(file)
  writeFileSync(join(folder, home, 'office.open'), 'closing')
}

test('a damaged file: nothing is written any more, what can be read is saved', async () => {
  damage('other')
  await open('other')
  const { page } = window
  await window.signIn(testPassword)
  const told = page.getByRole('heading', { name: 'Le fichier du bureau est abîmé' })
  // Which pages are hit differs from file to file: it opens and is found damaged, or does not open at all.
  await told.or(page.getByText(/La base chiffrée est abîmée/)).waitFor()
  if (!(await told.isVisible())) await window.button('Reprendre une sauvegarde').click()
  await look(window, 'damaged')
  await window.button('Sauver ce qui se lit encore').click()
  await look(window, 'salvage')
  const name = page.getByLabel('Votre nom de connexion', { exact: true })
  if ((await name.inputValue()) === '') await name.fill('rasmata.s')
  await page.getByLabel('Mot de passe de ce jour-là', { exact: true }).fill(testPassword)
  await window.button('Sauver ce qui se lit').click()
  await page.getByText(/Rien n.est perdu/).waitFor()
  await look(window, 'salvaged')
  await window.button('Ouvrir le bureau').click()
  await window.signIn(testPassword)
  await page.getByRole('navigation').waitFor()
  await window.goTo('/cases')
  await page.getByText('Zabsonré').first().waitFor()
})
