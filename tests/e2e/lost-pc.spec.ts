import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/lost-pc-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-lost-pc-'))
  execFileSync(process.execPath, [beside, folder], { encoding: 'utf8' })
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.quick(folder, home, key, language)
  await window.signIn(testPassword)
}

async function transmission(): Promise<void> {
  await window.page.getByRole('navigation').first().waitFor()
  await window.goTo('/transmission')
}

test('the region revokes the PC of a district by the keyboard, and a bundle of that PC is refused', async () => {
  await open('region')
  const { page } = window
  await transmission()
  await page.getByText('Prêt à importer').waitFor()
  await look(window, 'lost-pc-transmission')
  await page.getByRole('link', { name: 'PC de Service social de Boulsa' }).click()
  await page.getByText('Reconnu').waitFor()
  await look(window, 'lost-pc-list')
  await page.getByRole('button', { name: /^Ce PC est perdu ou volé/ }).focus()
  await page.keyboard.press('Enter')
  const revoke = window.button('Révoquer ce PC de Service social de Boulsa')
  await expect(revoke).toBeDisabled()
  await look(window, 'lost-pc-revoke')
  await page.getByLabel(/^Volé/).focus()
  await page.keyboard.press('Space')
  await page.getByLabel(/^J’ai parlé au bureau/).focus()
  await page.keyboard.press('Space')
  await revoke.press('Enter')
  await page.getByText(/^▲ PC révoqué le/).waitFor()
  await page.getByText(/Volé · révoqué par Direction régionale du Kuilsé · aucun autre PC/).waitFor()
  await look(window, 'lost-pc-revoked')
  await page.getByRole('link', { name: 'Transmission' }).last().click()
  await page.getByText(/un nouveau PC est attendu/).waitFor()
  await page.getByText(/Le PC de BLS qui a signé ce paquet est révoqué/).waitFor()
  await look(window, 'lost-pc-refused')
  await expect(window.button('Tout importer')).toHaveCount(0)
  for (const file of readdirSync(join(folder, 'stick'))) rmSync(join(folder, 'stick', file))
  await window.button('Relire la clé').click()
  await window.button('Préparer la clé').click()
  await page.getByText('Vous pouvez retirer la clé.').waitFor()
})

test('the district that takes the key is told, in English too, and goes on with a new identity', async () => {
  await open('boulsa', 'en')
  const { page } = window
  await transmission()
  await page.getByRole('button', { name: /^Import all/ }).click()
  await page.getByRole('heading', { name: 'This PC is revoked' }).waitFor()
  await look(window, 'lost-pc-held')
  await window.button('Work on this PC again, with a new identity').press('Enter')
  await page.getByRole('heading', { name: 'Renew the enrolment' }).waitFor()
})

test('the other district learns it, and may ask for new keys', async () => {
  await open('tougouri')
  const { page } = window
  await transmission()
  await page.getByRole('button', { name: /^Tout importer/ }).click()
  await page.getByText(/Un PC de Service social de Boulsa est révoqué \(Volé\)/).waitFor()
  await look(window, 'lost-pc-learnt')
  await page.getByText('Vous pouvez retirer la clé.').waitFor()
  await window.button('Changer les clés de ce PC…').press('Enter')
  await window.button('Écrire la demande de nouvelles clés').press('Enter')
  await page.getByText(/Demande écrite/).scrollIntoViewIfNeeded()
  await look(window, 'new-keys')
})
