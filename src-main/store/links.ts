import type { Database } from 'better-sqlite3-multiple-ciphers'
import { isLinkState, type LinkState } from '../domain/cases/link-drafts.ts'
import type { Id } from '../domain/ledger/types.ts'
import { ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A statement about two cases, as it stands. */
export interface LinkRow {
  readonly id: Id
  readonly a: Id
  readonly b: Id
  readonly state: LinkState
  readonly reason: string
  /** Who said so last, and what his PC's clock claimed. */
  readonly replica: Id
  readonly person: Id
  readonly time: string
}

interface Pair {
  readonly a: Id
  readonly b: Id
}

const isId = (value: unknown): value is Id => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)

/** Draws `link` from the registers of one record. @returns ids of the cases whose lists it may change */
export function drawLink(db: Database, record: number): Id[] {
  const before = prepared(db, 'SELECT a, b FROM link WHERE record = ?').get(record) as Pair | undefined
  prepared(db, 'DELETE FROM link WHERE record = ?').run(record)
  const { a, b, state } = new ValueReader(db).read(record).values
  const sound = isId(a) && isId(b) && a < b && isLinkState(state)
  if (sound) prepared(db, 'INSERT INTO link (record, a, b, state) VALUES (?, ?, ?, ?)').run(record, a, b, state)
  return [...(before ? [before.a, before.b] : []), ...(sound ? [a, b] : [])]
}

/** The cases said to be the same child as this one, directly or through others. */
export function joinedWith(db: Database, id: Id): Id[] {
  const found = new Set([id])
  for (const each of found) {
    const rows = prepared(db, "SELECT a, b FROM link WHERE (a = ? OR b = ?) AND state = 'same'").all(each, each)
    for (const { a, b } of rows as Pair[]) found.add(a).add(b)
  }
  found.delete(id)
  return [...found].sort()
}

export function anyJoined(db: Database): boolean {
  return prepared(db, "SELECT 1 FROM link WHERE state = 'same' LIMIT 1").get() !== undefined
}

/** Cases known not to be the same child as this one. */
export function knownNotSame(db: Database, id: Id): Set<Id> {
  const rows = prepared(db, "SELECT a, b FROM link WHERE (a = ? OR b = ?) AND state = 'different'").all(id, id)
  return new Set((rows as Pair[]).map(({ a, b }) => (a === id ? b : a)))
}

/** All that is said of a case and others, the newest first; what was taken back is left out. */
export function linksOf(db: Database, id: Id): LinkRow[] {
  const rows = prepared(
    db,
    `SELECT l.record AS n, x.id AS id, l.a AS a, l.b AS b, l.state AS state, p.id AS replica, c.body AS body
     FROM link l JOIN record x ON x.n = l.record
       JOIN change c ON c.at = (SELECT max(v.at) FROM register v WHERE v.record = l.record) JOIN replica p ON p.n = c.at / 4294967296
     WHERE (l.a = ? OR l.b = ?) AND l.state <> 'none' ORDER BY c.lamport DESC, c.at DESC`,
  ).all(id, id) as (Omit<LinkRow, 'reason' | 'person' | 'time'> & { n: number; body: string })[]
  const values = new ValueReader(db)
  return rows.map(({ n, body, ...row }) => {
    const { person, time } = JSON.parse(body) as { person: Id; time: string }
    const { reason } = values.read(n).values
    return { ...row, person, time, reason: typeof reason === 'string' ? reason : '' }
  })
}
