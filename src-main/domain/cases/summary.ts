import { boundsOf } from '../dates/partial-date.ts'
import { firstResponseDue, type TimeStandards } from '../deadlines.ts'
import type { FormValues, PartialDate } from '../forms/types.ts'
import { communeOf } from '../lists/ids.ts'
import { foldName } from '../names/fold.ts'
import { searchKeys } from '../names/keys.ts'

/** What the lists show and search, drawn from the case record and its registration form. */
export interface CaseSummary {
  readonly code: string
  readonly office: string
  readonly status: 'open' | 'closed'
  /** 0 not rated, 1 low, 2 medium, 3 high */
  readonly risk: number
  readonly familyName: string
  readonly givenNames: string
  readonly nickname: string
  /** Folded: for ordering. */
  readonly sortName: string
  readonly sex: string | null
  readonly birth: PartialDate | null
  readonly birthFrom: string | null
  readonly birthTo: string | null
  readonly commune: string | null
  readonly caregiver: string
  readonly worker: string | null
  readonly registeredOn: string | null
  readonly dueOn: string | null
  readonly answered: boolean
  /** Folded words, likely-spelling keys and codes, for the search table. */
  readonly search: { readonly names: string; readonly keys: string; readonly codes: string }
}

const riskOrder = ['', 'low', 'medium', 'high']
/** Forms that show that the child has been seen and something was begun: the first response. */
export const responseForms = ['assessment', 'safety_plan', 'case_plan', 'follow_up', 'referral'] as const

/**
 * @param state values of the case record (`code`, `office`, `status`, `worker`)
 * @param registration values of form 1B
 * @param otherForms names of the other forms that the case holds
 */
export function summarise(
  state: FormValues,
  registration: FormValues,
  otherForms: readonly string[],
  standards: TimeStandards,
): CaseSummary {
  const familyName = text(registration.family_name)
  const givenNames = text(registration.given_names)
  const nickname = text(registration.nickname)
  const caregiver = text(registration.caregiver_name)
  const birth = date(registration.birth_date)
  const bounds = birth ? boundsOf(birth) : null
  const riskLevel = text(registration.risk_level)
  const registeredOn = firstDay(registration.registration_date)
  const identifiedOn = firstDay(registration.identification_date) ?? registeredOn
  const code = text(state.code)
  const names = [familyName, givenNames, nickname, text(registration.other_names), caregiver].filter(
    (each) => each !== '',
  )
  return {
    code,
    office: text(state.office),
    status: state.status === 'closed' ? 'closed' : 'open',
    risk: Math.max(0, riskOrder.indexOf(riskLevel)),
    familyName,
    givenNames,
    nickname,
    sortName: foldName(`${familyName} ${givenNames}`).trim(),
    sex: text(registration.sex) || null,
    birth,
    birthFrom: bounds?.from ?? null,
    birthTo: bounds?.to ?? null,
    commune: communeOf(text(registration.address_place)) || null,
    caregiver,
    worker: text(state.worker) || null,
    registeredOn,
    dueOn: identifiedOn ? firstResponseDue(riskLevel, identifiedOn, standards) : null,
    answered: responseForms.some((form) => otherForms.includes(form)) || urgentActionTaken(registration),
    search: {
      names: foldName(names.join(' ')),
      keys: searchKeys(names.join(' ')).join(' '),
      codes: searchCodes(code),
    },
  }
}

/** A case code as the search table holds it: in one word and in its parts. */
export function searchCodes(code: string): string {
  return `${code.replaceAll('-', '')} ${code.replaceAll('-', ' ')}`.toLowerCase().trim()
}

function urgentActionTaken(registration: FormValues): boolean {
  const needs = registration.urgent_needs
  if (!Array.isArray(needs)) return false
  return needs.some((need) => typeof need === 'object' && need.values.need_action_date !== undefined)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function date(value: unknown): PartialDate | null {
  return typeof value === 'object' && value !== null && 'precision' in value ? (value as PartialDate) : null
}

function firstDay(value: unknown): string | null {
  const known = date(value)
  return known ? boundsOf(known).from : null
}
