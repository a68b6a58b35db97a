import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { ChangeBody, Draft, Id, Json, Op } from '../domain/ledger/types.ts'
import { hashing } from './hashing.ts'
import { openLedger } from './ledger.ts'
import { seqSpan } from './registers.ts'
import { copyTable, isDamage, readSpan } from './salvage-rows.ts'
import { readOffice, type SelfRow } from './self.ts'
import { parseValues } from './shown-values.ts'

/** Made again from the ledger, or handled apart. */
const notCopied = /^(sqlite_.*|case_fts.*|case_item|record|grp|register|touch|migration|change|replica)$/

export interface Salvaged {
  readonly total: number
  readonly saved: number
  readonly fromBackups: number
  readonly rewritten: number
  readonly lost: number
  readonly cut: readonly { readonly office: string; readonly after: number }[]
  readonly cases: number
  readonly tables: readonly string[]
}

interface Row {
  readonly at: number
  readonly lamport: number
  readonly hash: string
  readonly body: string
  readonly secret: string | null
  readonly vals: string
}

interface Chain {
  readonly id: Id
  readonly n: number
  readonly office: string | null
  /** How far the damaged file, or else a backup, says that it is held. */
  readonly have: number
}

const columns = 'lamport, hash, body, secret, vals'
const changeTable = { table: 'change', rowid: 'at', columns: `at, ${columns}` } as const

/**
 * Fills a new file, already migrated, with what can be read of a damaged one, and fills the holes from backups. Each change is taken only if
 * its hash is right, each chain only as far as it has no hole. What this office itself wrote after a hole is written again by its new self, with
 * the person and the time of then. Projections are made again.
 * @param sources the damaged file, then backups, newest first
 * @param renew gives the new file its new identity; called once the office's own rows are there
 * @throws vault.cannot-salvage when not even what this installation is can be read anywhere
 */
export function salvage(
  fresh: Database,
  sources: readonly Database[],
  renew: (fresh: Database) => SelfRow,
  progress: (step: string) => void = () => undefined,
): Salvaged {
  const tables = withoutTriggers(fresh, () => copyOthers(fresh, sources))
  if (!fresh.prepare('SELECT 1 FROM self').get()) throw new LakanaError('vault.cannot-salvage')
  progress('ledger')
  const chains = chainsOf(sources)
  const fromBackups = fresh
    .transaction(() => chains.reduce((sum, chain) => sum + fillChain(fresh, sources, chain), 0))
    .immediate()
  const ends = chains.map((chain) => ({ chain, end: endOf(fresh, chain) }))
  const self = renew(fresh)
  progress('rebuilding')
  const own = (chain: Chain): boolean => chain.office === self.office.id
  const broken = ends.filter(({ chain, end }) => end < chain.have)
  const tail = broken.filter(({ chain }) => own(chain)).flatMap(({ chain, end }) => rowsAfter(fresh, chain, end))
  for (const { chain, end } of broken)
    fresh.prepare('DELETE FROM change WHERE at > ? AND at < ?').run(chain.n * seqSpan + end, (chain.n + 1) * seqSpan)
  const ledger = openLedger(fresh, self.replica)
  ledger.rebuild()
  const rewritten = writeAgain(fresh, self, tail)
  const total = chains.reduce((sum, { have }) => sum + have, 0)
  const saved = ends.reduce((sum, { end }) => sum + end, 0) + rewritten
  return {
    total,
    saved,
    fromBackups,
    rewritten,
    lost: Math.max(0, total - saved),
    cut: broken
      .filter(({ chain }) => !own(chain))
      .map(({ chain, end }) => ({ office: readOffice(fresh, chain.office ?? '')?.name ?? '', after: end })),
    cases: fresh.prepare('SELECT count(*) FROM case_item').pluck().get() as number,
    tables,
  }
}

/** Tables that only grow refuse what comes back with a hole in it. The hole stays to be seen: whoever checks the log finds it. */
function withoutTriggers<T>(fresh: Database, work: () => T): T {
  const triggers = fresh.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers as { name: string }[]) fresh.exec(`DROP TRIGGER "${name}"`)
  try {
    return work()
  } finally {
    for (const { sql } of triggers as { sql: string }[]) fresh.exec(sql)
  }
}

/** @returns names of the tables of which something could not be read; these are filled up from backups */
function copyOthers(fresh: Database, sources: readonly Database[]): string[] {
  const names = (fresh.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]).filter(
    (name) => !notCopied.test(name),
  )
  return names.filter((name) => {
    const rest = [...sources]
    const first = rest.shift()
    const whole = first !== undefined && tryCopy(first, fresh, name)
    if (!whole) for (const source of rest) if (tryCopy(source, fresh, name)) break
    return !whole
  })
}

function tryCopy(from: Database, to: Database, table: string): boolean {
  try {
    return copyTable(from, to, table)
  } catch (error) {
    if (!isDamage(error)) throw error
    return false
  }
}

/** Every chain that any source knows, under the number of the first that does. */
function chainsOf(sources: readonly Database[]): Chain[] {
  const chains = new Map<Id, Chain>()
  const numbers = new Set<number>()
  for (const source of sources) {
    for (const { id, n, office, have } of replicasIn(source)) {
      const known = chains.get(id)
      if (known) {
        if (known.have < have) chains.set(id, { ...known, have })
        continue
      }
      const free = numbers.has(n) ? Math.max(...numbers) + 1 : n
      numbers.add(free)
      chains.set(id, { id, n: free, office, have })
    }
  }
  return [...chains.values()]
}

