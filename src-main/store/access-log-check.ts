import type { Database } from 'better-sqlite3-multiple-ciphers'
import { archivedHead, hashOf, type LogHead, type LogLine, lineColumns } from './access-log.ts'

/**
 * The first thing in the log that does not hold. `missing`: lines from `n` on are not there; `edited`: line `n` or the order around it is
 * not what was written; `order`: line `n` goes back in its session's own time.
 */
export interface LogBreak {
  readonly n: number
  readonly what: 'missing' | 'edited' | 'order'
}

export interface LogCheck {
  /** Lines looked at. */
  readonly lines: number
  readonly head: LogHead
  readonly broken: LogBreak | null
}

/** Walks the whole chain from the newest archive on and names the first broken link. Some 5 µs a line. */
export function verifyAccessLog(db: Database, tick: (done: number) => void = () => undefined): LogCheck {
  const lines = db.prepare(`SELECT ${lineColumns} FROM access_log ORDER BY n`).iterate() as IterableIterator<LogLine>
  return checkLines(archivedHead(db), lines, tick)
}

/** @param from what the first line must follow */
export function checkLines(from: LogHead, lines: Iterable<LogLine>, tick: (done: number) => void): LogCheck {
  let head = from
  let time = { session: 0, tick: 0 }
  let done = 0
  for (const line of lines) {
    const what = wrongWith(head, time, line)
    if (what) return { lines: done, head, broken: { n: what === 'missing' ? head.count + 1 : line.n, what } }
    head = { count: line.n, hash: line.hash }
    time = line
    done += 1
    if (done % 10_000 === 0) tick(done)
  }
  return { lines: done, head, broken: null }
}

function wrongWith(head: LogHead, time: { session: number; tick: number }, line: LogLine): LogBreak['what'] | null {
  if (line.n !== head.count + 1) return 'missing'
  if (hashOf(head.hash, line) !== line.hash) return 'edited'
  const back = line.session < time.session || (line.session === time.session && line.tick < time.tick)
  return back ? 'order' : null
}
