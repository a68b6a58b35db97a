/**
 * `npm run verify:sqlcipher`: builds the real SQLCipher 4 from source and opens a database of ours with it. So the data can be read
 * without this program: with its key and a tool that anybody can get.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { newContext } from '../src-main/office/new-context.ts'
import { lock } from '../src-main/office/opening.ts'
import { openTraining } from '../src-main/office/training.ts'
import { openDatabase } from '../src-main/vault/database.ts'
import { ensure, has, project, run, toolEnv } from './run.ts'

const sqlcipher = '@journeyapps/sqlcipher'
const version = '6.0.0'

interface SqlcipherDatabase {
  all(sql: string, done: (error: Error | null, rows: Record<string, unknown>[]) => void): void
  exec(sql: string, done: (error: Error | null) => void): void
  close(done: (error: Error | null) => void): void
}
interface Sqlcipher {
  readonly OPEN_READONLY: number
  readonly Database: new (path: string, mode: number, done: (error: Error | null) => void) => SqlcipherDatabase
}

const folder = mkdtempSync(join(tmpdir(), 'lakana-sqlcipher-'))
const failures: string[] = []

try {
  const tool = build(folder)
  const ours = await makeDatabase(join(folder, 'home'))
  await compare(tool, ours)
} catch (error) {
  failures.push(error instanceof Error ? error.message : String(error))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const failure of failures) console.log(`FAILED: ${failure}`)
console.log(failures.length === 0 ? 'SQLCipher reads our database whole.' : `${failures.length} failures`)
process.exit(failures.length === 0 ? 0 : 1)

function check(what: string, good: boolean): void {
  console.log(`${good ? 'ok    ' : 'WRONG '} ${what}`)
  if (!good) failures.push(what)
}

/** Installs and compiles the package in a folder of its own. */
function build(where: string): Sqlcipher {
  const missing = ensure({ python3: 'python3', make: 'make', 'g++': 'g++' })
  if (missing.length > 0) throw new Error(`cannot compile without ${missing.join(', ')}`)
  if (!existsSync('/usr/include/openssl/evp.h') && process.getuid?.() === 0 && has('apt-get')) {
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libssl-dev'])
  }
  const dependency = { name: 'verify', private: true, allowScripts: { [`${sqlcipher}@${version}`]: true } }
  writeFileSync(join(where, 'package.json'), JSON.stringify(dependency))
  console.log(`Building ${sqlcipher} ${version} from source in ${where} (one to two minutes)`)
  const nodedir = headers()
  const args = ['install', `${sqlcipher}@${version}`, '--no-audit', '--no-fund', '--no-save']
  const env = {
    ...toolEnv,
    npm_config_build_from_source: 'true',
    npm_config_jobs: 'max',
    // It is run once, on a small file: compiling it well takes three times as long.
    CFLAGS: '-O0',
    CXXFLAGS: '-O0',
    ...(nodedir ? { npm_config_nodedir: nodedir } : {}),
  }
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: where, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm install ended with ${status}\n${stdout}\n${stderr}`)
  return createRequire(join(where, 'package.json'))(sqlcipher) as Sqlcipher
}

/** Node's C headers where a system installation has them; left out, node-gyp fetches them. The addon keeps to Node-API: any version does. */
function headers(): string | undefined {
  const nodes = (process.env.PATH ?? '').split(delimiter).map((each) => join(each, 'node'))
  return nodes
    .filter((each) => existsSync(each) && !each.startsWith(project))
    .map((each) => dirname(dirname(realpathSync(each))))
    .find((each) => existsSync(join(each, 'include', 'node', 'node_api.h')))
}

interface OurDatabase {
  readonly path: string
  /** 64 hex characters. The children in the file are invented. */
  readonly key: string
  readonly counts: Readonly<Record<string, number>>
  readonly word: string
  readonly found: number
}

async function makeDatabase(home: string): Promise<OurDatabase> {
  const machine = { home, version: 'verify', now: () => new Date(), listDrives: async () => [] }
  const context = newContext(machine, () => undefined)
  const { vault } = await openTraining(context, 'fr', { progress: () => undefined, checkCancelled: () => undefined })
  const key = vault.withDatabaseKey((bytes) => Buffer.from(bytes))
  lock(context, 'window')
  const path = join(context.home, 'office.db')
  const db = openDatabase(path, key, { readonly: true })
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'case_fts%' AND name NOT LIKE 'sqlite_%'",
    )
    .all() as { name: string }[]
  const count = (sql: string): number => (db.prepare(sql).get() as { n: number }).n
  const counts = Object.fromEntries(tables.map(({ name }) => [name, count(`SELECT count(*) AS n FROM "${name}"`)]))
  const word = (
    db.prepare("SELECT sort_name AS name FROM case_item WHERE sort_name <> '' LIMIT 1").get() as { name: string }
  ).name
  const [first = ''] = word.split(' ')
  const found = count(`SELECT count(*) AS n FROM case_fts WHERE case_fts MATCH '${first}*'`)
  db.close()
  console.log(
    `Our database: ${Object.keys(counts).length} tables, ${counts.case_item} cases, ${counts.register} registers`,
  )
  return { path, key: key.toString('hex'), counts, word: first, found }
}

async function compare(tool: Sqlcipher, ours: OurDatabase): Promise<void> {
  check('the file does not begin as a plain SQLite file', !firstBytes(ours.path).startsWith('SQLite format 3'))
  const db = await open(tool, ours.path)
  await exec(db, `PRAGMA key = "x'${ours.key}'"`)
  const [about] = await all(db, 'PRAGMA cipher_version')
  check(
    `SQLCipher ${String(about?.cipher_version)} opens it with its raw key`,
    /^4\./.test(String(about?.cipher_version)),
  )
  for (const [table, expected] of Object.entries(ours.counts)) {
    const [row] = await all(db, `SELECT count(*) AS n FROM "${table}"`)
    check(`${table}: ${expected} rows`, row?.n === expected)
  }
  check(
    'every page carries its right HMAC (cipher_integrity_check)',
    (await all(db, 'PRAGMA cipher_integrity_check')).length === 0,
  )
  const [intact] = await all(db, 'PRAGMA integrity_check')
  check('integrity_check', intact?.integrity_check === 'ok')
  const [hits] = await all(db, `SELECT count(*) AS n FROM case_fts WHERE case_fts MATCH '${ours.word}*'`)
  check(`full-text search finds the same ${ours.found} cases`, ours.found > 0 && hits?.n === ours.found)
  await close(db)
  const wrongKey = `${ours.key.startsWith('0') ? '1' : '0'}${ours.key.slice(1)}`
  const refused = await open(tool, ours.path)
  await exec(refused, `PRAGMA key = "x'${wrongKey}'"`)
  check(
    'a wrong key is refused',
    (await failureOf(all(refused, 'SELECT count(*) FROM sqlite_master'))).includes('SQLITE_NOTADB'),
  )
  await close(refused)
}

function firstBytes(path: string): string {
  const bytes = Buffer.alloc(16)
  readSync(openSync(path, 'r'), bytes)
  return bytes.toString('latin1')
}

function open({ Database, OPEN_READONLY }: Sqlcipher, path: string): Promise<SqlcipherDatabase> {
  return new Promise((done, failed) => {
    const db = new Database(path, OPEN_READONLY, (error) => (error ? failed(error) : done(db)))
  })
}

function all(db: SqlcipherDatabase, sql: string): Promise<Record<string, unknown>[]> {
  return new Promise((done, failed) => db.all(sql, (error, rows) => (error ? failed(error) : done(rows))))
}

function exec(db: SqlcipherDatabase, sql: string): Promise<void> {
  return new Promise((done, failed) => db.exec(sql, (error) => (error ? failed(error) : done())))
}

function close(db: SqlcipherDatabase): Promise<void> {
  return new Promise((done, failed) => db.close((error) => (error ? failed(error) : done())))
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
