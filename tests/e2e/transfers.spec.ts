import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look, picture } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/transfer-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow
let ids = { given: '', kept: '' }

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-transfers-'))
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

test('the giver sees where the case is, and hands over another by the keyboard', async () => {
  await open('boulsa')
  const { page } = window
  await window.goTo(`/cases/${ids.given}`)
  await page.getByText(/Transféré à Service social de Tougouri le/).waitFor()
  await page.getByText(/Cas transféré à Service social de Tougouri, avant\s: Service social de Boulsa/).waitFor()
  await expect(window.button('Transférer vers un autre bureau…')).toHaveCount(0)
  await look(window, 'transfer-gone')

  await window.goTo(`/cases/${ids.kept}`)
  await window.button('Transférer vers un autre bureau…').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^Bureau qui reçoit/)).toBeFocused()
  await page.keyboard.type('Service social de T')
  await look(window, 'transfer-give')
  await expect(window.button('Transférer le cas')).toBeDisabled()
  await page.getByLabel(/^Motif/).selectOption('new_location')
  await page.getByLabel(/^L’enfant est-il d’accord/).selectOption('no')
  await page.getByLabel(/^Pourquoi transférer sans cet accord/).fill('Danger immédiat.')
  await page.getByLabel(/^Résumé du cas/).fill('Suivi depuis mai.')
  await page.getByLabel(/^Situation actuelle/).fill('Chez son oncle.')
  await page.getByLabel(/^Urgent/).check()
  await window.button('Transférer le cas').press('Enter')
  await page.getByText(/^Transféré à Service social de Tougouri le/).waitFor()

  // The child leaves today: the file goes straight to the other district.
  await window.button('Remettre directement…').press('Enter')
  await expect(page.getByLabel(/^Pourquoi ce dossier ne peut pas attendre/)).toBeFocused()
  await page.keyboard.type('L’enfant part cet après-midi avec son oncle.')
  await look(window, 'transfer-direct')
  await window.button('Écrire le fichier').press('Enter')
  await page.getByText('Le fichier est écrit. Vous pouvez retirer la clé.').waitFor()
  await look(window, 'transfer-direct-done')
  await page.keyboard.press('Escape')
  await page.getByText(/Remis directement, sans nouvelle encore\s: fichier LKB-BLS-TGR-U1.lkb/).waitFor()
  await picture(window, 'transfer-direct-gone')
})

test('the receiver finds it on the home page, looks at late edits, and accepts', async () => {
  await open('tougouri')
  const { page } = window
  await page.getByRole('heading', { name: 'Cas reçus par transfert' }).waitFor()
  await page.getByText('▲ Urgent').waitFor()
  await look(window, 'transfer-received')
  await page.getByRole('link', { name: /^Ouvrir / }).click()
  await page.getByText(/Cas reçu par transfert de Service social de Boulsa/).waitFor()
  await look(window, 'transfer-answer')
  await window.button('Examiner…').click()
  await page.getByText('Vue au marché de Boulsa.').waitFor()
  await look(window, 'transfer-late')
  await window.button('Reprendre').last().click()
  await expect(window.button('Reprendre')).toHaveCount(1)
  await window.button('Laisser').click()
  await page.getByText('Tout est décidé.').waitFor()
  await page.keyboard.press('Escape')
  await window.button('Accepter…').click()
  await page.getByLabel('Qui suivra ce cas').selectOption({ index: 1 })
  await look(window, 'transfer-accept')
  await window.button('Accepter le cas').click()
  await expect(window.button('Accepter…')).toHaveCount(0)
  await page.getByText('Transfert accepté').waitFor()

  await window.goTo('/transmission')
  await page.getByText(/Transfert urgent/).waitFor()
  await look(window, 'urgent-found')
  await page.getByRole('button', { name: /^Tout importer/ }).press('Enter')
  await page.getByText('Tout a été importé.').waitFor()
  await look(window, 'urgent-taken')
  await window.goTo('/')
  await page.getByRole('heading', { name: 'Cas reçus par transfert' }).waitFor()
})

test('the region sees where the case is, in English too', async () => {
  await open('region', 'en')
  await window.goTo(`/cases/${ids.given}`)
  await window.page.getByText(/Transferred to Service social de Tougouri on/).waitFor()
  await window.page.getByPlaceholder(/^Advice/).fill('Please visit the aunt before Friday.')
  await window.button('Send the word').press('Enter')
  await window.page.getByText('Not read yet, as far as is known here').waitFor()
  await look(window, 'transfer-region')
})
