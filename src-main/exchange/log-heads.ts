import type { Database } from 'better-sqlite3-multiple-ciphers'
import { allArchives } from '../store/access-archive.ts'
import { logHead } from '../store/access-log.ts'
import { hashAtLine } from '../store/access-log-read.ts'
import { keepLogHead, lastLogHead, noteLogAlarm, noteLogSeen, noteLogTold, peerLog } from '../store/log-heads.ts'
import type { PeerRow } from '../store/peers.ts'
import { linesOf } from './log-archive.ts'
import type { Manifest } from './manifest.ts'

type Told = Manifest['log']

/**
 * The head of our access log for a bundle to a partner, with the hash of every line number that it may know as our head: so it can tell that
 * nothing before was shortened or written anew. The count is kept first: a bundle that lies on a key may arrive whatever happens here.
 */
export function tellLog(db: Database, peer: PeerRow): Told {
  const { count, hash } = logHead(db)
  const { seen, told } = peerLog(db, peer.replica)
  const counts = [...new Set([seen, ...told])].filter((each) => each > 0 && each !== count)
  const proofs = counts.flatMap((each) => {
    const its = hashOfLine(db, each)
    return its === null ? [] : [{ count: each, hash: its }]
  })
  noteLogTold(db, peer.replica, count)
  return { count, hash, proofs, seen: lastLogHead(db, peer.replica)?.count ?? 0 }
}

function hashOfLine(db: Database, n: number): string | null {
  const open = hashAtLine(db, n)
  if (open !== null) return open
  const archive = allArchives(db).find(({ fromN, toN }) => fromN <= n && n <= toN)
  return archive ? (linesOf(archive).find((line) => line.n === n)?.hash ?? null) : null
}

/**
 * Takes what the newest bundle of a partner tells of its access log. One that has become shorter, or cannot show the line that was its
 * last, was cut or written anew: that is kept for this office to see, and stops nothing.
 */
export function noteLogOf(db: Database, peer: PeerRow, { log, number }: Manifest, time: string): void {
  if (number <= peer.lastNumber) return
  const known = lastLogHead(db, peer.replica)
  const shown = [...log.proofs, log].some(({ count, hash }) => count === known?.count && hash === known.hash)
  if (known && (log.count < known.count || !shown)) {
    noteLogAlarm(db, peer.replica, { known: known.count, received: log.count, at: time })
  }
  keepLogHead(db, peer.replica, number, log, time)
  noteLogSeen(db, peer.replica, log.seen)
}
