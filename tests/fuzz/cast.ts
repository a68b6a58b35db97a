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
  readonly #opened: Database[] = []
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
    for (const db of this.#opened.splice(0)) db.close()
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
    const db = openLean(bytes)
    this.#opened.push(db)
    const desk = new Desk('', db, like.self)
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

/**
 * A ledger in memory that prepares each text once, and not before it is needed: half of what these small ledgers do would be preparing the same few
 * statements, most of them for nothing.
 */
export function openLean(source: string | Buffer): Database {
  const db = new SQLite(source)
  const prepare = db.prepare.bind(db)
  const known = new Map<string, Statement>()
  db.prepare = ((sql: string) => {
    const mode = { pluck: false, raw: false }
    const ready = (): Statement => {
      const statement = known.get(sql) ?? prepare(sql)
      known.set(sql, statement)
      return statement.reader ? statement.pluck(mode.pluck).raw(mode.raw) : statement
    }
    const lean = {
      pluck: (on = true) => Object.assign(mode, { pluck: on }) && lean,
      raw: (on = true) => Object.assign(mode, { raw: on }) && lean,
      run: (...given: unknown[]) => ready().run(...given),
      get: (...given: unknown[]) => ready().get(...given),
      all: (...given: unknown[]) => ready().all(...given),
      iterate: (...given: unknown[]) => ready().iterate(...given),
    }
    return lean as unknown as Statement
  }) as typeof db.prepare
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
  const exec = db.exec.bind(db)
  const pragma = db.pragma.bind(db)
  db.exec = (sql) => exec(within[sql] ?? sql)
  db.pragma = (source, options) => (source.startsWith('wal_checkpoint') ? undefined : pragma(source, options))
  exec('BEGIN')
  return () => {
    exec('ROLLBACK; BEGIN')
    ledger.rolledBack()
  }
}
