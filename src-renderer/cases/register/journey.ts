import type { Known } from '../../../src-main/domain/forms/conditions.ts'
import type { FieldValue, FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'
import { createFormStore, type FormStore } from '../../forms/store.ts'
import { textOf } from '../../forms/values.ts'

export const draftSubject = 'register'

/** The short block before the consent: what decides who consents, and whether the child is already known. */
export const startFields = ['family_name', 'given_names', 'nickname', 'sex', 'birth_date'] as const

export type Part = 'consent' | 'registration'
/** Where one is: the block at the start, or a section of one of the two forms. */
export type Step = { readonly part: 'start' } | { readonly part: Part; readonly section: string }

/** What the draft of a registration holds. */
export interface RegisterDraft {
  readonly title: string
  readonly consent: FormValues
  readonly registration: FormValues
  readonly notSame: readonly string[]
  readonly step: Step
}

export interface Journey {
  readonly consent: FormStore
  readonly registration: FormStore
}

interface Forms {
  readonly consent: FormDefinition
  readonly registration: FormDefinition
}

/** The two forms of a registration; the first follows what the second knows of the child. */
export function createJourney(forms: Forms, start: Record<Part, FormValues>, today: () => string): Journey {
  const registration = createFormStore(forms.registration, start.registration, { today, known: 'own' })
  const known = (): Known => registration.known()
  const consent = createFormStore(forms.consent, start.consent, { today, known: known() })
  registration.subscribe(() => consent.setKnown(known()))
  return { consent, registration }
}

/** Both papers bear the day they are filled in and who fills them in; the rest is typed. */
export function freshValues(today: string, worker: string): Record<Part, FormValues> {
  const day: FieldValue = { precision: 'exact', date: today }
  return {
    consent: { consent_date: day, consent_record_kind: 'first', worker_name: worker },
    registration: { registration_date: day },
  }
}

export function childName(values: FormValues): string {
  const names = [textOf(values.family_name).toLocaleUpperCase('fr'), textOf(values.given_names)]
  return names.filter((each) => each !== '').join(' ') || textOf(values.nickname)
}

/** A draft as this version writes it; null for anything else. */
export function readDraft(payload: unknown): RegisterDraft | null {
  if (typeof payload !== 'object' || payload === null) return null
  const draft = payload as Partial<RegisterDraft>
  if (typeof draft.consent !== 'object' || typeof draft.registration !== 'object') return null
  return {
    title: String(draft.title ?? ''),
    consent: draft.consent,
    registration: draft.registration,
    notSame: Array.isArray(draft.notSame) ? draft.notSame.filter((each) => typeof each === 'string') : [],
    step: draft.step ?? { part: 'start' },
  }
}
