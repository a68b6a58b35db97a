import { existsSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite, { type Database, type Statement } from 'better-sqlite3-multiple-ciphers'
import type { Level } from '../../src-main/contract/common.ts'
import type { Id } from '../../src-main/domain/ledger/types.ts'
import { storeOwnCertificate } from '../../src-main/exchange/own-certificate.ts'
import { beginIncarnation, type ReplicaKeys } from '../../src-main/store/incarnation.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { writeSelf } from '../../src-main/store/self.ts'
import { Desk, enrol, newKeys } from '../support/desk.ts'

/** Who plays: a region, two PCs of one district office, two other districts. */
export const names = ['R', 'A1', 'A2', 'B', 'C'] as const
export type Name = (typeof names)[number]
export const officeOf = (name: Name): string => name.slice(0, 1)

/** Fixed ids, so that a history gives the same order among equals each time. */
const idOf = (digits: string): Id => digits.repeat(16)
const replicas: Readonly<Record<Name, string>> = { R: '90', A1: '30', A2: '60', B: '50', C: '70' }
const spareReplicas = ['01', '99', '55', '33', '77', '44', '66', '22']

/**
 * Real ledgers in memory, enrolled for real, made once: a history is taken back when the next one begins. To make five databases anew would take
 * longer than the history.
 */
export class Cast {
  readonly #desks: Readonly<Record<Name, Desk>>
  readonly #witness: Desk
  readonly #forgetful: () => void
  readonly #takeBack: (() => void)[] = []
  readonly #spares: readonly ReplicaKeys[]
  readonly #files: ReplacedFile[] = []
  #opened = 0
  #renewed = 0

  private constructor(desks: Readonly<Record<Name, Desk>>, witness: Desk, spares: readonly ReplicaKeys[]) {
    this.#desks = desks
    this.#witness = witness
    this.#spares = spares
    this.#forgetful = held(witness)
  }

  static async gather(): Promise<Cast> {
    const made = await Promise.all(names.map(async (name) => [name, await newDesk(name)] as const))
    const desks = Object.fromEntries(made) as Record<Name, Desk>
    storeOwnCertificate(desks.R.db, desks.R.self, desks.R.time)
    for (const name of names) if (name !== 'R') enrol(desks.R, desks[name])
    const spares = spareReplicas.map(async (digits) => ({ replica: idOf(digits), ...(await newKeys()) }))
    return new Cast(desks, await newDesk('C'), await Promise.all(spares))
  }

  /** What is written up to here stays. */
  hold(): void {
    this.#takeBack.push(...Object.values(this.#desks).map(held))
  }

  /** All as it was held. */
  enter(): Record<Name, Desk> {
    this.#opened = 0
    this.#renewed = 0
    for (const takeBack of this.#takeBack) takeBack()
    return { ...this.#desks }
  }

  /** A ledger that knows nothing: the same one each time. */
  witness(): Desk {
    this.#forgetful()
    return this.#witness
  }

  /** A desk on the bytes of a file. */
  open(bytes: Buffer, like: Desk): Desk {
    this.#files[this.#opened] ??= new ReplacedFile()
    const file = this.#files[this.#opened] as ReplacedFile
    this.#opened += 1
    const desk = new Desk('', file.replace(bytes), like.self)
    desk.reread()
    return desk
  }

  /** A backup put back, as the program does it: under a new identity, enrolled anew. Null when there are no more keys. */
  restore(bytes: Buffer, before: Desk, region: Desk): Desk | null {
    const keys = this.#spares[this.#renewed]
    if (!keys) return null
    this.#renewed += 1
    const { db } = this.open(bytes, before)
    const desk = new Desk('', db, beginIncarnation(db, keys, { highest: this.#renewed, letters: [] }))
    enrol(region, desk)
    return desk
  }
}

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm'

/** A file whose bytes are replaced between histories, which SQLite sees: what is prepared stays so, half of what opening another would cost. */
class ReplacedFile {
  readonly #file: number
  readonly #db: Database
  readonly #takeBack: (between?: () => void) => void
  #replaced = 0

  constructor() {
    const folder = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'lakana-fuzz-'))
    const path = join(folder, 'ledger')
    this.#file = openSync(path, 'w+')
    this.#db = openLean(path)
    this.#db.pragma('journal_mode = memory')
    this.#db.pragma('synchronous = off')
    rmSync(folder, { recursive: true })
    this.#takeBack = heldOpen(this.#db)
  }

  /** @param bytes of a whole file */
  replace(bytes: Buffer): Database {
    this.#replaced += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#replaced)
    this.#takeBack(() => {
      ftruncateSync(this.#file, bytes.length)
      writeSync(this.#file, bytes, 0, bytes.length, 0)
      // The file change counter of the header: by it a connection knows that what it remembers of the pages is out of date.
      writeSync(this.#file, counter, 0, counter.length, 24)
    })
    return this.#db
  }
}

/**
 * A ledger in memory that prepares each text once, and not before it is needed: half of what these small ledgers do would be preparing the same few
 * statements, most of them for nothing.
 */
export function openLean(path: string): Database {
  const db = new SQLite(path)
  const prepare = db.prepare.bind(db)
  const known = new Map<string, Statement>()
  db.prepare = ((sql: string) => lean(sql, 'rows')) as typeof db.prepare

  function lean(sql: string, mode: 'rows' | 'pluck' | 'raw'): Statement {
    const key = `${mode} ${sql}`
    const found = known.get(key)
    if (found) return found
    let made: Statement | undefined
    const ready = (): Statement => {
      made ??= mode === 'rows' ? prepare(sql) : prepare(sql)[mode]()
      return made
    }
    const statement = {
      pluck: (on = true) => lean(sql, on ? 'pluck' : 'rows'),
      raw: (on = true) => lean(sql, on ? 'raw' : 'rows'),
      run: (...given: unknown[]) => ready().run(...given),
      get: (...given: unknown[]) => ready().get(...given),
      all: (...given: unknown[]) => ready().all(...given),
      iterate: (...given: unknown[]) => ready().iterate(...given),
    } as unknown as Statement
    known.set(key, statement)
    return statement
  }
  return db
}

function newDesk(name: Name): Promise<Desk> {
  const office = officeOf(name)
  const id = idOf(office === 'R' ? 'e0' : `${office.toLowerCase()}0`)
  return newLeanDesk({
    code: office.repeat(3),
    level: office === 'R' ? 'region' : 'district',
    office: id,
    replica: idOf(replicas[name]),
  })
}

interface LeanDesk {
  readonly code: string
  readonly level: Level
  readonly office: Id
  readonly replica: Id
}

/** A real ledger in memory, with real keys. */
export async function newLeanDesk({ code, level, office, replica }: LeanDesk): Promise<Desk> {
  const db = openLean(':memory:')
  migrate(db)
  const self = {
    ...(await newKeys()),
    office: { id: office, code, name: code, level, place: 'BF490202', parent: null },
    replica,
    incarnation: 1,
    training: false,
  } as const
  writeSelf(db, self)
  return new Desk('', db, self)
}

/** Held in a transaction, SQLite's own ones within it are savepoints, and there is no log to write back. */
const within: Readonly<Record<string, string>> = {
  'BEGIN IMMEDIATE': 'SAVEPOINT act',
  COMMIT: 'RELEASE act',
  ROLLBACK: 'ROLLBACK TO act; RELEASE act',
}

/** From now on all that happens to this desk is one transaction. @returns what takes it back, and begins anew */
export function held({ db, ledger }: Desk): () => void {
  const takeBack = heldOpen(db)
  return () => {
    takeBack()
    ledger.rolledBack()
  }
}

/** The same of a connection alone. `between`: what is done while nothing is open in it. */
function heldOpen(db: Database): (between?: () => void) => void {
  const exec = db.exec.bind(db)
  const pragma = db.pragma.bind(db)
  db.exec = (sql) => exec(within[sql] ?? sql)
  db.pragma = (source, options) => (source.startsWith('wal_checkpoint') ? undefined : pragma(source, options))
  exec('BEGIN')
  return (between = () => undefined) => {
    exec('ROLLBACK')
    between()
    exec('BEGIN')
  }
}
