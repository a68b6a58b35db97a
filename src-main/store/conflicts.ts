import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Dot, Id, Json } from '../domain/ledger/types.ts'
import { prepared } from './prepared.ts'
import { seqSpan } from './registers.ts'

export interface ConflictAuthor {
  readonly replica: Id
  readonly person: Id
  readonly time: string
}

export interface ConflictVersion {
  readonly act: 'wrote' | 'removed'
  readonly dots: readonly Dot[]
  /** Null when withheld, or for a removal. */
  readonly value: Json | null
  readonly authors: readonly ConflictAuthor[]
  /** Places of the versions that the first author did not know of. */
  readonly unaware: readonly number[]
}

export interface ConflictRow {
  readonly record: Id
  readonly recordN: number
  readonly recordKind: string
  readonly form: string | null
  readonly group: string
  readonly row: string
  readonly cell: string
  readonly kind: 'values' | 'removed'
  readonly sensitive: boolean
  /** Claimed time of the change with which there were two. */
  readonly since: string
  /** In the order in which they are shown: the first is the one that readings give meanwhile. */
  readonly versions: readonly ConflictVersion[]
}

export interface CaseConflicts {
  readonly caseId: Id
  readonly conflicts: number
  readonly sensitive: number
  readonly since: string
}

interface SpotRow {
  readonly recordN: number
  readonly grp: number
  readonly record: Id
  readonly recordKind: string
  readonly form: string | null
  readonly group: string
  readonly row: string
  readonly cell: string
  readonly kind: 'values' | 'removed'
  readonly sensitive: number
  readonly body: string
}

interface Write {
  readonly at: number
  readonly idx: number
  readonly value: string | null
  readonly gone: number
  readonly lamport: number
  readonly replica: Id
  readonly body: string
}

type Unread = Omit<ConflictVersion, 'unaware'>

const written = `SELECT v.at AS at, v.idx AS idx, v.value AS value, v.gone AS gone, c.lamport AS lamport, p.id AS replica, c.body AS body
  FROM register v JOIN change c ON c.at = v.at JOIN replica p ON p.n = v.at / 4294967296`
const shownFirst = 'ORDER BY c.lamport DESC, p.id DESC, v.idx DESC'

/** Cases with open conflicts, the oldest conflict first. */
export function casesInConflict(db: Database): CaseConflicts[] {
  return prepared(
    db,
    `SELECT i.id AS caseId, count(*) AS conflicts, sum(f.sensitive) AS sensitive,
       min(json_extract(c.body, '$.time')) AS since
     FROM conflict f JOIN case_item i ON i.n = f.case_n JOIN change c ON c.at = f.since_at GROUP BY f.case_n ORDER BY since, i.n`,
  ).all() as CaseConflicts[]
}

/** How many conflicts are open in each of these cases, by case id. */
export function conflictCounts(db: Database, ids: readonly Id[]): Map<Id, number> {
  const one = prepared(db, 'SELECT count(*) FROM conflict f JOIN case_item i ON i.n = f.case_n WHERE i.id = ?').pluck()
  const any = prepared(db, 'SELECT 1 FROM conflict LIMIT 1').get() !== undefined
  return new Map(any ? ids.map((id) => [id, one.get(id) as number]) : [])
}

/** The open conflicts of one case with all their versions. */
export function conflictsOf(db: Database, caseId: Id): ConflictRow[] {
  const rows = prepared(
    db,
    `SELECT f.record AS recordN, f.grp AS grp, x.id AS record, x.kind AS recordKind, x.form AS form, g.name AS "group", f.row AS row,
       f.cell AS cell, f.kind AS kind, f.sensitive AS sensitive, c.body AS body
     FROM record k JOIN conflict f ON f.case_n = k.n JOIN record x ON x.n = f.record JOIN grp g ON g.n = f.grp
       JOIN change c ON c.at = f.since_at
     WHERE k.id = ? ORDER BY f.sensitive DESC, x.n, f.grp, f.row, f.cell`,
  ).all(caseId) as SpotRow[]
  return rows.map(({ body, grp, ...row }) => ({
    ...row,
    sensitive: row.sensitive === 1,
    since: timeOf(body),
    versions: withKnowledge(db, row.kind === 'removed' ? removalVersions(db, row, grp) : valueVersions(db, row, grp)),
  }))
}

