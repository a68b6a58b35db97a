import type { OfficeWindow } from './office-window.ts'
import type { Look } from './register.ts'

export interface Beginning {
  /** By « Rejoindre une région »: a request is written next. */
  readonly joins: boolean
  readonly level: 'district' | 'region'
  /** Typed to find the commune. */
  readonly commune: string
  readonly name: string
  readonly person: string
  readonly signIn: string
  readonly password: string
}

/** « Créer un bureau » or « Rejoindre une région », up to the paper of the recovery code. @returns the code */
export async function createOffice(window: OfficeWindow, office: Beginning, look: Look): Promise<string> {
  const { page, say } = window
  await window.heading(say('setup', 'start.title')).waitFor()
  await look('first-start')
  const way = office.joins ? 'start.join' : 'start.create'
  await page
    .getByRole('button', { name: say('setup', way) })
    .first()
    .click()
  await page.getByRole('combobox', { name: say('setup', 'create.place') }).pressSequentially(office.commune)
  await page.getByRole('option', { name: office.commune }).first().click()
  await page.getByText(say('setup', `level.${office.level}.help`), { exact: true }).click()
  await window.box(say('setup', 'create.name')).fill(office.name)
  await window.box(say('setup', 'create.person')).fill(office.person)
  await window.box(say('setup', 'create.signIn')).fill(office.signIn)
  await typePassword(window, office.password)
  await look('create-office')
  await window.button(say('setup', 'create.action')).click()
  return recoverySheet(window, look)
}

/** A new password, twice; all three rules are met. */
export async function typePassword({ page }: OfficeWindow, password: string): Promise<void> {
  for (const box of await page.locator('input[type=password]').all()) await box.fill(password)
  await page.locator('li[data-state=met]').nth(2).waitFor()
}

/** The sheet as a person leaves it: read, one group typed back, said to be kept. @returns the code */
export async function recoverySheet(window: OfficeWindow, look: Look): Promise<string> {
  const { page, say } = window
  await window.heading(say('setup', 'sheet.title')).waitFor()
  const list = page.getByRole('list', { name: say('setup', 'sheet.code') })
  const groups = (await list.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/^\d+\s/, '').trim())
  await window.text(say('setup', 'sheet.kept')).click()
  for (const [index, group] of groups.entries()) {
    const asked = window.box(say('setup', 'sheet.group', { number: index + 1 }))
    if (await asked.isVisible()) await asked.fill(group)
  }
  await look('recovery-sheet')
  await page.locator('form button[type=submit]').click()
  return groups.join('-')
}
