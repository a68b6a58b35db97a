import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { OfficeWindow } from '../support/journey/office-window.ts'
import { look, picture } from '../support/journey/sound.ts'
import { testPassword } from '../support/some-office.ts'

const beside = fileURLToPath(new URL('../support/referral-window.ts', import.meta.url))

let folder = ''
let window: OfficeWindow
let ids = { agreed: '', refused: '' }

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const run = (...what: string[]): string =>
  execFileSync(process.execPath, [beside, folder, ...what], { encoding: 'utf8' })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-referrals-'))
  mkdirSync(join(folder, 'stick'))
  ids = JSON.parse(run('make'))
})
test.afterEach(() => window.close())
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(home: string, language: 'fr' | 'en' = 'fr'): Promise<void> {
  const key = join(folder, 'stick')
  window = await OfficeWindow.quick(folder, home, key, language)
  await window.signIn(testPassword)
  await window.page.getByRole('navigation').first().waitFor()
}

test('the sender refers a child by the keyboard, and cannot send a name without agreement', async () => {
  await open('boulsa')
  const { page } = window
  await window.goTo(`/cases/${ids.refused}`)
  await window.button('Référer vers un autre bureau…').click()
  await page
    .getByText(/Reste ici/)
    .first()
    .waitFor()
  await expect(page.getByRole('checkbox', { name: /^Nom/ })).toBeDisabled()
  await expect(page.getByRole('checkbox', { name: /^Sexe/ })).toBeEnabled()
  await page.keyboard.press('Escape')

  await window.goTo(`/cases/${ids.agreed}`)
  await window.button('Référer vers un autre bureau…').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^Bureau qui reçoit/)).toBeFocused()
  await page.keyboard.type('Service social de T')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Urgente')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Soins')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Brûlure au bras, à soigner au CMA de Tougouri.')
  await page.getByRole('checkbox', { name: /^Nom/ }).waitFor()
  await look(window, 'referral-send')
  await window.button('Référer').press('Enter')
  await page.getByText('À emporter : écrivez un paquet pour le bureau régional').waitFor()
})

test('the receiver finds it on the home page, accepts, and tells what was done', async () => {
  run('carry', 'boulsa', 'region', 'tougouri')
  await open('tougouri')
  const { page } = window
  await page.getByRole('heading', { name: 'Enfants référés à ce bureau' }).waitFor()
  await look(window, 'referral-received')
  await page.getByRole('button', { name: /^Ouvrir / }).click()
  await page.getByText('Brûlure au bras, à soigner au CMA de Tougouri.').waitFor()
  await page.getByText('Accepter', { exact: true }).click()
  await page.getByLabel('Message pour l’autre bureau').fill('Qu’elle vienne mardi avec sa tante.')
  await look(window, 'referral-answer')
  await window.button('Accepter la référence').click()
  await page.getByText('Acceptée, suite à donner').waitFor()
  await page.getByRole('button', { name: /^Ouvrir / }).click()
  await page.getByRole('textbox', { name: /^Ce qui a été fait/ }).fill('Pansement au CMA.')
  await page.getByLabel('Suite prévue').fill('Nouveau pansement dans trois jours.')
  await window.button('Écrire à l’autre bureau').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the region proposes a correction beside an answer, by the keyboard', async () => {
  await open('region')
  const { page } = window
  await window.goTo(`/cases/${ids.agreed}/registration`)
  await page.getByRole('button', { name: /^Proposer une correction.+Prénom/ }).focus()
  await page.keyboard.press('Enter')
  await expect(window.button('Proposer')).toBeDisabled()
  await page.getByRole('textbox', { name: /Prénom/ }).fill('Wendkuni Rosalie')
  await page.getByRole('textbox', { name: /^Pourquoi/ }).fill('Le jugement supplétif du 3 mars porte ce prénom.')
  await look(window, 'proposal-write')
  await window.button('Proposer').press('Enter')
  await page.getByText('Sans réponse encore, à ce qu’on en sait ici').waitFor()
  await look(window, 'proposal-written')
})

test('the sender reads the answer, a word and a proposal of the region, in English too, and form 5A has the answer', async () => {
  run('word', ids.agreed, 'tougouri', 'region', 'boulsa')
  await open('boulsa', 'en')
  const { page } = window
  await page.getByRole('heading', { name: 'Answers to be read' }).waitFor()
  await page.getByRole('heading', { name: 'Words and proposals to be read' }).waitFor()
  await picture(window, 'proposal-home')
  await page
    .getByRole('link', { name: /^Read / })
    .first()
    .click()
  await page.getByText('Answer to be read: Service social de Tougouri').waitFor()
  await page.getByText('A word from Direction régionale du Kuilsé').waitFor()
  await look(window, 'referral-to-read')
  await window.button('I have read it, write it into form 5A').click()
  await expect(window.button('I have read it, write it into form 5A')).toHaveCount(0)
  await window.button('I have read it').click()
  await page.getByText(/Read on/).waitFor()
  await window.button('Examine…').first().press('Enter')
  await page.getByText('Write another answer').click()
  await look(window, 'proposal-answer')
  await page.getByText('Take the proposed answer').click()
  await window.button('Write it into the form').press('Enter')
  await page.getByText(/As proposed by Direction régionale du Kuilsé/).waitFor()
  await expect(window.button('Examine…')).toHaveCount(0)
  await window.goTo(`/cases/${ids.agreed}/referral`)
  await page
    .getByText(/Qu’elle vienne mardi avec sa tante/)
    .first()
    .waitFor()
})
