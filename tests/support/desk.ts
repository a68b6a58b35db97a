import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import SQLite, { type Database } from 'better-sqlite3-multiple-ciphers'
import type { Level } from '../../src-main/contract/common.ts'
import type { Draft, Json } from '../../src-main/domain/ledger/types.ts'
import { accept, certify, openAnswer, openRequest, ownRequest } from '../../src-main/exchange/enrolment.ts'
import { type Written, writeBundle } from '../../src-main/exchange/export.ts'
import { type Imported, importBundle } from '../../src-main/exchange/import.ts'
import { identityOf, wordsOf } from '../../src-main/exchange/keys.ts'
import { moveOffice } from '../../src-main/exchange/office-level.ts'
import { storeOwnCertificate } from '../../src-main/exchange/own-certificate.ts'
import type { Exporting } from '../../src-main/exchange/plan-bundle.ts'
import type { Importing } from '../../src-main/exchange/take-content.ts'
import { nextHandOver } from '../../src-main/store/custody.ts'
import { type Ledger, openLedger } from '../../src-main/store/ledger.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { currentPeers } from '../../src-main/store/peers.ts'
import { readSelf, type SelfRow, writeSelf } from '../../src-main/store/self.ts'

export const id = (): string => randomBytes(16).toString('hex')

export interface DeskOptions {
  readonly level?: Level
  readonly code?: string
  readonly training?: boolean
  readonly home?: string
}

export async function newKeys(): Promise<Omit<SelfRow, 'office' | 'replica' | 'incarnation' | 'training'>> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const ageIdentity = await generateX25519Identity()
  const agepqIdentity = await generateHybridIdentity()
  return {
    signSecret: privateKey.export({ format: 'der', type: 'pkcs8' }),
    signPublic: publicKey.export({ format: 'jwk' }).x ?? '',
    ageIdentity,
    ageRecipient: await identityToRecipient(ageIdentity),
    agepqIdentity,
    agepqRecipient: await identityToRecipient(agepqIdentity),
  }
}

export type Consent = Readonly<Record<string, Json>>

const agreed: Consent = { consent_collect: 'yes', consent_photo: 'yes' }

function consentDrafts(r: string, answers: Consent): Draft[] {
  return Object.entries(answers).map(([field, answer]) => ({
    t: 'set',
    r,
    g: field.replace('consent_', 'consent.').replace('withdrawn', 'consent.withdrawal'),
    value: { [field]: answer },
  }))
}

/** An office reduced to its database and keys: the exchange as it is, without vault or window. Its clock is set by hand. */
export class Desk {
  readonly home: string
  readonly db: Database
  readonly ledger: Ledger
  readonly person = id()
  time = '2026-03-01T08:00:00Z'
  #self: SelfRow

  constructor(home: string, db: Database, self: SelfRow) {
    this.home = home
    this.db = db
    this.#self = self
    this.ledger = openLedger(db, self.replica)
  }

  get self(): SelfRow {
    return this.#self
  }

  get code(): string {
    return this.#self.office.code
  }

  reread(): void {
    this.#self = readSelf(this.db) ?? this.#self
  }

  /** A child with a name and `more` further groups, who agrees to what the answers of form 1A say. @returns case and form ids */
  child(name: string, more = 2, consent = agreed): { caseId: string; formId: string; consentId: string } {
    const [caseId, formId, consentId] = [id(), id(), id()]
    const number = this.ledger.versionVector()[this.self.replica] ?? 0
    const drafts: Draft[] = [
      { t: 'new', r: caseId, k: 'case' },
      { t: 'set', r: caseId, g: 'code', value: { code: `${this.code}-2026-${String(number).padStart(4, '0')}-X` } },
      { t: 'set', r: caseId, g: 'office', value: { office: this.self.office.id } },
      { t: 'set', r: caseId, g: 'status', value: { status: 'open' } },
      { t: 'new', r: formId, k: 'form', p: caseId, f: 'registration' },
      { t: 'set', r: formId, g: 'family_name', value: { family_name: name } },
    ]
    for (let index = 0; index < more; index += 1) {
      drafts.push({ t: 'set', r: formId, g: `group_${index}`, value: { text: `${name} ${index}`, count: index } })
    }
    drafts.push({ t: 'new', r: consentId, k: 'form', p: caseId, f: 'consent' }, ...consentDrafts(consentId, consent))
    this.write(drafts)
    return { caseId, formId, consentId }
  }

  /** Form 1A is answered otherwise. */
  consent(consentId: string, answers: Consent): void {
    this.write(consentDrafts(consentId, answers))
  }

  rename(formId: string, name: string): void {
    this.write([{ t: 'set', r: formId, g: 'family_name', value: { family_name: name } }])
  }

  write(drafts: readonly Draft[]): void {
    this.ledger.append({ person: this.person, role: 'case_worker', time: this.time }, drafts)
  }

  working(folder: string): Exporting & Importing {
    const { db, ledger, self, person, home, time } = this
    return {
      db,
      ledger,
      self,
      person,
      home,
      time,
      today: time.slice(0, 10),
      folder,
      version: '0.1.0',
      progress: () => undefined,
      checkCancelled: () => undefined,
    }
  }

