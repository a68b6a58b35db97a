import assert from 'node:assert/strict'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { canonical } from '../../src-main/domain/ledger/canonical.ts'
import type { ChangeBody, Dot, Id, Json, Op } from '../../src-main/domain/ledger/types.ts'
import type { Ledger } from '../../src-main/store/ledger.ts'
import { parseValues } from '../../src-main/store/shown-values.ts'

/** One write of a ledger, with what its change had seen: read from the bare changes, without the program's registers. */
export interface Write {
  readonly dot: Dot
  readonly op: Op
  readonly value: string
  readonly seen: Readonly<Record<Id, number>>
}

export function writesIn(ledger: Ledger): Write[] {
  return Object.entries(ledger.versionVector()).flatMap(([replica, to]) => {
    let seen: Record<Id, number> = {}
    return [...ledger.read(replica, 1, to)].flatMap((stored) => {
      const body = JSON.parse(stored.body) as ChangeBody
      seen = { ...seen, ...body.seen, [replica]: body.seq - 1 }
      const values = parseValues(stored.vals)
      return body.ops.map((op, index): Write => {
        const value = values[index] as { value?: Json } | undefined
        const shown = op.t === 'resolve' ? (value?.value ?? {}) : (value ?? null)
        return { dot: [replica, body.seq, index], op, value: canonical(shown as Json), seen }
      })
    })
  })
}

export const dotText = (dot: Dot): string => dot.join(':')
const slotKey = (op: Op): string =>
  'g' in op ? [op.r, op.g, 'row' in op ? op.row : '', 'f' in op ? op.f : ''].join(' ') : ''
const rowKey = (op: Op): string => ('g' in op && 'row' in op && op.row ? [op.r, op.g, op.row].join(' ') : '')

/** What must hold, by the definitions alone. */
export interface Expected {
  /** Writes that nobody who had seen them has overwritten or settled. */
  readonly standing: string[]
  /** Open conflicts. */
  readonly conflicts: string[]
}

/** Fails where a write is overwritten by somebody who had not seen it, or a save replaces more than the one value that it showed. */
export function expectedOf(writes: readonly Write[]): Expected {
  const taken = new Set(writes.flatMap(({ op }) => (op.t === 'void' ? op.o.map(dotText) : [])))
  const said = new Map(writes.map(({ dot, value }) => [dotText(dot), value]))
  const over = new Map<string, Write[]>()
  for (const write of writes) {
    if (!('o' in write.op) || write.op.t === 'void') continue
    if (write.op.t === 'set' || write.op.t === 'set-row') {
      const replaced = new Set(write.op.o.map((dot) => said.get(dotText(dot))))
      assert.ok(replaced.size < 2, `${dotText(write.dot)} ends a conflict by a save`)
    }
    for (const dot of write.op.o) {
      assert.ok((write.seen[dot[0]] ?? 0) >= dot[1], `${dotText(write.dot)} overwrites ${dotText(dot)} unseen`)
      if (taken.has(dotText(write.dot)) && (write.op.t === 'resolve' || write.op.t === 'remove-row')) continue
      over.set(dotText(dot), [...(over.get(dotText(dot)) ?? []), write])
    }
  }
  const valued = writes.filter(({ op }) => ['set', 'set-row', 'add-row', 'resolve'].includes(op.t))
  const standing = valued.filter(({ dot, op }) => {
    if (op.t === 'resolve' && taken.has(dotText(dot))) return false
    return !(over.get(dotText(dot)) ?? []).some((by) => by.op.t !== 'remove-row')
  })
  const isGone = ({ dot }: Write): boolean => (over.get(dotText(dot)) ?? []).some((by) => by.op.t === 'remove-row')
  const rows = Map.groupBy(
    standing.filter(({ op }) => rowKey(op) !== ''),
    ({ op }) => rowKey(op),
  )
  const open: string[] = []
  for (const [row, list] of rows) if (list.some(isGone) && !list.every(isGone)) open.push(`${row} removed`)
  for (const [slot, list] of Map.groupBy(standing, ({ op }) => slotKey(op))) {
    const { op } = list[0] as Write
    if (op.t === 'add-row' || (rows.get(rowKey(op)) ?? []).every(isGone) !== (rowKey(op) === '')) continue
    if (new Set(list.map(({ value }) => value)).size > 1) open.push(`${slot} values`)
  }
  return { standing: standing.map(({ dot }) => dotText(dot)).sort(), conflicts: open.sort() }
}

/** The same two, as the program's tables have them. */
export function foundIn(db: Database): Expected {
  const standing = db
    .prepare(
      `SELECT p.id || ':' || (v.at % 4294967296) || ':' || v.idx FROM register v JOIN replica p ON p.n = v.at / 4294967296
       WHERE v.settled = 0`,
    )
    .pluck()
    .all() as string[]
  const conflicts = db
    .prepare(
      `SELECT x.id || ' ' || g.name || ' ' || c.row || CASE c.kind WHEN 'removed' THEN '' ELSE ' ' || c.cell END || ' ' || c.kind
       FROM conflict c JOIN record x ON x.n = c.record JOIN grp g ON g.n = c.grp`,
    )
    .pluck()
    .all() as string[]
  return { standing: standing.sort(), conflicts: conflicts.sort() }
}
