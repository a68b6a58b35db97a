import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'
import { caseFacts } from '../../src-main/store/case-facts.ts'
import { violationsOf } from '../support/journey/violations.ts'
import { OpenWindow } from '../support/open-window.ts'
import { openPlainOffice, type PlainOffice } from '../support/plain-office.ts'
import { change, children, hire, signedInAs } from '../support/team.ts'

const sizes = [
  { width: 1024, height: 600 },
  { width: 1366, height: 768 },
] as const
const people = 60

let plain: PlainOffice
let window: OpenWindow
let page: Page
let faults: string[]
let leaver = ''
let awa = ''
let cases: string[] = []

beforeAll(async () => {
  plain = await openPlainOffice()
  awa = hire(plain, 'Awa Zongo')
  leaver = hire(plain, 'Marie-Madeleine Wendpanga Ouédraogo-Sawadogo')
  const issa = hire(plain, 'Issa Kaboré')
  const chief = hire(plain, 'Salif Tapsoba', 'supervisor')
  for (let count = 0; count < people; count += 1) hire(plain, `Agent ${String(count).padStart(2, '0')} Nikiéma`)
  children(plain, awa, 23)
  children(plain, issa, 27)
  cases = children(plain, leaver, 9)
  const group = async (name: string, members: string[], supervisors: string[]): Promise<void> => {
    await raw('groups.save', { id: null, name, members, supervisors })
  }
  await group('Boulsa Nord', [awa, issa, leaver], [chief])
  await group('Boulsa Sud', [], [])
  change(plain, leaver, { active: false })
  window = await OpenWindow.start()
  const opened = await window.page({ raw }, { path: '/people/caseload' })
  page = opened.page
  faults = opened.faults
}, 60_000)
afterAll(async () => {
  await window.close()
  plain.close()
})

/** Offices that the national level has told of, in this region and beyond: to enrol six for one dialog would take minutes. */
const offices = [
  { id: '1a'.repeat(16), code: 'TGR', name: 'Service social de Tougouri', level: 'district', elsewhere: false },
  { id: '2b'.repeat(16), code: 'NAK', name: 'Direction régionale du Nakambé', level: 'region', elsewhere: true },
]

async function raw(call: string, input: unknown): Promise<Awaited<ReturnType<typeof dispatch>>> {
  if (call === 'transfers.offices') return { ok: true, value: { offices } }
  return dispatch(plain.context, {
    call,
    input,
    sender: windowOrigin,
    progress: () => undefined,
    cancelled: () => false,
  })
}

/** Nothing scrolls sideways at either size, axe finds nothing, the page complains of nothing. */
async function sound(name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowX) || each === document.documentElement)
        .map((each) => `${each.tagName} ${each.className}`),
    )
    expect([name, wide]).toEqual([name, []])
  }
  const violations = await violationsOf(page)
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  // The server that shows the built window has no icon.
  expect(faults.filter((each) => !each.includes('404'))).toEqual([])
}

const go = (path: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, path)
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const followedBy = (id: string): number =>
  cases.filter((each) => caseFacts(plain.office.db, each)?.worker === id).length

test('the caseload of one who leaves is given to another, and the undo gives it back', async () => {
  await heading('Charge de travail').waitFor()
  await page.getByText('Repère dépassé de 2').waitFor()
  await sound('caseload')
  await button('Réattribuer les cas de Marie-Madeleine Wendpanga Ouédraogo-Sawadogo').click()
  await dialog().getByRole('searchbox').fill('awa')
  await dialog()
    .getByRole('checkbox', { name: /Awa Zongo/ })
    .check()
  await dialog().getByText('◆ au-delà du repère de 25').waitFor()
  await dialog()
    .getByRole('textbox', { name: /Raison/ })
    .fill('Mutation à Kaya')
  await sound('assign')
  await button('Attribuer 9 cas à Awa Zongo').click()
  await page.getByText('9 cas attribués.').waitFor()
  expect(followedBy(awa)).toBe(9)
  await button('Annuler').click()
  await page.getByText('9 cas rendus à qui les suivait.').waitFor()
  expect(followedBy(leaver)).toBe(9)
}, 90_000)

