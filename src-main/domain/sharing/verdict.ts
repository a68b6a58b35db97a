import type { Obstacle } from '../../contract/exchange.ts'
import { type ConsentAnswer, type ConsentPurpose, consentState } from '../consent.ts'
import { boundsOf, isPartialDate } from '../dates/bounds.ts'
import type { IsoDay } from '../dates/days.ts'
import type { FormValues } from '../forms/types.ts'
import type { Route, SharingPolicy } from './policy.ts'

/** Why something may travel. */
export type Ground = 'agreed' | 'basis' | 'override' | 'mandate' | 'counted' | 'own' | 'keeper'
/** Why something may not. */
export type { Obstacle }
export type Verdict =
  | { readonly allowed: true; readonly why: Ground }
  | { readonly allowed: false; readonly why: Obstacle }

/** A form 1A of the case; `diverging`: two people wrote different things in it, and nobody has decided yet. */
export interface ConsentForm {
  readonly values: FormValues
  readonly diverging: boolean
}

/** What may be told of one case on one route. */
export interface CaseVerdict {
  readonly identity: Verdict
  readonly facts: Verdict
  /** For fields that take an agreement of their own. */
  readonly own: (purpose: ConsentPurpose) => Verdict
}

const whole: Verdict = { allowed: true, why: 'keeper' }

/** To the office that keeps a case all of it goes, whatever was agreed to since it got it. */
export const keepersVerdict: CaseVerdict = { identity: whole, facts: whole, own: () => whole }

/**
 * What consent and protocol allow of a case. Of several forms 1A the newest interview counts; where the day does not tell, each must allow it.
 * @param today the day that the office goes by
 */
export function judgeCase(
  forms: readonly ConsentForm[],
  route: Route,
  policy: SharingPolicy,
  today: IsoDay,
): CaseVerdict {
  const newest = newestOf(forms)
  const all = (judge: (form: ConsentForm) => Verdict, none: Verdict): Verdict => {
    const verdicts = newest.map(judge)
    return verdicts.find(({ allowed }) => !allowed) ?? verdicts[0] ?? none
  }
  const absent: Verdict = { allowed: false, why: 'no-form' }
  const mandate: Verdict = { allowed: true, why: 'mandate' }
  const protocol: Verdict = { allowed: false, why: 'protocol' }
  const identity = route.most === 'full' ? all((form) => judgeIdentity(form, policy, today), absent) : protocol
  const facts = (): Verdict => {
    if (route.most === 'counts-only') return protocol
    return identity.allowed ? identity : all((form) => judgeFacts(form, policy, today), mandate)
  }
  return {
    identity,
    facts: facts(),
    own: (purpose) => all((form) => judgeOwn(form, purpose, today), absent),
  }
}

function judgeIdentity(form: ConsentForm, { identity }: SharingPolicy, today: IsoDay): Verdict {
  if (form.diverging) return { allowed: false, why: 'diverging' }
  const { values } = form
  const basis = typeof values.lawful_basis === 'string' ? values.lawful_basis : ''
  if (identity.despiteRefusal.includes(basis)) return { allowed: true, why: 'basis' }
  if (isOverridden(values, identity.consent)) return { allowed: true, why: 'override' }
  const answer = consentState(values, today)[identity.consent]
  if (answer === 'yes') return { allowed: true, why: 'agreed' }
  if (answer === 'not_asked' && identity.inSilence.includes(basis)) return { allowed: true, why: 'mandate' }
  return { allowed: false, why: obstacleOf(answer) }
}

/** Refusal stops them, silence does not: the service must know what children it answers for. */
function judgeFacts(form: ConsentForm, { facts }: SharingPolicy, today: IsoDay): Verdict {
  if (form.diverging) return { allowed: false, why: 'diverging' }
  const answer = consentState(form.values, today)[facts.consent]
  if (answer === 'yes') return { allowed: true, why: 'agreed' }
  return answer === 'not_asked' ? { allowed: true, why: 'mandate' } : { allowed: false, why: obstacleOf(answer) }
}

function judgeOwn(form: ConsentForm, purpose: ConsentPurpose, today: IsoDay): Verdict {
  if (form.diverging) return { allowed: false, why: 'diverging' }
  if (isOverridden(form.values, purpose)) return { allowed: true, why: 'override' }
  const answer = consentState(form.values, today)[purpose]
  return answer === 'yes' ? { allowed: true, why: 'agreed' } : { allowed: false, why: obstacleOf(answer) }
}

/** Limits are free words that no program can keep to: what is limited stays until a person decides otherwise. */
function obstacleOf(answer: Exclude<ConsentAnswer, 'yes'>): Obstacle {
  return answer === 'not_asked' ? 'not-asked' : answer === 'no' ? 'refused' : answer
}

/** A decision without agreement, noted in form 1A with who made it and why. One that names no purpose overrides nothing. */
function isOverridden(values: FormValues, purpose: ConsentPurpose): boolean {
  const purposes: readonly unknown[] = Array.isArray(values.override_purposes) ? values.override_purposes : []
  return values.override_made === 'yes' && purposes.includes(purpose)
}

function newestOf(forms: readonly ConsentForm[]): readonly ConsentForm[] {
  const dayOf = ({ values: { consent_date } }: ConsentForm): string | null =>
    isPartialDate(consent_date) ? boundsOf(consent_date).to : null
  const newest =
    forms
      .map((form) => dayOf(form) ?? '')
      .sort()
      .at(-1) ?? ''
  return forms.filter((form) => (dayOf(form) ?? newest) === newest)
}
