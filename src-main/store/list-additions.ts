import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Json } from '../domain/ledger/types.ts'
import type { Additions } from '../domain/lists/catalogue.ts'
import { readLists } from '../domain/lists/content.ts'
import { prepared } from './prepared.ts'

/** Remembers what an office adds to the lists; a later word on the same thing takes the place of the former. */
export function keepAdditions(db: Database, { options, places, questions }: Additions): void {
  const keep = prepared(
    db,
    'INSERT INTO list_addition (id, entry) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry',
  )
  for (const each of [...options, ...places, ...questions]) keep.run(each.id, JSON.stringify(each))
}

export function knownAdditions(db: Database): Additions {
  const entries = prepared(db, 'SELECT entry FROM list_addition ORDER BY id').pluck().all() as string[]
  // Each is one of them only.
  const all = entries.map((entry) => JSON.parse(entry) as Json)
  return readLists({ options: all, places: all, questions: all })
}
