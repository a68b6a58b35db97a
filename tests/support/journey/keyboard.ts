import type { Locator } from 'playwright-core'
import type { Field, Section } from '../../../src-main/domain/forms/types.ts'
import { isCards, labelOf } from './answer.ts'
import type { Answer, Answers, Story } from './children.ts'
import type { OfficeWindow } from './office-window.ts'
import { formOf, startFields } from './register.ts'

const mostTabs = 60

/** Registers a child without ever touching the mouse, as the paper is read. */
export async function registerByKeyboard(window: OfficeWindow, { consent, registration }: Story): Promise<void> {
  const { page, say } = window
  await page.keyboard.press('Control+n')
  await window.heading(say('cases', 'register.start')).waitFor()
  await answerIn(window, formOf('registration').sections[1], onlyOf(registration, startFields, true))
  await tabTo(window, page.locator('button:focus', { hasText: say('cases', 'register.toConsentFirst') }))
  await page.keyboard.press('Enter')
  await fill(window, formOf('consent').sections, consent)
  await tabTo(window, page.locator('button:focus', { hasText: say('cases', 'register.toRegistration') }))
  await page.keyboard.press('Enter')
  await fill(window, formOf('registration').sections, onlyOf(registration, startFields, false))
  await page.keyboard.press('Control+s')
  await window.heading(say('cases', 'register.done')).waitFor()
}

function onlyOf(answers: Answers, ids: readonly string[], wanted: boolean): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id) === wanted))
}

async function fill(window: OfficeWindow, sections: readonly Section[], answers: Answers): Promise<void> {
  const { page, language } = window
  for (const [at, section] of sections.entries()) {
    await page.getByRole('heading', { level: 2 }).filter({ hasText: section.title[language] }).waitFor()
    await answerIn(window, section, answers)
    if (at < sections.length - 1) await page.keyboard.press('Alt+PageDown')
  }
}

async function answerIn(window: OfficeWindow, section: Section | undefined, answers: Answers): Promise<void> {
  for (const field of section?.fields ?? []) {
    const given = answers[field.id]
    if (given === undefined) continue
    const question = window.page.locator(`[data-field="${field.id}"]`)
    await tabTo(window, question.locator(':focus'))
    await answer(window, question, field, given)
  }
}

async function tabTo({ page }: OfficeWindow, focused: Locator): Promise<void> {
  for (let step = 0; step < mostTabs; step += 1) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${focused}`)
}

async function answer(window: OfficeWindow, question: Locator, field: Field, given: Answer): Promise<void> {
  const { keyboard } = window.page
  if (typeof given === 'string') {
    if (isCards(field)) return choose(window, question, ':checked', labelOf(window, field, given))
    await keyboard.type(field.type === 'oneOf' ? labelOf(window, field, given) : given)
    if (field.type !== 'oneOf' && field.type !== 'place') return
    await question.getByRole('option').first().waitFor()
    return keyboard.press('Enter')
  }
  for (const each of given) {
    if (typeof each !== 'string') throw new Error(`${field.id}: rows are typed with the mouse here`)
    await choose(window, question, ':focus', labelOf(window, field, each))
    await keyboard.press('Space')
  }
}

/** The first letter of an answer leads to it, again to the next one of that letter. */
async function choose(
  { page }: OfficeWindow,
  question: Locator,
  state: ':checked' | ':focus',
  label: string,
): Promise<void> {
  const there = question.locator(`label:has(${state})`).filter({ hasText: label })
  for (let step = 0; step < 12; step += 1) {
    if ((await there.count()) > 0) return
    await page.keyboard.press(label.normalize('NFD').charAt(0).toLowerCase())
  }
  throw new Error(`no letter leads to ${label}`)
}
