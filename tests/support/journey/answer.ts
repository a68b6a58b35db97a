import type { Locator } from 'playwright-core'
import { listByName } from '../../../src-main/domain/forms/definitions.ts'
import type { Field } from '../../../src-main/domain/forms/types.ts'
import type { Answer } from './children.ts'
import type { OfficeWindow } from './office-window.ts'

/** More answers than this and the question is a box to type in. */
const cardsUpTo = 6

/** The words of an answer as the window shows them. */
export function labelOf(window: OfficeWindow, field: Field, id: string): string {
  if (field.type === 'yesNoUnknown') return window.say('forms', `answer.${id as 'yes' | 'no' | 'unknown'}`)
  const option = listByName(field.options ?? '')?.options.find((each) => each.id === id)
  if (option === undefined) throw new Error(`${field.id}: no answer ${id}`)
  return option.label[window.language]
}

export function isCards(field: Field): boolean {
  if (field.type === 'yesNoUnknown') return true
  return field.type === 'oneOf' && (listByName(field.options ?? '')?.options.length ?? 0) <= cardsUpTo
}

/** Answers one question of a form, by mouse for what is chosen and by keyboard for what is typed. */
export async function answer(window: OfficeWindow, around: Locator, field: Field, given: Answer): Promise<void> {
  const question = around.locator(`[data-field="${field.id}"]`)
  if (typeof given === 'string') {
    if (isCards(field)) await question.getByText(labelOf(window, field, given), { exact: true }).click()
    else if (field.type === 'oneOf') await find(question, labelOf(window, field, given))
    else if (field.type === 'place') await find(question, given)
    else await type(question, given)
    return
  }
  for (const each of given) {
    if (typeof each === 'string') await question.getByText(labelOf(window, field, each), { exact: true }).click()
    else await addRow(window, question, field, each)
  }
}

async function type(question: Locator, text: string): Promise<void> {
  const box = question.locator('input:not([type=date]), textarea').first()
  await box.click()
  await box.pressSequentially(text)
}

/** A box with a list: some letters, then the answer that comes first. */
async function find(question: Locator, text: string): Promise<void> {
  await type(question, text)
  await question.getByRole('option').first().click()
}

async function addRow(
  window: OfficeWindow,
  question: Locator,
  field: Field,
  cells: Readonly<Record<string, string>>,
): Promise<void> {
  await question.getByRole('button', { name: window.say('forms', 'rows.add.first') }).click()
  const drawer = window.page.getByRole('dialog')
  for (const [id, given] of Object.entries(cells)) {
    const cell = field.fields?.find((each) => each.id === id)
    if (cell === undefined) throw new Error(`${field.id}: no column ${id}`)
    await answer(window, drawer, cell, given)
  }
  await drawer.getByRole('button', { name: window.say('forms', 'rows.done'), exact: true }).click()
}
