import consent from '../data/forms/1A-consent.json' with { type: 'json' }
import registration from '../data/forms/1B-registration.json' with { type: 'json' }
import assessment from '../data/forms/2-assessment.json' with { type: 'json' }
import casePlan from '../data/forms/3A-case-plan.json' with { type: 'json' }
import caseConference from '../data/forms/3B-case-conference.json' with { type: 'json' }
import followUp from '../data/forms/4-follow-up.json' with { type: 'json' }
import review from '../data/forms/5-review.json' with { type: 'json' }
import referral from '../data/forms/5A-referral.json' with { type: 'json' }
import transfer from '../data/forms/5B-transfer.json' with { type: 'json' }
import closure from '../data/forms/6-closure.json' with { type: 'json' }
import reopening from '../data/forms/6A-reopening.json' with { type: 'json' }
import safetyPlan from '../data/forms/A1-safety-plan.json' with { type: 'json' }
import incident from '../data/forms/A2-incident.json' with { type: 'json' }
import tracing from '../data/forms/A3-tracing.json' with { type: 'json' }
import verification from '../data/forms/A4-verification.json' with { type: 'json' }
import reunification from '../data/forms/A5-reunification.json' with { type: 'json' }
import tracingRequest from '../data/forms/A6-tracing-request.json' with { type: 'json' }
import bestInterests from '../data/forms/A7-best-interests.json' with { type: 'json' }
import placement from '../data/forms/A8-placement.json' with { type: 'json' }
import provider from '../data/forms/A9-provider.json' with { type: 'json' }
import feedback from '../data/forms/A10-feedback.json' with { type: 'json' }
import lists from '../data/lists.json' with { type: 'json' }
import type { FormDefinition, FormName, OptionList } from './types.ts'

/** The forms of a case file in the order of the paper. That the data has this shape is held by a test. */
export const formDefinitions: readonly FormDefinition[] = [
  consent,
  registration,
  assessment,
  casePlan,
  caseConference,
  followUp,
  review,
  referral,
  transfer,
  closure,
  reopening,
  safetyPlan,
  incident,
  tracing,
  verification,
  reunification,
  tracingRequest,
  bestInterests,
  placement,
  provider,
  feedback,
] as unknown as readonly FormDefinition[]

export const optionLists: readonly OptionList[] = lists as readonly OptionList[]

const forms: ReadonlyMap<string, FormDefinition> = new Map(formDefinitions.map((form) => [form.form, form]))
const listsByName: ReadonlyMap<string, OptionList> = new Map(optionLists.map((list) => [list.list, list]))

/** A form by its name, as it came with the program or as it is asked somewhere. */
export type FormOf = (name: FormName) => FormDefinition | undefined

export function formByName(name: FormName): FormDefinition | undefined {
  return forms.get(name)
}

export function listByName(name: string): OptionList | undefined {
  return listsByName.get(name)
}
