import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { peopleOf } from './people.ts'
import { prepared } from './prepared.ts'

/** Somebody who has an account in this office, or had one. */
export interface StaffMember {
  readonly id: Id
  readonly name: string
  readonly role: string
  readonly active: boolean
}

/** Everybody who has or had an account here, by name. */
export function staffOf(db: Database): StaffMember[] {
  const office = prepared(db, 'SELECT office FROM self').pluck().get() as string
  return peopleOf(db, office)
    .map(({ id, name, role, active }) => ({ id, name, role, active }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1))
}