function replicasIn(db: Database): Chain[] {
  const rows: Chain[] = []
  const self = selfIn(db)
  readSpan<Chain>(db, { table: 'replica', rowid: 'n', columns: 'n, id, office, have' }, [1, 10_000], (row) => {
    rows.push(row.id === self?.replica ? { ...row, office: self.office } : row)
  })
  return rows
}

function selfIn(db: Database): { replica: string; office: string } | null {
  try {
    return (
      (db.prepare('SELECT replica, office FROM self').get() as { replica: string; office: string } | undefined) ?? null
    )
  } catch (error) {
    if (!isDamage(error)) throw error
    return null
  }
}

/** @returns how many changes had to be taken from a source other than the first */
function fillChain(fresh: Database, sources: readonly Database[], chain: Chain): number {
  fresh.prepare('INSERT INTO replica (n, id, office) VALUES (?, ?, ?)').run(chain.n, chain.id, chain.office)
  const insert = fresh.prepare(`INSERT OR IGNORE INTO change (at, ${columns}) VALUES (?, ?, ?, ?, ?, ?)`)
  const missing = fresh.prepare('SELECT count(*) FROM change WHERE at BETWEEN ? AND ?').pluck()
  const [low, high] = [chain.n * seqSpan + 1, chain.n * seqSpan + chain.have]
  let fromBackups = 0
  for (const [index, source] of sources.entries()) {
    if ((missing.get(low, high) as number) === chain.have) break
    const theirs = replicasIn(source).find(({ id }) => id === chain.id)
    if (!theirs) continue
    const base = theirs.n * seqSpan
    readSpan<Row>(
      source,
      changeTable,
      [base + 1, base + Math.max(theirs.have, chain.have)],
      (row) => {
        if (!isSound(row, chain.id, row.at - base)) return
        const at = chain.n * seqSpan + row.at - base
        const { changes } = insert.run(at, row.lamport, row.hash, row.body, row.secret, row.vals)
        if (index > 0) fromBackups += changes
      },
      true,
    )
  }
  return fromBackups
}

function isSound({ body, hash }: Row, replica: Id, seq: number): boolean {
  if (body === '') return true
  if (hashing.sha256Hex(body) !== hash) return false
  const told = JSON.parse(body) as ChangeBody
  return told.replica === replica && told.seq === seq
}

/** Walks a chain to its end or its first hole, and writes down how far it is held. */
function endOf(fresh: Database, { n, id }: Chain): number {
  const seen: Record<Id, number> = {}
  let end = 0
  let head: string | null = null
  const rows = fresh.prepare('SELECT at, hash, body FROM change WHERE at > ? AND at < ? ORDER BY at')
  for (const row of rows.iterate(n * seqSpan, (n + 1) * seqSpan) as IterableIterator<Row>) {
    if (row.at !== n * seqSpan + end + 1) break
    const body = row.body === '' ? null : (JSON.parse(row.body) as ChangeBody)
    if (body && body.prev !== head) break
    Object.assign(seen, body?.seen)
    end += 1
    head = row.hash
  }
  fresh.prepare('UPDATE replica SET have = ?, head = ?, seen = ? WHERE id = ?').run(end, head, JSON.stringify(seen), id)
  return end
}

function rowsAfter(fresh: Database, { n }: Chain, end: number): Row[] {
  return fresh
    .prepare(`SELECT at, ${columns} FROM change WHERE at > ? AND at < ? AND body <> '' ORDER BY at`)
    .all(n * seqSpan + end, (n + 1) * seqSpan) as Row[]
}

/** @returns how many changes were written again, wholly or in part */
function writeAgain(fresh: Database, self: SelfRow, tail: readonly Row[]): number {
  const ledger = openLedger(fresh, self.replica)
  const find = fresh.prepare('SELECT 1 FROM record WHERE id = ?')
  let written = 0
  for (const row of [...tail].sort((a, b) => a.lamport - b.lamport || a.at - b.at)) {
    const { ops, person, role, time } = JSON.parse(row.body) as ChangeBody
    const values = parseValues(row.vals)
    const made = new Set<Id>()
    const known = (id: Id | undefined): boolean => id === undefined || made.has(id) || find.get(id) !== undefined
    const drafts = ops.flatMap((op, index) => {
      const draft = draftOf(op, values[index])
      const fits = draft && (draft.t === 'new' ? known(draft.p) : known(draft.r))
      if (!fits) return []
      if (draft.t === 'new') made.add(draft.r)
      return [draft]
    })
    if (ledger.append({ person, role, time }, drafts)) written += 1
  }
  return written
}

/** What an op said, without what it overwrote: that is found anew. Null where its value is not known here. */
function draftOf(op: Op, value: Json | undefined): Draft | null {
  if (op.t === 'new' || op.t === 'remove-row') {
    if (op.t === 'new') return op
    const { t, r, g, row } = op
    return { t, r, g, row }
  }
  if (value === undefined) return null
  if (op.t === 'erase') return { t: 'erase', r: op.r, value }
  const { r, g } = op
  if (op.t === 'set') return { t: 'set', r, g, value }
  if (op.t === 'add-row') return { t: 'add-row', r, g, row: op.row, value }
  if (op.t === 'set-row') return { t: 'set-row', r, g, row: op.row, f: op.f, value }
  // What it settled or took back stands in chains that may be cut now: a person settles it again.
  return null
}
