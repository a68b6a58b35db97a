import type { FormValues } from '../../src-main/domain/forms/types.ts'
import type { Draft, Id, Json } from '../../src-main/domain/ledger/types.ts'
import { referralOf } from '../../src-main/store/referrals.ts'
import type { Desk } from '../support/desk.ts'
import { type District, districts, type Reply } from './between-history.ts'

export type Place = District | 'R'
export const places: readonly Place[] = ['R', ...districts]

/** A referral, and what was written in it whatever any program says: by the sender, by the receiver. */
export interface Referral {
  readonly record: Id
  readonly to: Place
  readonly told: readonly string[]
  readonly said: string[]
}

/** State and values as an office sees them. */
export function referralAt({ db }: Desk, record: Id): { state: string; values: FormValues } | null {
  const found = referralOf(db, record)
  return found && { state: found.state, values: found.values }
}

/** Who keeps the case takes the newest referral back that it knows. */
export function withdraw(desk: Desk, referrals: readonly Referral[]): void {
  const { record } = referrals.findLast((each) => referralAt(desk, each.record) !== null) ?? {}
  if (record) desk.write([{ t: 'set', r: record, g: 'withdrawn', value: { withdrawn_on: '2026-03-03' } }])
}

/** The office that a referral is to answers it, or tells what it did. */
export function reply(desk: Desk, { record, said }: Referral, how: Reply, text: string): void {
  const set = (g: string, value: Json): Draft => ({ t: 'set', r: record, g, value })
  said.push(text)
  if (how === 'done') desk.write([set('done', { done_on: '2026-03-04' }), set('why', { why: text })])
  else if (how === 'told') {
    const row = text.padStart(32, '0').replaceAll(/[^0-9a-f]/g, '0')
    const value = { on: '2026-03-04', did: text, next: '' }
    desk.write([
      { t: 'add-row', r: record, g: 'feedback', row, value: { order: 0 } },
      { t: 'set-row', r: record, g: 'feedback', row, f: 'told', value },
    ])
  } else desk.write([set('answer', { answered: how, answered_on: '2026-03-02' }), set('why', { why: text })])
}
