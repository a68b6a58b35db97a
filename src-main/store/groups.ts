import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Id } from '../domain/ledger/types.ts'
import { rowIds, ValueReader } from './form-values.ts'
import { prepared } from './prepared.ts'

/** A team of this office. Who is in it stands here, not on the people. */
export interface Group {
  readonly id: Id
  readonly name: string
  readonly members: readonly Id[]
  readonly supervisors: readonly Id[]
  readonly dissolved: boolean
}

/** Groups of this office, dissolved ones too, in the order they were made. */
export function ownGroups(db: Database): Group[] {
  const rows = prepared(db, "SELECT n, id FROM record WHERE parent IS NULL AND kind = 'group' ORDER BY n").all()
  if (rows.length === 0) return []
  const office = prepared(db, 'SELECT office FROM self').pluck().get()
  const reader = new ValueReader(db)
  return (rows as { n: number; id: Id }[]).flatMap(({ n, id }) => {
    const { values } = reader.read(n)
    if (values.office !== office) return []
    return {
      id,
      name: typeof values.name === 'string' ? values.name : '',
      members: rowIds(values.members),
      supervisors: rowIds(values.supervisors),
      dissolved: (values as { readonly dissolved?: unknown }).dissolved === true,
    }
  })
}
