import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { rekeyFile } from '../../src-main/vault/database.ts'
import { createVault } from '../../src-main/vault/vault.ts'
import { ms, type Outcome, pause, timed } from './measure.ts'

const megabytes = 500
const beatMs = 5
const kdf = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const
/** Who opens the vault of this row. */
export const rekeyed = { signInName: 'banc', password: 'margouillat sous la paille', kdf } as const
const office = {
  name: 'Banc',
  code: 'BNC',
  level: 'district',
  place: 'Boulsa',
  training: false,
  language: 'fr',
} as const

/**
 * A new key for a file of 500 MB, backup and checks included, against SQLite's own rekey of the same file. Held against the target is the
 * longest time for which the thread of the window's shell could do nothing.
 */
export async function rekey(): Promise<Outcome[]> {
  const home = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  try {
    const baseline = await fill(home)
    const bytes = statSync(join(home, 'office.db')).size
    const { total, longestGap, steps } = await watched(home)
    const idle = await longestGapUntil(pause(total))
    return [
      {
        ours: `${ms(total)}, longest freeze ${ms(longestGap)}`,
        baseline: ms(baseline),
        ratio: (total / baseline).toFixed(2),
        target: 'freeze < 100 ms',
        met: longestGap < 100 && steps > 10,
        notes: [
          `${Math.round(bytes / 1e6)} MB; told of ${steps} steps on the way; backup and two whole checks included`,
          `longest freeze of a thread that does nothing, for as long, on this machine: ${ms(idle)}`,
        ],
      },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** Makes the vault, and measures the bare rekey of its file to another key and back. */
async function fill(home: string): Promise<number> {
  const person = { id: 'a'.repeat(32), signInName: rekeyed.signInName, displayName: 'Banc' }
  const prepare = (db: { exec(sql: string): unknown; prepare(sql: string): { run(value: Buffer): unknown } }) => {
    db.exec('CREATE TABLE filler (bytes BLOB)')
    const insert = db.prepare('INSERT INTO filler VALUES (?)')
    for (let done = 0; done < megabytes; done += 1) insert.run(randomBytes(1_000_000))
  }
  const { session } = await createVault({ home, office, person, password: rekeyed.password, kdf, prepare })
  const key = session.withDatabaseKey((lent) => Buffer.from(lent))
  session.close()
  const other = randomBytes(32)
  const file = join(home, 'office.db')
  const there = await timed(() => rekeyFile(file, key, other))
  const back = await timed(() => rekeyFile(file, other, key))
  return Math.min(there, back)
}

async function watched(home: string): Promise<{ total: number; longestGap: number; steps: number }> {
  const worker = new Worker(new URL('./rekey-worker.ts', import.meta.url), { workerData: home })
  let steps = 0
  let total = 0
  worker.on('message', (at: { step: string; ms?: number }) => {
    steps += 1
    total = at.ms ?? total
  })
  const longestGap = await longestGapUntil(
    new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', resolve)
    }),
  )
  return { total, longestGap, steps }
}

/** The longest time for which this thread could do nothing else, in milliseconds. */
async function longestGapUntil(end: Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - beatMs)
    last = now
  }, beatMs)
  try {
    await end
    return longest
  } finally {
    clearInterval(beat)
  }
}
