import type { Level } from '../../src-main/contract/common.ts'
import type { CallInput } from '../../src-main/contract/index.ts'

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
}

export type Mistake = 'place' | 'name' | 'code' | 'person' | 'signIn' | 'password'

/** "Rasmata Sawadogo" → "rasmata.s" */
export function suggestSignIn(person: string): string {
  const plain = person.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const [first = '', ...rest] = plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
  const last = rest.at(-1)
  return last === undefined ? first.slice(0, 40) : `${first.slice(0, 30)}.${last.charAt(0)}`
}

/** The fields that keep the office from being made, in their order on the page. */
export function mistakesIn(draft: OfficeDraft, passwordFits: boolean): readonly Mistake[] {
  const wrong: Record<Mistake, boolean> = {
    place: draft.place === null,
    name: draft.name.trim() === '',
    code: !/^[A-Z]{2,5}$/.test(draft.code),
    person: draft.person.trim() === '',
    signIn: !/^[a-z0-9._-]{2,40}$/.test(draft.signIn),
    password: !passwordFits,
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
    password: draft.password,
    language,
  }
}
