import { boundsOf, isPartialDate } from './dates/bounds.ts'
import type { IsoDay } from './dates/days.ts'
import type { AgeRange, FormValues } from './forms/types.ts'

export const consentPurposes = [
  'participate',
  'collect',
  'share_services',
  'share_statistics',
  'tracing',
  'photo',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const ageGroups = ['0-5', '6-11', '12-14', '15-17', '18+'] as const
export type AgeGroup = (typeof ageGroups)[number]

const childParts = ['none', 'oral-assent', 'written-assent', 'consent'] as const
const caregiverParts = ['none', 'consent-if-child-agrees', 'consent'] as const

/** Who has to agree, and how. */
export interface ConsentRule {
  /** The groups that the age may fall in: several when it is not known well enough, all minors' when it is not known. */
  readonly groups: readonly AgeGroup[]
  readonly child: (typeof childParts)[number]
  readonly caregiver: (typeof caregiverParts)[number]
  /** When there is no caregiver or it is not safe. */
  readonly otherwise: 'trusted-adult-or-case-worker' | 'child-with-trusted-adult' | 'nobody'
}

type Part = Omit<ConsentRule, 'groups'>

/** To be confirmed by the ministry. */
const rules: Readonly<Record<AgeGroup, Part & { readonly from: number; readonly to: number }>> = {
  '0-5': { from: 0, to: 5, child: 'none', caregiver: 'consent', otherwise: 'trusted-adult-or-case-worker' },
  '6-11': { from: 6, to: 11, child: 'oral-assent', caregiver: 'consent', otherwise: 'trusted-adult-or-case-worker' },
  '12-14': {
    from: 12,
    to: 14,
    child: 'written-assent',
    caregiver: 'consent',
    otherwise: 'trusted-adult-or-case-worker',
  },
  '15-17': {
    from: 15,
    to: 17,
    child: 'consent',
    caregiver: 'consent-if-child-agrees',
    otherwise: 'child-with-trusted-adult',
  },
  '18+': { from: 18, to: Number.POSITIVE_INFINITY, child: 'consent', caregiver: 'none', otherwise: 'nobody' },
}

/** Who consents at this age. When several groups are possible, the strongest demand of each counts, for the child and for the adult. */
export function consentRule(age: AgeRange | null): ConsentRule {
  const groups = ageGroups.filter((group) =>
    age === null ? group !== '18+' : age.max >= rules[group].from && age.min <= rules[group].to,
  )
  const [first = '0-5'] = groups
  return {
    groups,
    child: strongest(
      childParts,
      groups.map((group) => rules[group].child),
    ),
    caregiver: strongest(
      caregiverParts,
      groups.map((group) => rules[group].caregiver),
    ),
    otherwise: rules[first].otherwise,
  }
}

function strongest<T extends string>(scale: readonly T[], parts: readonly T[]): T {
  return parts.reduce((best, part) => (scale.indexOf(part) > scale.indexOf(best) ? part : best))
}

export type ConsentAnswer = 'yes' | 'limited' | 'no' | 'not_asked' | 'withdrawn' | 'expired'

/**
 * Where the agreement stands for each purpose. An agreement that was withdrawn for the purpose, or whose last day is past, is none.
 * @param values values of form 1A; @param today ISO day
 */
export function consentState(values: FormValues, today: IsoDay): Readonly<Record<ConsentPurpose, ConsentAnswer>> {
  const state = (purpose: ConsentPurpose): ConsentAnswer => {
    const answer = answerTo(values[`consent_${purpose}`])
    if (answer !== 'yes' && answer !== 'limited') return answer
    if (isWithdrawn(values, purpose)) return 'withdrawn'
    return isExpired(values, today) ? 'expired' : answer
  }
  return {
    participate: state('participate'),
    collect: state('collect'),
    share_services: state('share_services'),
    share_statistics: state('share_statistics'),
    tracing: state('tracing'),
    photo: state('photo'),
  }
}

/** Is there an agreement to go by? `limited` is one, with limits to be shown before any sharing. */
export function isAgreed(answer: ConsentAnswer): boolean {
  return answer === 'yes' || answer === 'limited'
}

function answerTo(value: unknown): 'yes' | 'limited' | 'no' | 'not_asked' {
  return value === 'yes' || value === 'limited' || value === 'no' ? value : 'not_asked'
}

/** A withdrawal that names no purpose withdraws all. */
function isWithdrawn(values: FormValues, purpose: ConsentPurpose): boolean {
  if (values.withdrawn !== 'yes') return false
  const purposes: readonly unknown[] = Array.isArray(values.withdrawn_purposes) ? values.withdrawn_purposes : []
  return purposes.length === 0 || purposes.includes(purpose)
}

/** The last day of an agreement, where form 1A names one. */
export function lastDay({ valid_until: until }: FormValues): IsoDay | null {
  return isPartialDate(until) ? boundsOf(until).to : null
}

function isExpired(values: FormValues, today: IsoDay): boolean {
  const until = lastDay(values)
  return until !== null && until < today
}
