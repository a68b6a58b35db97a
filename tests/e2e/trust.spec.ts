import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/trust-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-trust-'))
  execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' })
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, stick = 'moving', language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, stick)
  window = await OfficeWindow.quick(folder, home, key, language)
  await window.signIn(testPassword)
  await window.page.getByRole('navigation').first().waitFor()
  await window.goTo('/transmission')
}

test('the region believes what a revoked PC had written once it says how it made sure, and certifies a new PC of a known office', async () => {
  await open('est', 'stick')
  const { page } = window
  await page.getByText('Demande : Service social de Fada (FAD)').scrollIntoViewIfNeeded()
  const certify = window.button('Certifier ce nouveau PC')
  await page.getByLabel('Les dix mots sont les mêmes').press('Space')
  await expect(certify).toBeDisabled()
  await look(window, 'trust-new-pc')
  await page.getByLabel(/^C’est le nouveau PC de Service social de Fada/).press('Space')
  await certify.press('Enter')
  await page.getByText(/Réponse écrite sur la clé/).waitFor()
  await page.getByRole('link', { name: 'PC de Service social de Fada' }).click()
  await page.getByText(/est arrivée depuis par une autre voie|sont arrivées depuis par une autre voie/).waitFor()
  await window.button('Accepter ces modifications…').press('Enter')
  const believe = page.getByRole('button', { name: /^Accepter \d+ modification/ })
  await believe.click()
  await page.getByText('Dites comment vous vous en êtes assuré.').waitFor()
  await look(window, 'trust-believe')
  await page
    .getByRole('dialog')
    .getByRole('textbox')
    .fill('Mme Lompo, au 24 77 00 11 : deux visites, notées sur papier.')
  await believe.click()
  await page.getByText(/Ces modifications sont appliquées ici/).waitFor()
  await page.getByText(/gardée à l’écart|gardées à l’écart/).waitFor({ state: 'detached' })
})

test('a district changes regions: the other one is told which it leaves', async () => {
  await open('sir')
  const { page } = window
  await page.getByText('Demande : Service social de Bogandé (BOG)').waitFor()
  const certify = window.button('Certifier')
  await page.getByLabel('Les dix mots sont les mêmes').press('Space')
  await expect(certify).toBeDisabled()
  await look(window, 'trust-region-request')
  await page.getByLabel(/quitte bien Direction régionale de l’Est/).press('Space')
  await certify.press('Enter')
  await page.getByText(/est rattaché\. Réponse écrite/).waitFor()
})

test('the district confirms that it leaves, and its next key goes to the new region', async () => {
  await open('bog')
  const { page } = window
  const accept = window.button('Accepter')
  await page.getByLabel('Les dix mots sont les mêmes').press('Space')
  await expect(accept).toBeDisabled()
  await look(window, 'trust-region-answer')
  await page.getByLabel(/^Ce bureau quitte bien Direction régionale de l’Est/).press('Space')
  await accept.press('Enter')
  await page.getByText(/Ce bureau est maintenant rattaché/).waitFor()
  await window.button('Ce bureau change de région…').press('Enter')
  await window.button('Écrire la demande pour l’autre région').scrollIntoViewIfNeeded()
  await look(window, 'trust-region-ask')
  await window.button('Préparer la clé').click()
  await page.getByText('Vous pouvez retirer la clé.').waitFor()
})

test('the new region takes it and writes for the national level', async () => {
  await open('sir')
  await window.page.getByRole('button', { name: /^Tout importer/ }).click()
  await window.page.getByText('Vous pouvez retirer la clé.').waitFor()
})

test('the national level takes nothing of it before somebody there has confirmed the move', async () => {
  await open('nat')
  const { page } = window
  await page.getByRole('button', { name: /^Tout importer/ }).click()
  await window.button('Confirmer le passage…').press('Enter')
  await look(window, 'trust-region-move')
  await page.getByLabel('J’ai parlé aux deux régions').press('Space')
  await window.button('Confirmer le passage').press('Enter')
  await page.getByText(/Importez de nouveau son paquet/).waitFor()
  await window.button('Relire la clé').click()
  await page.getByRole('button', { name: /^Tout importer/ }).click()
  await page.getByText(/Tout a été importé/).waitFor()
  await page.getByText(/est maintenant rattaché à/).waitFor({ state: 'detached' })
  await window.button('Changer les clés de ce PC…').press('Enter')
  await window.button('Changer les clés maintenant').scrollIntoViewIfNeeded()
  await look(window, 'trust-top-keys')
})

test('the national level writes for the region that the district has left', async () => {
  await open('nat')
  await window.button('Préparer la clé').click()
  await window.page.getByText('Vous pouvez retirer la clé.').waitFor()
})

test('that region is told, and counts the children there without their names', async () => {
  await open('est')
  const { page } = window
  await page.getByRole('button', { name: /^Tout importer/ }).click()
  await page.getByText(/Ses enfants restent comptés ici, sans leurs noms/).waitFor()
  await look(window, 'trust-region-left')
  // The request of before still lies on the key.
  await page.getByText(/a quitté votre bureau pour .*il n’y a rien à faire ici/).scrollIntoViewIfNeeded()
  await page.getByLabel('Les dix mots sont les mêmes').press('Space')
  await expect(window.button('Certifier')).toBeDisabled()
  await look(window, 'trust-region-back')
  await window.goTo('/cases')
  // Her consent lets the region know her name: only that the district has left keeps it from the list.
  const row = page.getByRole('row').filter({ hasText: 'BOG-2026-' })
  await expect(row).toContainText(/(BOG-2026-0001-\w).*\1/)
  await expect(row).not.toContainText(/Nikiéma/i)
  await look(window, 'trust-region-left-list')
})
