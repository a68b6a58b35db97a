import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3-multiple-ciphers'

/** Names instead of row numbers, so that two databases that went different ways to the same state give the same lines. */
const parts: Readonly<Record<string, string>> = {
  replica: 'SELECT id, office, have, head, seen FROM replica WHERE have > 0 ORDER BY id',
  change: `SELECT r.id, c.at % 4294967296 AS seq, c.lamport, c.hash, c.body, c.secret, c.vals
    FROM change c JOIN replica r ON r.n = c.at / 4294967296 ORDER BY 1, 2`,
  record: `SELECT x.id, x.kind, p.id AS parent, x.form, r.id AS replica, x.at % 4294967296 AS seq
    FROM record x LEFT JOIN record p ON p.n = x.parent JOIN replica r ON r.n = x.at / 4294967296 ORDER BY 1`,
  referral:
    'SELECT x.id, f.case_id, f.receiver, f.state, f.read FROM referral f JOIN record x ON x.n = f.record ORDER BY 1',
  register: `SELECT x.id, g.name, v.row, v.cell, r.id AS replica, v.at % 4294967296 AS seq, v.idx, v.value, v.gone, v.settled
    FROM register v JOIN record x ON x.n = v.record JOIN grp g ON g.n = v.grp JOIN replica r ON r.n = v.at / 4294967296
    ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  cover: `SELECT x.id, g.name, v.row, b.id, v.by_at % 4294967296, v.by_idx, r.id, v.at % 4294967296, v.idx, v.kind
    FROM cover v JOIN record x ON x.n = v.record JOIN grp g ON g.n = v.grp JOIN replica r ON r.n = v.at / 4294967296
    JOIN replica b ON b.n = v.by_at / 4294967296 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  conflict: `SELECT x.id, g.name, v.row, v.cell, v.kind, p.id AS caseId, v.sensitive, r.id, v.since_at % 4294967296
    FROM conflict v JOIN record x ON x.n = v.record JOIN grp g ON g.n = v.grp LEFT JOIN record p ON p.n = v.case_n
    JOIN replica r ON r.n = v.since_at / 4294967296 ORDER BY 1, 2, 3, 4`,
  case_item: `SELECT id, code, office, status, risk, family_name, given_names, nickname, sort_name, sex, birth, commune, caregiver,
    worker, registered_on, due_on, answered FROM case_item ORDER BY id`,
  link: 'SELECT x.id, l.a, l.b, l.state FROM link l JOIN record x ON x.n = l.record ORDER BY 1',
  sync_issue: `SELECT r.id, s.at % 4294967296, s.reason, s.op FROM sync_issue s JOIN replica r ON r.n = s.at / 4294967296
    ORDER BY 1, 2`,
  coworker: 'SELECT c.id, w.person FROM coworker w JOIN case_item c ON c.n = w.case_n ORDER BY 1, 2',
  peer: 'SELECT * FROM peer ORDER BY replica',
  bundle_in: 'SELECT * FROM bundle_in ORDER BY sums_hash',
  bundle_out: 'SELECT * FROM bundle_out ORDER BY peer, number',
  certificate: 'SELECT * FROM certificate ORDER BY replica, version',
}

export type StatePart = keyof typeof parts

/** What the children's data are: equal wherever the same changes are known. */
export const dataParts: readonly StatePart[] = [
  'change',
  'record',
  'register',
  'cover',
  'conflict',
  'link',
  'referral',
  'case_item',
  'coworker',
]

/** Characters that are hashed together. */
const piece = 64 * 1024

/** SHA-256 over the ordered content of these tables (all that a bundle may change, when left out). */
export function stateHash(db: Database, of: readonly StatePart[] = Object.keys(parts)): string {
  const digest = createHash('sha256')
  for (const name of of) {
    digest.update(`${name}\n`)
    let lines = ''
    for (const row of db
      .prepare(parts[name] ?? '')
      .raw()
      .iterate()) {
      lines += `${JSON.stringify(row)}\n`
      if (lines.length < piece) continue
      digest.update(lines)
      lines = ''
    }
    digest.update(lines)
  }
  return digest.digest('hex')
}
