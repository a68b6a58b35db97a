import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
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
  const rows = prepared(db, 'SELECT id, name, role, active FROM person').all() as (Omit<StaffMember, 'active'> & {
    active: number
  })[]
  return rows
    .map((row) => ({ ...row, active: row.active === 1 }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1))
}
