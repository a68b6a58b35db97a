import type { Level } from '../../src-main/contract/common.ts'
import type { CallInput } from '../../src-main/contract/index.ts'
import { signInPattern } from '../../src-main/domain/people/sign-in.ts'
import { blankTraining, type TrainingDraft, trainingMistakes } from '../people/training-fields.tsx'

/** What the form of a new office holds while it is being filled. */
export interface OfficeDraft {
  place: string | null
  level: Level
  name: string
  code: string
  headers: string
  person: string
  signIn: string
  /** The sign-in name follows the person's name until somebody types in it. */
  signInTouched: boolean
  password: string
  training: TrainingDraft
}

export const blankOffice: OfficeDraft = {
  place: null,
  level: 'district',
  name: '',
  code: '',
  headers: 'Burkina Faso\nMinistère de la Famille et de la Solidarité',
  person: '',
  signIn: '',
  signInTouched: false,
  password: '',
  training: blankTraining,
}

export type OwnMistake = 'place' | 'name' | 'code' | 'person' | 'signIn' | 'password'
/** A training names its own fields. */
type Mistake = OwnMistake | 'training'

/** The fields that keep the office from being made, in their order on the page. */
export function mistakesIn(draft: OfficeDraft, passwordFits: boolean, today: string): readonly Mistake[] {
  const wrong: Record<Mistake, boolean> = {
    place: draft.place === null,
    name: draft.name.trim() === '',
    code: !/^[A-Z]{2,5}$/.test(draft.code),
    person: draft.person.trim() === '',
    signIn: !signInPattern.test(draft.signIn),
    password: !passwordFits,
    training: trainingMistakes(draft.training, today).length > 0,
  }
  return (Object.keys(wrong) as Mistake[]).filter((field) => wrong[field])
}

export function asNewOffice(draft: OfficeDraft, language: 'fr' | 'en'): CallInput<'setup.createOffice'> {
  const headers = draft.headers.split('\n').map((line) => line.trim())
  return {
    name: draft.name,
    code: draft.code,
    level: draft.level,
    place: draft.place ?? '',
    headers: headers.filter((line) => line !== '').slice(0, 4),
    person: { name: draft.person, signIn: draft.signIn },
    training: draft.training,
    password: draft.password,
    language,
  }
}
