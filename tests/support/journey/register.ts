import { formByName } from '../../../src-main/domain/forms/definitions.ts'
import type { FormDefinition, Section } from '../../../src-main/domain/forms/types.ts'
import { answer } from './answer.ts'
import type { Answers, Story } from './children.ts'
import type { OfficeWindow } from './office-window.ts'

/** Asked before the two forms. */
export const startFields = ['family_name', 'given_names', 'nickname', 'sex', 'birth_date']

type Part = 'consent' | 'registration'
export type Look = (name: string) => Promise<void>

interface Registering {
  /** Called once in every section, when it is filled. */
  readonly look?: Look
  /** A child of nearly the same name is known: it is said, and set aside. */
  readonly alike?: boolean
}

export function formOf(part: Part): FormDefinition {
  const form = formByName(part)
  if (form === undefined) throw new Error(`no form ${part}`)
  return form
}

/** Registers a child through the window: the start, form 1A, form 1B. @returns the code of the case */
export async function registerChild(window: OfficeWindow, story: Story, how: Registering = {}): Promise<string> {
  const { page, say } = window
  await window.go('cases')
  await page
    .getByRole('link', { name: say('cases', 'register.action') })
    .first()
    .click()
  await start(window, story, how)
  await fill(window, 'consent', story.consent, how.look)
  await window.button(say('cases', 'register.toRegistration')).click()
  const { registration } = story
  await fill(window, 'registration', registration, how.look)
  await page
    .locator('footer')
    .getByRole('button', { name: say('cases', 'register.save') })
    .click()
  await window.heading(say('cases', 'register.done')).waitFor()
  await how.look?.('opened')
  return (await page.getByText(/^[A-Z]{2,5}-\d{4}-\d+-\w$/).textContent()) ?? ''
}

async function start(window: OfficeWindow, { registration }: Story, { look, alike }: Registering): Promise<void> {
  const { say } = window
  await window.heading(say('cases', 'register.start')).waitFor()
  const identity = formOf('registration').sections.find((each) => each.fields.some(({ id }) => id === 'given_names'))
  await answerIn(window, identity, Object.fromEntries(startFields.flatMap((id) => entry(registration, id))))
  if (alike === true) {
    await window.button(say('cases', 'likely.compare')).waitFor()
    await look?.('alike')
    await window.button(say('cases', 'likely.notHer')).click()
  }
  await look?.('start')
  await window.button(say('cases', 'register.toConsentFirst')).click()
}

function entry(answers: Answers, id: string): [string, Answers[string]][] {
  const given = answers[id]
  return given === undefined ? [] : [[id, given]]
}

async function fill(window: OfficeWindow, part: Part, answers: Answers, look?: Look): Promise<void> {
  const { sections, number } = formOf(part)
  const rest = part === 'consent' ? answers : without(answers, startFields)
  for (const [at, section] of sections.entries()) {
    await window.page.getByRole('heading', { level: 2 }).filter({ hasText: section.title[window.language] }).waitFor()
    await answerIn(window, section, rest)
    await look?.(`${number}-${section.id}`)
    const next = sections[at + 1]
    if (next === undefined) continue
    await window.button(window.say('forms', 'section.next', { title: next.title[window.language] })).click()
  }
}

function without(answers: Answers, ids: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)))
}

/** In the order of the paper: an answer may bring the next question. */
async function answerIn(window: OfficeWindow, section: Section | undefined, answers: Answers): Promise<void> {
  for (const field of section?.fields ?? []) {
    const given = answers[field.id]
    if (given !== undefined) await answer(window, window.page.locator('main'), field, given)
  }
}
