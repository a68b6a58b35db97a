import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { ChangeBody, Id } from '../domain/ledger/types.ts'
import { ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A word of an office above to who keeps a case. */
export interface WordRow {
  readonly id: Id
  readonly caseId: Id
  /** Empty where it did not come. */
  readonly text: string
  /** The day on which the keeper had read it. */
  readonly readOn: string | null
  readonly replica: Id
  readonly person: Id
  readonly time: string
}

interface Row {
  readonly n: number
  readonly id: Id
  readonly caseId: Id
  readonly replica: Id
  readonly body: string
}

const rows = `SELECT x.n AS n, x.id AS id, p.id AS caseId, r.id AS replica, c.body AS body
  FROM record x JOIN record p ON p.n = x.parent JOIN change c ON c.at = x.at JOIN replica r ON r.n = x.at / 4294967296`

/** The newest first. */
export function wordsOf(db: Database, caseId: Id): WordRow[] {
  return read(
    db,
    prepared(db, `${rows} WHERE p.id = ? AND x.kind = 'word' ORDER BY c.lamport DESC, x.at DESC`).all(caseId) as Row[],
  )
}

/** Words on the cases of this office that nobody has read; the oldest first. */
export function wordsUnread(db: Database, office: Id): WordRow[] {
  const found = prepared(
    db,
    `${rows} JOIN case_item i ON i.n = x.parent WHERE x.kind = 'word' AND i.office = ?
       AND NOT EXISTS (SELECT 1 FROM register v JOIN grp g ON g.n = v.grp WHERE v.record = x.n AND g.name = 'noted')
     ORDER BY c.lamport, x.at`,
  ).all(office) as Row[]
  return read(db, found).filter(({ text }) => text !== '')
}

/** Ids of the words on the cases that an office keeps. */
export function wordsFor(db: Database, office: Id): Id[] {
  return prepared(
    db,
    "SELECT x.id FROM record x JOIN case_item i ON i.n = x.parent WHERE x.kind = 'word' AND i.office = ?",
  )
    .pluck()
    .all(office) as Id[]
}

function read(db: Database, found: readonly Row[]): WordRow[] {
  const reader = new ValueReader(db)
  return found.map(({ n, body, ...row }) => {
    const { values } = reader.read(n)
    const { person, time } = JSON.parse(body) as ChangeBody
    const { text, read_on: readOn } = values
    return {
      ...row,
      person,
      time,
      text: typeof text === 'string' ? text : '',
      readOn: typeof readOn === 'string' ? readOn : null,
    }
  })
}
