import type { Database } from 'better-sqlite3-multiple-ciphers'
import {
  type ProposalAbout,
  type ProposalAnswer,
  type ProposedPlace,
  proposalAboutIn,
  proposalAnswers,
  proposedPlace,
} from '../domain/cases/proposal.ts'
import type { ChangeBody, Id, Json } from '../domain/ledger/types.ts'
import { ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A word of an office above to who keeps a case. */
export interface WordRow {
  readonly id: Id
  readonly caseId: Id
  /** Empty where it did not come. */
  readonly text: string
  /** The day on which the keeper had read or answered it. */
  readonly readOn: string | null
  readonly replica: Id
  readonly person: Id
  readonly time: string
  /** The value that it proposes for an answer; null where it is a word and no more. */
  readonly proposal: Proposal | null
}

export interface Proposal extends ProposedPlace, ProposalAbout {
  /** The fields of the group; null where they did not come. */
  readonly value: Json | null
  readonly answer: ProposalAnswer | null
  /** Why it was answered so; empty where nobody said. */
  readonly why: string
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

/** Ids of the words on the cases that these offices keep. */
export function wordsFor(db: Database, offices: Iterable<Id>): Id[] {
  return prepared(
    db,
    `SELECT x.id FROM record x CROSS JOIN case_item i ON i.n = x.parent
     WHERE x.kind = 'word' AND i.office IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify([...offices])) as Id[]
}

function read(db: Database, found: readonly Row[]): WordRow[] {
  const reader = new ValueReader(db)
  return found.map(({ n, body, ...row }) => {
    const groups = reader.groups(n)
    const { person, time } = JSON.parse(body) as ChangeBody
    const readOn = textIn(groups.get('noted'), 'read_on')
    const text = textIn(groups.get('word'), 'text')
    const proposal = proposalIn(groups, reader.read(n).withheld)
    return { ...row, person, time, text, readOn: readOn || null, proposal }
  })
}

function proposalIn(groups: ReadonlyMap<string, Json>, withheld: readonly string[]): Proposal | null {
  const [group] = [...groups.keys()].filter((name) => proposedPlace(name) !== null)
  const place = group === undefined ? null : proposedPlace(group)
  const about = proposalAboutIn(groups.get('about'))
  if (group === undefined || place === null || about === null) return null
  const said = textIn(groups.get('noted'), 'answer')
  const answer = proposalAnswers.find((each) => each === said) ?? null
  const value = withheld.includes(group) ? null : (groups.get(group) ?? null)
  return { ...place, ...about, value, answer, why: textIn(groups.get('why'), 'text') }
}

function textIn(value: Json | undefined, member: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const found = (value as { readonly [key: string]: Json })[member]
  return typeof found === 'string' ? found : ''
}
