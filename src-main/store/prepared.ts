import type { Database, Statement } from 'better-sqlite3-multiple-ciphers'

const statements = new WeakMap<Database, Map<string, Statement>>()
/** More different questions than the lists can ask in an ordinary day. */
const most = 300

/** The statement for this text, prepared once for each open file. */
export function prepared(db: Database, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>()
  statements.set(db, known)
  const found = known.get(sql)
  if (found) return found
  if (known.size >= most) known.clear()
  const statement = db.prepare(sql)
  known.set(sql, statement)
  return statement
}
