import type { IsoDay } from '../dates/days.ts'
import { formByName } from '../forms/definitions.ts'
import { fieldsOf } from '../forms/fields.ts'
import { knownOf } from '../forms/known.ts'
import type { FieldValue, FormDefinition, FormValues } from '../forms/types.ts'
import { keptValues } from '../forms/visible.ts'
import { consentDetails, consentEssentials } from './consent.ts'
import { householdDetails } from './household.ts'
import { inventLater, type Later } from './later.ts'
import { chance, type Random } from './random.ts'
import { registrationDetails, registrationEssentials } from './registration.ts'
import { inventScene, type Visited } from './scene.ts'

/** How much is filled: what is required and little more, as in a working day, or all that can be. */
export type Detail = 'lean' | 'usual' | 'full'

export interface InventOptions {
  /** Day of registration. */
  readonly today: IsoDay
  /** P-code of the office's commune: most children live there, the others near it. Left out: anywhere in the country. */
  readonly homeCommune?: string
  readonly detail?: Detail
  /** `perhaps` where it is left out. */
  readonly visited?: Visited
}

export interface InventedChild {
  readonly consent: FormValues
  readonly registration: FormValues
  readonly later: Later
}

const consentForm = definition('consent')
const registrationForm = definition('registration')

/**
 * A child who does not exist, for training and measuring: forms 1A and 1B as they may be saved, and what became of the case. The same
 * `random` gives the same child.
 */
export function inventChild(
  random: Random,
  { today, homeCommune, detail = 'usual', visited = 'perhaps' }: InventOptions,
): InventedChild {
  const scene = inventScene(random, today, homeCommune, visited)
  const registration = registrationEssentials(scene)
  const consent = consentEssentials(scene)
  if (detail !== 'lean') {
    // Nobody fills every line of the paper.
    const diligence = detail === 'full' ? 1 : 0.35 + random() * 0.6
    Object.assign(registration, some(random, { ...registrationDetails(scene), ...householdDetails(scene) }, diligence))
    Object.assign(consent, some(random, consentDetails(scene), diligence))
    if (consent.withhold_any === 'yes' && consent.withholdings === undefined) consent.withhold_any = 'no'
  }
  const known = knownOf(registration, today)
  return {
    registration: keptValues(registrationForm, filled(registrationForm, registration), known),
    consent: keptValues(consentForm, filled(consentForm, consent), known),
    later: inventLater(scene),
  }
}

function some(random: Random, values: FormValues, share: number): FormValues {
  return Object.fromEntries(Object.entries(values).filter(() => share === 1 || chance(random, share)))
}

function filled(form: FormDefinition, values: FormValues): FormValues {
  const fields = fieldsOf(form)
  const entries = Object.entries(values).filter(
    ([id, value]) => fields.has(id) && value !== null && !isEmptyList(value),
  )
  return Object.fromEntries(entries)
}

function isEmptyList(value: FieldValue): boolean {
  return Array.isArray(value) && value.length === 0
}

function definition(name: string): FormDefinition {
  const form = formByName(name)
  if (!form) throw new RangeError(`no form ${name}`)
  return form
}
