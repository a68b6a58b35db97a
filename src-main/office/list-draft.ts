import type { Database } from 'better-sqlite3-multiple-ciphers'
import { type Catalogue, catalogueOf } from '../domain/lists/catalogue.ts'
import { emptyLists, type ListsContent } from '../domain/lists/content.ts'
import { applyEdits, type ListEdit } from '../domain/lists/edits.ts'
import { knownAdditions } from '../store/list-additions.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { catalogue, layersOf } from './catalogue.ts'
import type { OpenOffice } from './context.ts'

const name = 'lists-edits'

/** What this office means to lay down and has not yet: kept on this PC, in force nowhere. */
export function listEdits(db: Database): readonly ListEdit[] {
  return readSetting<readonly ListEdit[]>(db, name, [])
}

export function writeListEdits(db: Database, edits: readonly ListEdit[]): void {
  writeSetting(db, name, edits)
}

export interface ListDraft {
  readonly edits: readonly ListEdit[]
  /** What this office has laid down. */
  readonly laid: ListsContent
  /** What it would lay down now. */
  readonly next: ListsContent
  /** Forms, lists and places as they would then be. */
  readonly draft: Catalogue
}

export function listDraft(office: Pick<OpenOffice, 'db' | 'self'>): ListDraft {
  const { id, name: own } = office.self.office
  const layers = layersOf(office)
  const edits = listEdits(office.db)
  const laid = layers.find((each) => each.office === id)?.content ?? emptyLists
  if (edits.length === 0) return { edits, laid, next: laid, draft: catalogue(office) }
  const next = applyEdits(laid, edits)
  const above = layers.filter((each) => each.office !== id)
  return { edits, laid, next, draft: catalogueOf([...above, { from: own, content: next }], knownAdditions(office.db)) }
}
