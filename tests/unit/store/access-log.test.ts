import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashOf, type LogLine, lineColumns, logAccess, logHead } from '../../../src-main/store/access-log.ts'
import { verifyAccessLog } from '../../../src-main/store/access-log-check.ts'
import { migrate } from '../../../src-main/store/migrate.ts'
import { openDatabase } from '../../../src-main/vault/database.ts'
import { makeHome, removeHome } from '../../support/vault.ts'

const key = randomBytes(32)
const lines = 30
let home: string
let db: Database

beforeEach(() => {
  home = makeHome()
  db = openDatabase(join(home, 'log.db'), key, { create: true })
  migrate(db)
  for (let n = 1; n <= lines; n += 1) {
    const subject = n % 3 === 0 ? null : `case${n % 5}`
    logAccess(db, { at: `2026-03-${10 + n}T08:00:00Z`, person: `p${n % 2}`, act: 'case.open', subject, screen: 'case' })
  }
})
afterEach(() => {
  db.close()
  removeHome(home)
})

/** What somebody does who has the key of the file and a tool of his own. */
function tamper(sql: string, ...values: unknown[]): void {
  for (const name of ['access_log_added', 'access_log_kept', 'access_log_held'])
    db.exec(`DROP TRIGGER IF EXISTS ${name}`)
  db.prepare(sql).run(...values)
}

const lineAt = (n: number): LogLine => db.prepare('SELECT * FROM access_log WHERE n = ?').get(n) as LogLine

function insert(line: LogLine): void {
  const { n, at, session, tick, person, act, subject, screen, why, details, hash } = line
  const values = [n, at, session, tick, person, act, subject, screen, why, details, hash]
  tamper(`INSERT INTO access_log (${lineColumns}) VALUES (${values.map(() => '?').join(', ')})`, ...values)
}

describe('what the file itself refuses', () => {
  test('a line is never changed, nor removed, nor put anywhere but at the end', () => {
    for (const sql of [
      "UPDATE access_log SET person = 'x' WHERE n = 3",
      'DELETE FROM access_log WHERE n = 30',
      'DELETE FROM access_log',
      `INSERT OR REPLACE INTO access_log SELECT * FROM access_log WHERE n = 5`,
      `INSERT INTO access_log (n, at, session, tick, act, hash) VALUES (40, '', 1, 1, 'case.open', '')`,
    ]) {
      expect(() => db.exec(sql)).toThrow(/access log/)
    }
    expect(verifyAccessLog(db)).toMatchObject({ lines, broken: null })
  })

  test('what a rollback takes back leaves no hole', () => {
    db.exec('BEGIN')
    logAccess(db, { at: '2026-05-01T00:00:00Z', person: null, act: 'bundle.import' })
    db.exec('ROLLBACK')
    logAccess(db, { at: '2026-05-02T00:00:00Z', person: null, act: 'bundle.export' })
    expect(verifyAccessLog(db)).toMatchObject({ lines: lines + 1, broken: null, head: logHead(db) })
  })
})

describe('the check names the first broken link', () => {
  const fields: readonly (readonly [keyof LogLine, unknown])[] = [
    ['at', '2020-01-01T00:00:00Z'],
    ['session', 2],
    ['tick', 999_999],
    ['person', 'somebody else'],
    ['act', 'case.note'],
    ['subject', 'another child'],
    ['screen', null],
    ['why', 'a reason never given'],
    ['details', '{"shown":1}'],
    ['hash', '0'.repeat(64)],
  ]
  test.each(fields)('%s of a line edited', (field, value) => {
    tamper(`UPDATE access_log SET ${field} = ? WHERE n = 12`, value)
    expect(verifyAccessLog(db).broken).toEqual({ n: 12, what: 'edited' })
  })

  test('a line edited and hashed again', () => {
    const before = lineAt(11).hash
    const edited = { ...lineAt(12), person: 'somebody else' }
    tamper('UPDATE access_log SET person = ?, hash = ? WHERE n = 12', edited.person, hashOf(before, edited))
    expect(verifyAccessLog(db).broken).toEqual({ n: 13, what: 'edited' })
  })

  test('a line removed, wherever it stood but at the end', () => {
    tamper('DELETE FROM access_log WHERE n = 7')
    expect(verifyAccessLog(db).broken).toEqual({ n: 7, what: 'missing' })
    tamper('DELETE FROM access_log WHERE n = 1')
    expect(verifyAccessLog(db).broken).toEqual({ n: 1, what: 'missing' })
  })

  test('a line removed and the others moved up', () => {
    tamper('DELETE FROM access_log WHERE n = 7')
    for (let n = 8; n <= lines; n += 1) tamper('UPDATE access_log SET n = n - 1 WHERE n = ?', n)
    expect(verifyAccessLog(db).broken).toEqual({ n: 7, what: 'edited' })
  })

  test('two lines exchanged', () => {
    const [a, b] = [lineAt(14), lineAt(20)]
    tamper('DELETE FROM access_log WHERE n IN (14, 20)')
    insert({ ...a, n: 20 })
    insert({ ...b, n: 14 })
    expect(verifyAccessLog(db).broken).toEqual({ n: 14, what: 'edited' })
  })

  test('a line put in', () => {
    for (let n = lines; n >= 16; n -= 1) tamper('UPDATE access_log SET n = n + 1 WHERE n = ?', n)
    insert({ ...lineAt(15), n: 16, person: 'nobody' })
    expect(verifyAccessLog(db).broken).toEqual({ n: 16, what: 'edited' })
  })

  test('a line that goes back in its own session, hashes made anew', () => {
    const { count, hash } = logHead(db)
    const last = lineAt(count)
    const next = { ...last, n: count + 1, session: last.session, tick: last.tick - 1 }
    insert({ ...next, hash: hashOf(hash, next) })
    expect(verifyAccessLog(db).broken).toEqual({ n: count + 1, what: 'order' })
  })
})