test('what nobody follows stands on the home page of who may assign', async () => {
  await go('/')
  await page
    .getByText('À attribuer', { exact: true })
    .or(heading(/Bonjour/))
    .first()
    .waitFor()
  await sound('home')
}, 60_000)

test('cases are chosen in the list by keyboard, and shared out', async () => {
  await go('/people/caseload')
  await page.getByRole('link', { name: /Voir les cas ouverts de Marie-Madeleine/ }).click()
  await page.getByRole('grid').waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.getByText('2 cas choisis').waitFor()
  await sound('list')
  await page.keyboard.press('Control+a')
  await button('Attribuer').click()
  await dialog().getByRole('searchbox').fill('agent 0')
  await dialog()
    .getByRole('checkbox', { name: /Agent 01/ })
    .check()
  await dialog()
    .getByRole('checkbox', { name: /Agent 02/ })
    .check()
  await button(/^Partager \d+ cas entre 2 personnes$/).click()
  await page.getByText(/cas attribués\./).waitFor()
}, 90_000)

test('groups: shown, made by keyboard', async () => {
  await go('/people/groups')
  await heading('Groupes').waitFor()
  await page.getByText('Boulsa Nord').waitFor()
  await sound('groups')
  await button('Nouveau groupe').click()
  await page.keyboard.type('Boulsa Est')
  await sound('group')
  await page.keyboard.press('Enter')
  await page.getByText('Groupe « Boulsa Est » enregistré.').waitFor()
}, 60_000)

test('roles: a standard one is copied, loses a right with what hangs on it, and is saved', async () => {
  await go('/people/roles')
  await heading('Rôles').waitFor()
  await page.getByText('Stagiaire').first().waitFor()
  await sound('roles')
  await go('/people/roles/administrator')
  await page.getByText(/il se copie/).waitFor()
  await sound('role')
  await go('/people/roles/copy-supervisor')
  await heading('Nouveau rôle').waitFor()
  await page.getByRole('checkbox', { name: 'Voir les personnes, les groupes et la charge de travail' }).uncheck()
  await expect.poll(() => page.getByRole('checkbox', { name: 'Voir les rôles' }).isChecked()).toBe(false)
  await page.getByRole('radio', { name: /Sans les noms/ }).check()
  await page.getByText('sans les noms, par leur code').waitFor()
  await sound('editor')
  await page.keyboard.press('Control+s')
  await heading('Rôles').waitFor()
  await page.getByText('Superviseur (copie)').first().waitFor()
  await go('/people/roles/compare')
  await page.getByText(/\d+ différences/).waitFor()
  await sound('compare')
}, 120_000)

test('a case shows who follows it and who works on it too', async () => {
  await go(`/cases/${cases[0]}`)
  await button('Intervenants…').click()
  await dialog().getByRole('searchbox').fill('awa')
  await dialog()
    .getByRole('checkbox', { name: /Awa Zongo/ })
    .check()
  await dialog().getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Avec Awa Zongo').waitFor()
  await page.getByText('Intervient aussi : Awa Zongo').waitFor()
  await sound('case')
}, 60_000)

test('a case may be given beyond the region: it goes to the regional office there, by way of the national level', async () => {
  await go(`/cases/${cases[0]}`)
  await button('Transférer vers un autre bureau…').click()
  const choice = dialog().getByRole('combobox', { name: /Bureau qui reçoit/ })
  expect(await choice.locator('optgroup').evaluateAll((all) => all.map((each) => each.getAttribute('label')))).toEqual([
    'Dans la région',
    'Autres régions',
  ])
  await choice.selectOption({ label: 'Service social de Tougouri (TGR)' })
  expect(
    await dialog()
      .getByText(/niveau national/)
      .count(),
  ).toBe(0)
  await choice.selectOption({ label: 'Direction régionale du Nakambé (NAK)' })
  await dialog()
    .getByText(/niveau national/)
    .first()
    .waitFor()
  await sound('give')
  await page.keyboard.press('Escape')
}, 60_000)

test('an office without groups or cases says what belongs there', async () => {
  signedInAs(plain, hire(plain, 'Système Seul', 'system_administrator'))
  await page.reload()
  await go('/people/caseload')
  await page.getByText('Aucun travailleur à montrer').waitFor()
  await sound('nobody')
}, 60_000)
