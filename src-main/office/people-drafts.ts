import type { Draft, Id, Json } from '../domain/ledger/types.ts'
import type { Person } from '../domain/people/person.ts'

type Values = { readonly [key: string]: Json }
export type AccountValues = Pick<
  Person,
  'signIn' | 'role' | 'active' | 'activeFrom' | 'activeTo' | 'agency' | 'function' | 'language' | 'place'
>

export const setGroup = (r: Id, g: string, value: Values): Draft => ({ t: 'set', r, g, value: filled(value) })

export function accountDraft(id: Id, office: Id, account: AccountValues): Draft {
  const { signIn, role, active, activeFrom, activeTo, agency, language, place } = account
  const days = { active_from: activeFrom, active_to: activeTo }
  const where = { agency, function: account.function, language, place }
  return setGroup(id, 'account', { office, sign_in: signIn, role, active, ...days, ...where })
}

export function trainingDraft(
  id: Id,
  training: { readonly date: string; readonly trainer: string; readonly module: string },
  selfDeclared: boolean,
): Draft {
  return setGroup(id, 'training', { ...training, ...(selfDeclared ? { self_declared: true } : {}) })
}

/** Word of the register for the account that came into being with its office. */
const founding = 'founding'

/** The account of the person who makes the office: nobody else grants it, nobody else attests the training. */
export function foundingDrafts(
  person: { readonly id: Id; readonly name: string; readonly signIn: string; readonly role: string },
  office: Id,
  training: { readonly date: string; readonly trainer: string; readonly module: string },
  today: string,
): Draft[] {
  const { id, name, signIn, role } = person
  const dates = { active: true, activeFrom: null, activeTo: null }
  const account = { signIn, role, ...dates, agency: '', function: '', language: null, place: null }
  return [
    setGroup(id, 'name', { name }),
    accountDraft(id, office, account),
    trainingDraft(id, training, true),
    setGroup(id, 'grant', { by: id, basis: founding, at: today }),
  ]
}

/** The value of a group is an object of its filled fields. */
function filled(value: Values): Values {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null && member !== ''))
}
