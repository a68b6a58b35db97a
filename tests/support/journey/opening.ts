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

/** « Créer un bureau » or « Rejoindre une région », up to the undertaking. @returns the code */
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
  await window.box(say('entering', 'training.date')).fill('12/03/2026')
  await window.box(say('entering', 'training.trainer')).fill('Point focal régional')
  await window.box(say('entering', 'training.module')).fill('Lakana, trois jours')
  await typePassword(window, office.password)
  await look('create-office')
  await window.button(say('setup', 'create.action')).click()
  const code = await recoverySheet(window, look)
  await acceptConduct(window, look)
  return code
}

/** The undertaking is read to its end, by keyboard, and accepted. */
export async function acceptConduct(window: OfficeWindow, look: Look): Promise<void> {
  const { page, say } = window
  const text = page.getByRole('region', { name: say('entering', 'conduct.title') }).last()
  const accept = window.button(say('entering', 'conduct.accept'))
  await text.waitFor()
  await look('conduct')
  if (await accept.isEnabled()) throw new Error('the undertaking can be accepted unread')
  await text.focus()
  await page.keyboard.press('End')
  await accept.click()
  await text.waitFor({ state: 'detached' })
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
