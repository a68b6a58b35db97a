import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Counts } from '../contract/common.ts'
import type { BoardOffice } from '../contract/exchange.ts'
import type { Id } from '../domain/ledger/types.ts'
import { gapOf } from '../store/gaps.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SelfRow } from '../store/self.ts'
import { peersOverview } from './overview.ts'

/** Days of the calendar, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/**
 * How each office below stands, and what it brought in a period: the silent ones first, those that never sent at the end. Days are those of this
 * office's clock when it took a bundle; what the sender's clock claimed plays no part.
 */
export function boardOf(db: Database, ledger: Ledger, self: SelfRow, now: Date, period: Period): BoardOffice[] {
  return peersOverview(db, ledger, self, now)
    .filter(({ direction }) => direction === 'down')
    .map((peer) => {
      const { officeId, code, name, level, pcs, openCases, daysSinceReceived, receiptOwed } = peer
      const { lastReceivedNumber, lastReceivedAt, lastSentNumber, lastSentAt } = peer
      const about = { officeId, code, name, level, pcs, openCases, daysSinceReceived, receiptOwed }
      const bundles = { lastReceivedNumber, lastReceivedAt, lastSentNumber, lastSentAt }
      const gap = gapOf(db, code)
      const missing = gap?.missing.map(({ from, to }) => ({ from, to })) ?? []
      return {
        ...about,
        ...bundles,
        ...broughtIn(db, officeId, period),
        lostNumbers: lostNumbers(db, officeId),
        missing,
      }
    })
    .sort((a, b) => (b.daysSinceReceived ?? -1) - (a.daysSinceReceived ?? -1) || a.name.localeCompare(b.name, 'fr'))
}

type Brought = Pick<BoardOffice, 'bundles' | 'zeroReports' | 'newCases' | 'changedCases' | 'changes'>

function broughtIn(db: Database, office: Id, { from, to }: Period): Brought {
  const rows = db
    .prepare(
      `SELECT b.counts AS counts FROM bundle_in b JOIN peer p ON p.replica = b.peer
       WHERE p.office = ? AND b.outcome = 'applied' AND substr(b.at, 1, 10) BETWEEN ? AND ?`,
    )
    .pluck()
    .all(office, from, to) as string[]
  const counts = rows.map((each) => JSON.parse(each) as Counts)
  const sum = (of: keyof Counts): number => counts.reduce((total, each) => total + each[of], 0)
  return {
    bundles: counts.length,
    zeroReports: counts.filter(({ changes }) => changes === 0).length,
    newCases: sum('newCases'),
    changedCases: sum('changedCases'),
    changes: sum('changes'),
  }
}

/** Numbers that never came although later ones did: keys that were lost. What they carried came with a later one. */
function lostNumbers(db: Database, office: Id): BoardOffice['lostNumbers'] {
  const numbers = db
    .prepare(
      `SELECT p.replica AS replica, b.number AS number, lag(b.number, 1, 0) OVER (PARTITION BY p.replica ORDER BY b.number) AS before
       FROM (SELECT DISTINCT peer, number FROM bundle_in WHERE outcome = 'applied') b JOIN peer p ON p.replica = b.peer
       WHERE p.office = ? ORDER BY p.rowid, b.number`,
    )
    .all(office) as { number: number; before: number }[]
  return numbers
    .filter(({ number, before }) => number > before + 1)
    .map(({ number, before }) => ({ from: before + 1, to: number - 1 }))
}