  /** Writes a bundle for the partner with this code, the newest of its PCs, or the only one. */
  async send(
    folder: string,
    to?: string,
    extra: Partial<Exporting> = {},
  ): Promise<Written & { path: string; paths: string[] }> {
    const peers = currentPeers(this.db)
    const peer = to === undefined ? peers[0] : peers.findLast((each) => this.officeCode(each.office) === to)
    if (!peer) throw new Error('no such partner')
    const written = await writeBundle({ ...this.working(folder), ...extra }, peer)
    const paths = [written.file, ...written.parts].map((file) => join(folder, file))
    return { ...written, path: paths[0] ?? '', paths }
  }

  take(path: string | string[], extra: Partial<Importing> = {}): Promise<Imported> {
    return importBundle({ ...this.working(this.home), ...extra }, Array.isArray(path) ? path : [path])
  }

  names(): string[] {
    return this.db.prepare('SELECT family_name FROM case_item ORDER BY family_name').pluck().all() as string[]
  }

  officeCode(office: string): string {
    return this.db.prepare('SELECT code FROM office WHERE id = ?').pluck().get(office) as string
  }

  close(): void {
    this.db.close()
    rmSync(this.home, { recursive: true, force: true })
  }
}

export async function newDesk(options: DeskOptions = {}): Promise<Desk> {
  const { level = 'district', code = level === 'district' ? 'BLS' : 'KUI', training = false } = options
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'lakana-desk-'))
  const db = newDeskFile(home)
  const self: SelfRow = {
    ...(await newKeys()),
    office: { id: id(), code, name: `Bureau ${code}`, level, place: 'BF490202', parent: null },
    replica: id(),
    incarnation: 1,
    training,
  }
  writeSelf(db, self)
  const desk = new Desk(home, db, self)
  if (level !== 'district') storeOwnCertificate(db, self, desk.time)
  return desk
}

/** The same office once more, from a copy of its file: what would have been, had things gone otherwise. */
export function cloneDesk(desk: Desk): Desk {
  const home = mkdtempSync(join(tmpdir(), 'lakana-desk-'))
  desk.db.exec(`VACUUM INTO '${join(home, 'office.db')}'`)
  const clone = new Desk(home, openDeskFile(home), desk.self)
  clone.time = desk.time
  return clone
}

/** An encrypted file with nothing in it, as every new desk begins. */
let blank: Buffer | null = null

function newDeskFile(home: string): Database {
  const file = join(home, 'office.db')
  if (blank) {
    mkdirSync(home, { recursive: true })
    writeFileSync(file, blank)
    return openDeskFile(home)
  }
  const db = openDeskFile(home)
  migrate(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  blank = readFileSync(file)
  return db
}

/** Opens the file of a desk, encrypted under a fixed key as the vault would. */
export function openDeskFile(home: string): Database {
  mkdirSync(home, { recursive: true })
  const db = new SQLite(join(home, 'office.db'))
  db.pragma("cipher='sqlcipher'")
  db.pragma('legacy=4')
  db.pragma(`key="x'${'5a'.repeat(32)}'"`)
  db.pragma('temp_store=MEMORY')
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  db.pragma('foreign_keys=ON')
  db.pragma('cache_size=-32000')
  return db
}

/** The whole enrolment of one office under another. @param from the one that it leaves by it, as both have been told */
export function enrol(above: Desk, below: Desk, from?: Desk): void {
  const left = from?.self.office.id
  const request = openRequest(ownRequest(below.db, below.self, '0.1.0', below.time))
  const answer = certify(above.db, above.self, request, wordsOf(request), above.time, { from: left })
  accept(below.db, below.self, openAnswer(answer), wordsOf(identityOf(above.self)), left)
  below.reread()
}

/** An office comes under another region than before: both have said so, and the office above them. */
export function changeRegion(office: Desk, from: Desk, to: Desk, top: Desk): void {
  enrol(to, office, from)
  moveOffice(top.db, top.self, office.self.office.id, to.self.office.id)
}

/** A case goes to another office, with all that is known of it here. @param more what else the hand-over says */
export function handOver(from: Desk, caseId: string, to: Desk, more: object = {}): void {
  const value = { ...nextHandOver(from.db, caseId, from.self.office.id, to.self.office.id), ...more }
  from.write([{ t: 'set', r: caseId, g: 'office', value }])
}

/** A region with its districts, and a folder that serves as key. */
export async function newRegion(codes: readonly string[] = ['BLS']): Promise<{
  region: Desk
  districts: Desk[]
  key: string
  close(): void
}> {
  const region = await newDesk({ level: 'region' })
  const districts = await Promise.all(codes.map((code) => newDesk({ code })))
  for (const district of districts) enrol(region, district)
  const key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  return {
    region,
    districts,
    key,
    close: () => {
      for (const desk of [region, ...districts]) desk.close()
      rmSync(key, { recursive: true, force: true })
    },
  }
}

export function bytesOf(path: string): Buffer {
  return readFileSync(path)
}
