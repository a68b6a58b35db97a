import { join } from 'node:path'
import leveldb from 'pouchdb-adapter-leveldb'
import PouchDB from 'pouchdb-core'
import replication from 'pouchdb-replication'

PouchDB.plugin(leveldb).plugin(replication)

interface Line {
  readonly b: { readonly replica: string; readonly seq: number; readonly ops: readonly object[] }
  readonly v: readonly unknown[]
}

/** Puts every op of these changes into a PouchDB as a document of its own and replicates it to an empty one, both on LevelDB in `folder`. */
export async function replicateByPouch(
  lines: readonly string[],
  folder: string,
): Promise<{ ms: number; documents: number }> {
  const source = new PouchDB(join(folder, 'source'))
  const target = new PouchDB(join(folder, 'target'))
  try {
    for (const line of lines) await source.bulkDocs(documentsOf(JSON.parse(line) as Line))
    const start = performance.now()
    const { docs_written: documents } = await source.replicate.to(target, { batch_size: 500 })
    return { ms: performance.now() - start, documents }
  } finally {
    await source.close()
    await target.close()
  }
}

function documentsOf({ b, v }: Line): object[] {
  const { ops, ...head } = b
  return ops.map((op, index) => ({
    _id: `${b.replica}-${String(b.seq).padStart(9, '0')}-${String(index).padStart(4, '0')}`,
    ...head,
    op,
    value: v[index] ?? null,
  }))
}
