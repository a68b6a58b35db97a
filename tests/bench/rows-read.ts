import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import SqliteDatabase from 'better-sqlite3-multiple-ciphers'
import type { CallInput } from '../../src-main/contract/index.ts'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { between, pick, seededRandom } from '../../src-main/domain/training/random.ts'
import { deriveKek } from '../../src-main/vault/kdf.ts'
import { readKeyring } from '../../src-main/vault/keyring.ts'
import { isRecovery } from '../../src-main/vault/keyring-format.ts'
import { bareConnection } from './bare.ts'
import { BenchClient } from './client.ts'
import { password } from './homes.ts'
import { atMost, byTurns, median, ms, type Outcome, quantile, timed } from './measure.ts'
import type { World } from './world.ts'

const shown = 20

/** Search as you type against the bare full-text query on a file without encryption. */
export async function search(world: World): Promise<Outcome[]> {
  const encrypted = await bareConnection(world.district)
  const plainPath = join(world.district, '..', 'plain.db')
  const plain = plainCopy(encrypted, plainPath)
  const typed = whatPeopleType(encrypted)
  encrypted.close()
  const bare = plain.prepare('SELECT rowid FROM case_fts WHERE case_fts MATCH ? ORDER BY rank LIMIT ?')
  const client = await BenchClient.signedIn(world.district)
  const questions = typed.map((text) => bareQuestion(text))
  for (const text of typed.slice(0, 20)) await client.call('cases.search', { text, limit: shown })
  const { ours, baseline } = await byTurns(
    typed.length,
    (turn) => client.call('cases.search', { text: typed[turn] ?? '', limit: shown }),
    (turn) => bare.all(questions[turn], shown),
  )
  await client.close()
  plain.close()
  rmSync(plainPath, { force: true })
  const slowest = ours.indexOf(Math.max(...ours))
  const half = `medians ${ms(median(ours))} and ${ms(median(baseline))}; slowest of ours: ${(typed[slowest] ?? '').length} letters, ${ms(ours[slowest] ?? 0)}`
  return [atMost(2, quantile(ours, 0.95), quantile(baseline, 0.95), [`${typed.length} questions; ${half}`])]
}

/** The words as typed, each as the beginning of a word. */
function bareQuestion(text: string): string {
  return foldName(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `"${word}"*`)
    .join(' AND ')
}

/** Names of children letter by letter, given name first or family name first. */
function whatPeopleType(db: Database): string[] {
  const random = seededRandom(99)
  const rows = db
    .prepare("SELECT family_name, given_names FROM case_item WHERE family_name <> '' AND n % 997 = 3")
    .all() as { family_name: string; given_names: string }[]
  return Array.from({ length: 60 }, () => pick(random, rows)).flatMap(({ family_name, given_names }) => {
    const [given = ''] = given_names.split(' ')
    const name = between(random, 0, 1) === 0 ? `${given} ${family_name}` : `${family_name} ${given}`
    return [2, 3, 4, 6, 8, name.length].filter((length) => length <= name.length).map((length) => name.slice(0, length))
  })
}

/** The search table, page for page the same, in a file without a key. */
function plainCopy(db: Database, path: string): Database {
  rmSync(path, { force: true })
  const { sql } = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'case_fts'").get() as { sql: string }
  const plain = new SqliteDatabase(path)
  plain.exec(sql)
  // SQLite guards the tables behind a search table; here they are copied as they are.
  plain.unsafeMode(true)
  for (const shadow of ['data', 'idx', 'docsize', 'config']) {
    plain.exec(`DELETE FROM case_fts_${shadow}`)
    const rows = db.prepare(`SELECT * FROM case_fts_${shadow}`).raw()
    const width = rows.columns().length
    const insert = plain.prepare(`INSERT INTO case_fts_${shadow} VALUES (${Array(width).fill('?').join(', ')})`)
    plain.transaction(() => {
      for (const row of rows.iterate()) insert.run(row as unknown[])
    })()
  }
  plain.close()
  return new SqliteDatabase(path, { readonly: true })
}

type ListInput = CallInput<'cases.list'>

const order = {
  name: 'sort_name, n',
  registered: 'registered_on DESC, n',
  changed: 'changed_at DESC, n',
  risk: 'risk DESC, n DESC',
  due: 'answered, due_on IS NULL, due_on, n',
} as const

