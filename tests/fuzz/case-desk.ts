import assert from 'node:assert/strict'
import type { Draft, Id } from '../../src-main/domain/ledger/types.ts'
import { formerOffices } from '../../src-main/store/custody.ts'
import { isErased } from '../../src-main/store/erasures.ts'
import { dataParts, stateHash } from '../../src-main/store/state-hash.ts'
import type { Desk } from '../support/desk.ts'
import type { Answer } from './between-history.ts'
import { type Letter, takeLetter } from './letter.ts'

/** What an office does with a case in a random history, and what can be told of its file afterwards. */

/** The records of a child. */
interface Records {
  readonly caseId: Id
  readonly form: Id
  readonly consent: Id
}

/** Fixed ids of the n-th office and its PC, so that a history gives the same order among equals each time. */
export function idsOf(index: number): { office: Id; replica: Id } {
  const digits = String(index + 1)
  return { office: `${digits}0`.repeat(16), replica: `${digits}5`.repeat(16) }
}

export function openCase(desk: Desk, { caseId, form, consent }: Records, name: string, more: readonly Draft[]): void {
  desk.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'set', r: caseId, g: 'office', value: { office: desk.self.office.id } },
    { t: 'new', r: form, k: 'form', p: caseId, f: 'registration' },
    { t: 'set', r: form, g: 'family_name', value: { family_name: name } },
    { t: 'new', r: consent, k: 'form', p: caseId, f: 'consent' },
    ...more,
  ])
}

/** What form 1A says of the purpose of collecting. */
export const collecting = (consent: Id, answer: Answer): Draft => ({
  t: 'set',
  r: consent,
  g: 'consent.collect',
  value: { consent_collect: answer },
})

export function eraseCase(desk: Desk, caseId: Id): void {
  const { db, person, self } = desk
  const value = { code: '', office: self.office.id, was: formerOffices(db, caseId), reason: 'asked', proposed: person }
  desk.write([{ t: 'erase', r: caseId, value }])
}

/** Has the case arrived here, as kept here, as the program sees it? */
export function keeps({ db, self }: Desk, caseId: Id): boolean {
  return db.prepare('SELECT 1 FROM case_item WHERE id = ? AND office = ?').get(caseId, self.office.id) !== undefined
}

/** @param or what else it may come to */
export async function takeSound(desk: Desk, letter: Letter, ...or: string[]): Promise<void> {
  const { outcome } = await takeLetter(desk, letter)
  assert.ok(['applied', 'already', 'bundle.gap', ...or].includes(outcome), `refused: ${outcome}`)
}

/** The office knows that the case was erased, and lists it no more. */
export function refuseLeft({ db }: Desk, place: string, caseId: Id): void {
  assert.ok(isErased(db, caseId), `${place} does not know that a case was erased`)
  assert.equal(db.prepare('SELECT 1 FROM case_item WHERE id = ?').get(caseId), undefined)
}

/** What was drawn step by step is what is drawn anew. */
export function refuseDrift({ db, ledger }: Desk, place: string): void {
  const before = stateHash(db, dataParts)
  ledger.rebuild()
  assert.equal(stateHash(db, dataParts), before, `${place}: drawn anew it is another`)
}

export const nameAt = ({ db }: Desk, caseId: Id): unknown =>
  db.prepare('SELECT family_name FROM case_item WHERE id = ?').pluck().get(caseId)

/** Every value that a file holds of cases, as text. */
export function heldAt({ db }: Desk): string {
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all()
  return JSON.stringify([
    all('SELECT vals FROM change'),
    all('SELECT value FROM register'),
    all('SELECT family_name FROM case_item'),
    all('SELECT refusal FROM transfer'),
  ])
}