function valueVersions(db: Database, { recordN, row, cell }: Omit<SpotRow, 'body' | 'grp'>, grp: number): Unread[] {
  const writes = prepared(
    db,
    `${written} WHERE v.record = ? AND v.grp = ? AND v.row = ? AND v.cell = ? AND v.settled = 0 ${shownFirst}`,
  ).all(recordN, grp, row, cell) as Write[]
  const same = Map.groupBy(writes, ({ value, at, idx }) => value ?? `${at}:${idx}`)
  return [...same.values()].map((list) => version('wrote', list, list[0]?.value ?? null))
}

/** Who took the row away, and what others wrote in it without knowing. */
function removalVersions(db: Database, { recordN, row }: Omit<SpotRow, 'body' | 'grp'>, grp: number): Unread[] {
  const removals = prepared(
    db,
    `SELECT DISTINCT o.by_at AS at, o.by_idx AS idx, NULL AS value, 0 AS gone, c.lamport AS lamport, p.id AS replica, c.body AS body
     FROM cover o JOIN change c ON c.at = o.by_at JOIN replica p ON p.n = o.by_at / 4294967296
     WHERE o.record = ? AND o.grp = ? AND o.row = ? AND o.kind = 'gone' ORDER BY c.lamport DESC, p.id DESC`,
  ).all(recordN, grp, row) as Write[]
  const writes = prepared(
    db,
    `${written} WHERE v.record = ? AND v.grp = ? AND v.row = ? AND v.settled = 0 AND v.gone = 0 ${shownFirst}`,
  ).all(recordN, grp, row) as Write[]
  const acts = [...Map.groupBy(writes, ({ at }) => at).values()]
  const merged = (list: readonly Write[]): string =>
    JSON.stringify(Object.assign({}, ...list.map(({ value }) => JSON.parse(value ?? '{}') as object)))
  return [
    ...acts.map((list) => version('wrote', list, merged(list))),
    ...removals.map((each) => version('removed', [each], null)),
  ]
}

function version(act: 'wrote' | 'removed', writes: readonly Write[], value: string | null): Unread {
  const authors = [...new Map(writes.map((each) => [each.at, each])).values()]
  return {
    act,
    dots: writes.map(({ replica, at, idx }): Dot => [replica, at % seqSpan, idx]),
    value: value === null ? null : (JSON.parse(value) as Json),
    authors: authors.map(({ replica, body }) => ({ replica, ...personOf(body), time: timeOf(body) })),
  }
}

function withKnowledge(db: Database, versions: readonly Unread[]): ConflictVersion[] {
  return versions.map((each, index) => ({
    ...each,
    unaware: versions.flatMap((other, place) => {
      const [author] = each.dots
      return place === index || !author || other.dots.some((dot) => knew(db, author, dot)) ? [] : [place]
    }),
  }))
}

/** Had the author of one write seen another? `seen` of a change names the replicas that grew: the last naming holds. */
function knew(db: Database, [replica, seq]: Dot, [other, wanted]: Dot): boolean {
  if (replica === other) return wanted < seq
  const body = prepared(
    db,
    `SELECT c.body FROM replica p JOIN change c ON c.at BETWEEN p.n * 4294967296 AND p.n * 4294967296 + ?
     WHERE p.id = ? AND instr(c.body, ?) > 0 ORDER BY c.at DESC LIMIT 1`,
  )
    .pluck()
    .get(seq, replica, `"${other}":`) as string | undefined
  return body !== undefined && ((JSON.parse(body) as ChangeBody).seen[other] ?? 0) >= wanted
}

function timeOf(body: string): string {
  return (JSON.parse(body) as ChangeBody).time
}

function personOf(body: string): { person: Id } {
  return { person: (JSON.parse(body) as ChangeBody).person }
}
