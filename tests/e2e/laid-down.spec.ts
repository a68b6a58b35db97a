import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow, quickOffice } from '../support/journey/office-window.ts'
import { look } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/laid-down-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-laid-'))
  mkdirSync(join(folder, 'stick'))
  execFileSync(process.execPath, [beside, folder])
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.open({
    name: home,
    home: join(folder, home),
    key,
    language,
    headless: true,
    worker: quickOffice,
  })
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
})

test('the region lays its deadlines down by the keyboard, in English too', async () => {
  await open('region', 'en')
  const { page } = window
  await window.goTo('/transmission')
  await page.getByRole('button', { name: 'Lay down : Deadlines' }).press('Enter')
  await page.getByText(/The deadlines of this office will replace theirs/).waitFor()
  await look(window, 'laid-region')
  await page.getByRole('button', { name: 'Yes, lay down' }).press('Enter')
  await expect(page.getByText(/^Version 1, laid down on/)).toHaveCount(3)
})
