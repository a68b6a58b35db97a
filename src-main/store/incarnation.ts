import { randomInt } from 'node:crypto'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { pcLetters } from '../domain/case-code.ts'
import { readSelf, type SelfRow } from './self.ts'
import { readSetting, writeSetting } from './settings.ts'

/** The keys of a new replica. */
export type ReplicaKeys = Pick<
  SelfRow,
  'replica' | 'signSecret' | 'signPublic' | 'ageIdentity' | 'ageRecipient' | 'agepqIdentity' | 'agepqRecipient'
>

/** What this office has ever been, as far as known: so that no incarnation takes the letter of another. */
export interface Incarnations {
  readonly highest: number
  readonly letters: readonly string[]
}

const letterName = 'pc-letter'
const lettersName = 'pc-letters'
/** Letters given to other PCs, by replica. */
const givenName = 'pc-given'
/** When every letter has been taken, numbers leap by this much: more than an office registers between two backups. */
const leap = 10_000

/** The letter that this installation puts into case codes; the first one has none. */
export function pcLetter(db: Database): string | undefined {
  return readSetting<string | null>(db, letterName, null) ?? undefined
}

export function incarnationsOf(db: Database): Incarnations {
  return { highest: readSelf(db)?.incarnation ?? 1, letters: readSetting<string[]>(db, lettersName, []) }
}

/**
 * The letters that go to another PC of this office, in the caller's transaction: every second one that is free here, so that whatever two PCs
 * become later, no two bear the same. The same ones again for the same PC; empty when none is left.
 */
export function giveLetters(db: Database, replica: string): string {
  const given = readSetting<Record<string, string>>(db, givenName, {})
  const before = given[replica]
  if (before !== undefined) return before
  const { letters: taken } = incarnationsOf(db)
  const free = pcLetters.filter((letter) => !taken.includes(letter))
  const letters = free.filter((_letter, index) => index % 2 === 1 || free.length === 1)
  writeSetting(db, givenName, { ...given, [replica]: letters.join('') })
  writeSetting(db, lettersName, [...taken, ...letters].sort())
  return letters.join('')
}

/** A PC that joins its office bears `own`; of the others `letters` are free to it, the rest are other PCs'. */
export function joinLetters(db: Database, own: string, letters: string): void {
  writeSetting(db, letterName, own)
  writeSetting(
    db,
    lettersName,
    pcLetters.filter((letter) => letter === own || !letters.includes(letter)),
  )
}

/**
 * Makes the file another replica of the same office, in one transaction: after a backup was restored, a disk copied, a file salvaged. What was
 * written before stays as another replica's; bundles wait until the office above has certified the new keys. Case codes bear a letter that no
 * incarnation known has borne, chosen at random: a copy of which nobody knows would most likely choose another.
 */
export function beginIncarnation(db: Database, keys: ReplicaKeys, known: Incarnations): SelfRow {
  return db
    .transaction(() => {
      const self = readSelf(db)
      if (!self) throw new LakanaError('vault.database-damaged')
      const own = incarnationsOf(db)
      const taken = new Set([...own.letters, ...known.letters])
      const incarnation = Math.max(own.highest, known.highest) + 1
      db.prepare(
        `UPDATE self SET replica = ?, incarnation = ?, sign_secret = ?, sign_public = ?, age_identity = ?, age_recipient = ?,
           agepq_identity = ?, agepq_recipient = ?`,
      ).run(
        keys.replica,
        incarnation,
        keys.signSecret,
        keys.signPublic,
        keys.ageIdentity,
        keys.ageRecipient,
        keys.agepqIdentity,
        keys.agepqRecipient,
      )
      db.prepare('UPDATE replica SET office = ? WHERE id = ?').run(self.office.id, self.replica)
      // Partners number their bundles to the new replica from 1 again, and do not know which lines of their logs its former self was shown.
      db.prepare('UPDATE peer SET last_number = 0').run()
      db.prepare('DELETE FROM log_head').run()
      db.prepare('DELETE FROM own_keys').run()
      db.prepare("DELETE FROM setting WHERE name IN ('enrolment-request-at', 'machine', 'move')").run()
      takeLetter(db, taken)
      return { ...self, ...keys, incarnation }
    })
    .immediate()
}

/** Another letter than those known to be taken, for a PC that comes into an office of which it knows nothing yet. In the caller's transaction. */
export function takeNewLetter(db: Database, given?: string): void {
  takeLetter(db, new Set(incarnationsOf(db).letters), given)
}

/** Letters of other PCs of this office that became known: whatever this PC becomes does not take them. In the caller's transaction. */
export function noteLetters(db: Database, letters: readonly string[]): void {
  const { letters: taken } = incarnationsOf(db)
  if (letters.every((letter) => taken.includes(letter))) return
  writeSetting(db, lettersName, [...new Set([...taken, ...letters])].sort())
}

/** One that none of these is, at random: who knows nothing of another most likely chooses another. Any, once all are taken. */
export function freeLetter(taken: ReadonlySet<string>): string {
  const free = pcLetters.filter((letter) => !taken.has(letter))
  const choice = free.length > 0 ? free : pcLetters
  return choice[randomInt(choice.length)] ?? 'A'
}

function takeLetter(db: Database, taken: ReadonlySet<string>, given?: string): void {
  const letter = given ?? freeLetter(taken)
  if (taken.has(letter)) {
    const counters = db.prepare("SELECT name, value FROM setting WHERE name LIKE 'case-number-%'").all()
    for (const { name, value } of counters as { name: string; value: string }[])
      writeSetting(db, name, Number(value) + leap)
  }
  writeSetting(db, letterName, letter)
  writeSetting(db, lettersName, [...new Set([...taken, letter])].sort())
}
