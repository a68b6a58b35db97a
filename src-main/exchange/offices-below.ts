import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { type PeerRow, wayTo } from '../store/peers.ts'
import { prepared } from '../store/prepared.ts'
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

/** Those under an office that stood elsewhere before. */
export function officesCome(db: Database, top: Id): Id[] {
  const under = officesUnder(db, top)
  return allOffices(db).flatMap(({ id, former }) => (former !== null && under.has(id) ? [id] : []))
}

/** Those that stood under an office, or under one that stands there, and do no more. */
export function officesLeft(db: Database, top: Id): ReadonlySet<Id> {
  const under = officesUnder(db, top)
  return new Set(
    allOffices(db).flatMap(({ id, former }) => (former && under.has(former) && !under.has(id) ? [id] : [])),
  )
}

/**
 * An office with all that stand under it, as it knows that itself: also those of which a person here has decided that they stand elsewhere, as long as
 * no certificate from there is here, by which whoever they have left could learn it.
 */
export function officesUnderAsKnownThere(db: Database, top: Id): ReadonlySet<Id> {
  const shown = prepared(
    db,
    `SELECT 1 FROM certificate c JOIN certificate i ON i.replica = c.issuer JOIN office o ON o.id = c.office
     WHERE c.office = ? AND i.office = o.parent AND c.version = (SELECT max(version) FROM certificate WHERE replica = c.replica)`,
  )
  const left = [...officesLeft(db, top)].filter((id) => shown.get(id) === undefined)
  return new Set([...officesUnder(db, top), ...left])
}
