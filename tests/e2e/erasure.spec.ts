import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/erasure-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow
let ids = { closed: '', proposed: '', open: '', code: '' }

test.describe.configure({ mode: 'serial', timeout: 240_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-erasure-'))
  mkdirSync(join(folder, 'stick'))
  ids = JSON.parse(execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' }))
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.quick(folder, home, key, language)
  await window.signIn(testPassword)
  await window.page.getByRole('navigation').first().waitFor()
}

test('one person proposes by the keyboard, and confirms what another has proposed', async () => {
  await open('district')
  const { page } = window
  await window.goTo(`/cases/${ids.open}`)
  await expect(window.button('Effacer ce dossier…')).toBeDisabled()
  await page.getByText(/^Possible une fois le cas clôturé/).waitFor()
  await look(window, 'erasure-open')

  await window.goTo(`/cases/${ids.closed}`)
  await expect(window.button('Effacer ce dossier…')).toBeEnabled()
  await window.button('Effacer ce dossier…').focus()
  await page.keyboard.press('Enter')
  await expect(window.button('Proposer l’effacement')).toBeDisabled()
  await look(window, 'erasure-propose')
  await page.getByLabel('Délai de conservation passé').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText(/^Effacement proposé par Rasmata Sawadogo le/).waitFor()
  await expect(window.button('Retirer la proposition')).toBeVisible()
  await expect(window.button('Confirmer…')).toHaveCount(0)
  await look(window, 'erasure-proposed')

  await page.getByRole('link', { name: /^Effacements/ }).click()
  await page.getByText('2 effacements à confirmer').waitFor()
  await look(window, 'erasure-waiting')
  await window.button('Confirmer…').click()
  await page.getByLabel('Votre mot de passe', { exact: true }).fill('faux')
  await window.button(`Effacer le dossier ${ids.code}`).click()
  await page.getByText(/Ce nom et ce mot de passe/).waitFor()
  await look(window, 'erasure-confirm')
  // After a wrong password the next try waits a second.
  await page.waitForTimeout(1200)
  await page.getByLabel('Votre mot de passe', { exact: true }).fill(testPassword)
  await window.button(`Effacer le dossier ${ids.code}`).click()
  await page.getByText('1 dossier effacé').waitFor()
  await page.getByText('pas encore').waitFor()
  await look(window, 'erasure-done')
  await window.button('Retirer la proposition').click()
  await page.getByText('Proposition retirée. Rien n’a été effacé.').waitFor()
  await window.goTo(`/cases/${ids.proposed}`)
  await page.getByText('Bureaux qui ont confirmé l’effacement').waitFor()
  await window.goTo('/settings')
  await page.getByRole('link', { name: 'Voir les effacements' }).waitFor()
})

test('the confirmation of the region comes back with the key', async () => {
  execFileSync(process.execPath, [beside, folder, 'exchange'], { encoding: 'utf8' })
  await open('district')
  await window.goTo('/erasures')
  await window.page.getByText(/^(● )?confirmé depuis le/).waitFor()
  await look(window, 'erasure-confirmed')
})

test('the region shows what is left of the case, in English too', async () => {
  await open('region', 'en')
  await window.goTo(`/cases/${ids.proposed}`)
  await window.page.getByRole('heading', { name: 'Case erased' }).waitFor()
  await window.page.getByText(/At the request of the person/).waitFor()
  await look(window, 'erasure-region')
})
