import type { IsoDay } from '../dates/days.ts'
import type { Id, Json } from '../ledger/types.ts'

/** Somebody's account, drawn from the field groups of his `person` record. Days are ISO days, texts may be empty. */
export interface Person {
  readonly id: Id
  readonly name: string
  /** The office that gave the account, and that alone may change it. */
  readonly office: Id
  readonly signIn: string
  readonly role: string
  /** False once somebody has ended the account. */
  readonly active: boolean
  /** The account opens on this day and closes after that one; null: no bound. */
  readonly activeFrom: IsoDay | null
  readonly activeTo: IsoDay | null
  readonly agency: string
  readonly function: string
  readonly language: 'fr' | 'en' | null
  /** P-code of the commune where the person works. */
  readonly place: string | null
  readonly phone: string
  readonly groups: readonly Id[]
  readonly training: Training | null
  readonly grant: { readonly by: Id; readonly basis: string; readonly at: IsoDay } | null
  readonly conduct: { readonly version: number; readonly hash: string; readonly at: IsoDay } | null
  readonly review: {
    readonly at: IsoDay
    readonly by: Id
    readonly outcome: 'confirmed' | 'ended'
    readonly next: IsoDay | null
  } | null
  readonly end: { readonly at: IsoDay; readonly by: Id; readonly reason: string } | null
}

export interface Training {
  readonly date: IsoDay
  readonly trainer: string
  readonly module: string
  /** Nobody but the person says so. */
  readonly selfDeclared: boolean
}

export type Groups = ReadonlyMap<string, Json>
type Values = Readonly<Record<string, Json>>

/** Null for a person without an account: somebody of whom only the name is known. */
export function personOf(id: Id, groups: Groups): Person | null {
  const account = member(groups, 'account')
  const signIn = text(account, 'sign_in')
  if (signIn === '') return null
  const language = text(account, 'language')
  return {
    id,
    name: text(member(groups, 'name'), 'name'),
    office: text(account, 'office'),
    signIn,
    role: text(account, 'role'),
    active: account.active === true,
    activeFrom: textOrNull(account, 'active_from'),
    activeTo: textOrNull(account, 'active_to'),
    agency: text(account, 'agency'),
    function: text(account, 'function'),
    language: language === 'fr' || language === 'en' ? language : null,
    place: textOrNull(account, 'place'),
    phone: text(member(groups, 'contact'), 'phone'),
    groups: texts(member(groups, 'groups').ids),
    ...actsOf(groups),
  }
}

function actsOf(groups: Groups): Pick<Person, 'training' | 'grant' | 'conduct' | 'review' | 'end'> {
  const training = member(groups, 'training')
  const grant = member(groups, 'grant')
  const conduct = member(groups, 'conduct')
  const review = member(groups, 'review')
  const end = member(groups, 'end')
  return {
    training: filled(training, 'date') && {
      date: text(training, 'date'),
      trainer: text(training, 'trainer'),
      module: text(training, 'module'),
      selfDeclared: training.self_declared === true,
    },
    grant: filled(grant, 'at') && { by: text(grant, 'by'), basis: text(grant, 'basis'), at: text(grant, 'at') },
    conduct: filled(conduct, 'hash') && {
      version: typeof conduct.version === 'number' ? conduct.version : 0,
      hash: text(conduct, 'hash'),
      at: text(conduct, 'at'),
    },
    review: filled(review, 'at') && {
      at: text(review, 'at'),
      by: text(review, 'by'),
      outcome: review.outcome === 'ended' ? 'ended' : 'confirmed',
      next: textOrNull(review, 'next'),
    },
    end: filled(end, 'at') && { at: text(end, 'at'), by: text(end, 'by'), reason: text(end, 'reason') },
  }
}

/** What another office wrote may have any shape. */
function member(groups: Groups, name: string): Values {
  const value = groups.get(name)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
}

function text(values: Values, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

const textOrNull = (values: Values, name: string): string | null => text(values, name) || null

const filled = (values: Values, name: string): true | null => (text(values, name) === '' ? null : true)

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
