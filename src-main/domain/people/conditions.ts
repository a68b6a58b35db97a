import { addDays, addMonths, type IsoDay } from '../dates/days.ts'
import type { Person, Training } from './person.ts'

/** How long a training counts and how often each account is reviewed. */
export interface AccessRules {
  readonly trainingMonths: number
  readonly reviewMonths: number
}

/** *(to confirm)* with the ministry; an office may set others. */
export const defaultAccessRules: AccessRules = { trainingMonths: 24, reviewMonths: 6 }

/** What an account may still lack before it opens. In the order in which it is settled. */
export const conditions = ['password', 'training', 'training-expired', 'conduct'] as const
export type Condition = (typeof conditions)[number]

export interface Standing {
  readonly person: Pick<Person, 'training' | 'conduct'>
  /** The password was chosen by somebody else. */
  readonly mustChange: boolean
  /** Hash of the undertaking in force. */
  readonly conductHash: string
  readonly rules: AccessRules
  readonly today: IsoDay
}

/** What keeps a signed-in person from working. Source: conditions of access, domain notes 2.1. */
export function missingConditions({ person, mustChange, conductHash, rules, today }: Standing): Condition[] {
  const missing: Condition[] = []
  if (mustChange) missing.push('password')
  if (!person.training) missing.push('training')
  else if (trainingEnds(person.training, rules) < today) missing.push('training-expired')
  if (person.conduct?.hash !== conductHash) missing.push('conduct')
  return missing
}

/** The last day on which a training counts. */
export function trainingEnds(training: Training, rules: AccessRules): IsoDay {
  return addDays(addMonths(training.date, rules.trainingMonths), -1)
}

export type Window = 'open' | 'ended' | 'not-yet' | 'over'

/** Is this account open on this day? Both bounds are days of work. */
export function windowOf(person: Pick<Person, 'active' | 'activeFrom' | 'activeTo'>, today: IsoDay): Window {
  if (!person.active) return 'ended'
  if (person.activeFrom !== null && today < person.activeFrom) return 'not-yet'
  return person.activeTo !== null && today > person.activeTo ? 'over' : 'open'
}

/** The day on which an account is to be confirmed or ended; null for one that is no longer open. */
export function reviewDueOn(person: Pick<Person, 'active' | 'review' | 'grant'>, rules: AccessRules): IsoDay | null {
  if (!person.active) return null
  if (person.review?.next) return person.review.next
  return person.grant ? addMonths(person.grant.at, rules.reviewMonths) : null
}

/** The state of an account in one word, the gravest first. */
export const personStates = [
  'ended',
  'over',
  'not-yet',
  'training',
  'training-expired',
  'conduct',
  'password',
  'review',
  'active',
] as const
export type PersonState = (typeof personStates)[number]

export function stateOf(standing: Standing & { readonly person: Person }): PersonState {
  const { person, rules, today } = standing
  const window = windowOf(person, today)
  if (window !== 'open') return window
  const missing = missingConditions(standing)
  const first = personStates.find((state) => (missing as readonly string[]).includes(state))
  if (first) return first
  const due = reviewDueOn(person, rules)
  return due !== null && due <= today ? 'review' : 'active'
}
