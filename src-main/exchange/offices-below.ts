import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { type PeerRow, wayTo } from '../store/peers.ts'
import { allOffices, type SelfRow } from '../store/self.ts'

/** An office with all that stand under it, as far as known here. */
export function officesUnder(db: Database, top: Id): ReadonlySet<Id> {
  const offices = allOffices(db)
  const under = new Set([top])
  for (let before = 0; before < under.size; ) {
    before = under.size
    for (const { id, parent } of offices) if (parent !== null && under.has(parent)) under.add(id)
  }
  return under
}

/**
 * Offices of which the one above may bring changes, and of which it is told how far they are held: its own, the offices beside, from which cases
 * are handed over, and other installations of this office.
 */
function officesAbove(db: Database, self: SelfRow): ReadonlySet<Id> {
  const under = officesUnder(db, self.office.id)
  return new Set([self.office.id, ...allOffices(db).flatMap(({ id }) => (under.has(id) ? [] : [id]))])
}

/**
 * Offices whose changes a partner may bring, and of which it is told how far they are held. From another PC of this office all: it has them by
 * the same ways as this one.
 */
export function officesFrom(db: Database, self: SelfRow, peer: Pick<PeerRow, 'office'>): ReadonlySet<Id> {
  const way = wayTo(self, peer)
  if (way === 'own') return new Set(allOffices(db).map(({ id }) => id))
  return way === 'up' ? officesAbove(db, self) : officesEverUnder(db, peer.office)
}

/** Also those that have come under another since: what it wrote before it learnt of that may be on its way. */
export function officesEverUnder(db: Database, top: Id): ReadonlySet<Id> {
  return new Set([...officesUnder(db, top), ...officesLeft(db, top)])
}

/** Those that stood under an office, or under one that stands there, and do no more. */
export function officesLeft(db: Database, top: Id): ReadonlySet<Id> {
  const under = officesUnder(db, top)
  return new Set(
    allOffices(db).flatMap(({ id, former }) => (former && under.has(former) && !under.has(id) ? [id] : [])),
  )
}