/** A page of the list with two filters and a sort, against the same question put to the same file by prepared statements. */
export async function list(world: World): Promise<Outcome[]> {
  const db = await bareConnection(world.district)
  const { commune, worker } = db
    .prepare('SELECT max(commune) AS commune, max(worker) AS worker FROM case_item')
    .get() as { commune: string; worker: string }
  const views: readonly (readonly [ListInput['filters'], ListInput['sort'], string, readonly (string | number)[]])[] = [
    [{ status: 'open', risk: 'high' }, 'name', 'status = ? AND risk = ?', ['open', 3]],
    [{ status: 'open', risk: 'high' }, 'registered', 'status = ? AND risk = ?', ['open', 3]],
    [{ status: 'open', sex: 'female' }, 'risk', 'status = ? AND sex = ?', ['open', 'female']],
    [{ status: 'open', commune }, 'changed', 'status = ? AND commune = ?', ['open', commune]],
    [{ status: 'closed', worker }, 'changed', 'status = ? AND worker = ?', ['closed', worker]],
    [{ risk: 'medium', sex: 'male' }, 'name', 'risk = ? AND sex = ?', [2, 'male']],
    [{ status: 'open', worker }, 'due', 'status = ? AND worker = ?', ['open', worker]],
  ]
  const client = await BenchClient.signedIn(world.district)
  const hop = median(await repeated(60, () => client.call('places.labels', { codes: [] })))
  const results: { ours: number; baseline: number; view: string }[] = []
  for (const [filters, sort, where, args] of views) {
    const page = db.prepare(`SELECT * FROM case_item WHERE ${where} ORDER BY ${order[sort]} LIMIT 50`)
    const count = db.prepare(`SELECT count(*) AS total FROM case_item WHERE ${where}`)
    const ask = () => client.call('cases.list', { filters, sort, offset: 0, limit: 50 })
    const bare = () => [page.all(args), count.get(args)]
    await byTurns(3, ask, bare)
    const { ours, baseline } = await byTurns(15, ask, bare)
    const view = `${Object.keys(filters).join(' + ')} by ${sort}`
    results.push({ ours: median(ours) - hop, baseline: median(baseline), view })
  }
  await client.close()
  db.close()
  const sum = (pick: 'ours' | 'baseline') => results.reduce((total, each) => total + each[pick], 0) / results.length
  const notes = results.map(({ ours, baseline, view }) => `${view}: ${ms(ours)} against ${ms(baseline)}`)
  return [atMost(3, sum('ours'), sum('baseline'), [`hop ${ms(hop)}, taken off; page of 50 and the total`, ...notes])]
}

async function repeated(times: number, work: () => unknown): Promise<number[]> {
  const all: number[] = []
  for (let turn = 0; turn < times; turn += 1) all.push(await timed(work))
  return all
}

/** Signing in against the password key alone. */
export async function unlock(world: World): Promise<Outcome[]> {
  const { ours, baseline, cost } = await againstKey(world, (client) => client.signIn())
  return [atMost(1.25, ours, baseline, [`${cost}; ours locks what was open first`])]
}

const listMs = 300

/** From the password to the first page of the list, by which the file's pages are read for the first time. */
export async function toList(world: World): Promise<Outcome[]> {
  const { ours, baseline, cost } = await againstKey(world, async (client) => {
    await client.signIn()
    await client.call('cases.list', { filters: { status: 'open' }, sort: 'risk', offset: 0, limit: 50 })
  })
  const more = ours - baseline
  return [
    {
      ours: ms(ours),
      baseline: ms(baseline),
      ratio: `+ ${ms(more)}`,
      target: `≤ + ${listMs} ms`,
      met: more <= listMs,
      notes: [`${cost}; ours locks what was open first`],
    },
  ]
}

/** Medians of something that begins with a sign-in, and of the derivation of its password key alone. */
async function againstKey(world: World, work: (client: BenchClient) => Promise<void>) {
  const slot = readKeyring(world.district)?.keyring.slots.find((each) => !isRecovery(each))
  if (slot?.kind !== 'person') throw new Error('no person in the keyring')
  const client = await BenchClient.locked(world.district)
  await work(client)
  const { ours, baseline } = await byTurns(
    7,
    () => work(client),
    () => deriveKek(password, slot.kdf),
  )
  await client.close()
  const { memoryKiB, iterations } = slot.kdf
  return {
    ours: median(ours),
    baseline: median(baseline),
    cost: `Argon2id, ${memoryKiB / 1024} MiB, ${iterations} passes`,
  }
}
