import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Counts } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import type { Id } from '../domain/ledger/types.ts'
import type { Revocation } from '../domain/trust/revocation.ts'
import { logAccess } from '../store/access-log.ts'
import { queueCompare } from '../store/alike.ts'
import { noteTaken, takenAt } from '../store/bundles.ts'
import type { Ledger } from '../store/ledger.ts'
import { addPeer, notePeerReceived, type PeerRow, wayTo } from '../store/peers.ts'
import type { SelfRow } from '../store/self.ts'
import { asVaultError, named } from '../vault/files.ts'
import { type Move, takeCertificates } from './certificates-in.ts'
import { clearAway } from './clear-away.ts'
import { InnerReader } from './container/inner-read.ts'
import { limits } from './container/limits.ts'
import { type TakenDocument, takeDocuments } from './documents.ts'
import { driveError, freeBytes } from './drive-errors.ts'
import { FilesIn } from './files-in.ts'
import { checkChains, checkManifest } from './fit.ts'
import { Intake, type Sender } from './intake.ts'
import { noteLogOf } from './log-heads.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { officesFrom } from './offices-below.ts'
import { type Outside, openContent, openOutside } from './open-bundle.ts'
import { pcBeside } from './pcs.ts'
import { forgetPeeked } from './peek.ts'
import { noteReceipt } from './receipts.ts'
import { takeRevocations } from './revocations.ts'
import { urgentWay } from './signer.ts'
import { stagingFolder, sweepStaging } from './staging.ts'
import { withFiles } from './with-files.ts'

/** What an import needs of the office. */
export interface Importing {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  readonly person: Id
  /** The data folder, for staging. */
  readonly home: string
  readonly time: string
  /** Carries into effect what was laid down above, inside the transaction. */
  documentsTaken?(documents: readonly TakenDocument[]): void
  /** The same of settings of the office that another of its PCs has set. */
  settingsTaken?(settings: NonNullable<Manifest['settings']>): void
  progress(progress: Progress): void
  checkCancelled(): void
}

export interface Imported {
  readonly outcome: 'applied' | 'already'
  readonly from: string
  /** The PC that wrote it, where the office's code does not tell. */
  readonly pc: string | null
  readonly number: number
  /** It brought one case, ahead of the ordinary bundles. */
  readonly urgent: boolean
  readonly counts: Counts
  /** Changes kept in their chains and not applied. */
  readonly aside: number
  /** What the offices above lay down, as far as it was not known. */
  readonly documents: TakenDocument[]
  /** Installations that may sign no more, as far as it was not known. */
  readonly revocations: Revocation[]
  /** Offices that have come under another. */
  readonly moves: Move[]
  /** It knew of fewer revocations than its sender did before: what it says of them is left aside (fault 6). */
  readonly olderRevocations: boolean
  /** Files of cases that came. */
  readonly files: number
}

type Taken = Pick<Imported, 'counts' | 'aside' | 'documents' | 'revocations' | 'moves' | 'olderRevocations'>

const nothing: Counts = { newCases: 0, changedCases: 0, changes: 0, ops: 0 }
const piece = 256 * 1024

/**
 * Takes one bundle, whole or not at all. Its files are copied first and everything is believed of the copy only: sizes, sums, signature,
 * certificate, whether it was taken before, receiver; then decrypted and taken line by line inside one transaction.
 * @throws the refusals of `bundle.*`, `drive.*`, `file.not-found`, `vault.disk-full`, `vault.read-only`, `call.cancelled`; the database is then as before
 */
export async function importBundle(work: Importing, paths: readonly string[]): Promise<Imported> {
  named(() => sweepStaging(work.home))
  const copies: string[] = []
  try {
    for (const path of paths) {
      const copy = join(
        named(() => stagingFolder(work.home)),
        `${randomBytes(8).toString('hex')}.lkb`,
      )
      copies.push(copy)
      await copyIn(work, path, copy)
    }
    return await importCopies(work, copies)
  } finally {
    // What the import has done is done: a copy that cannot be removed is swept before the next one.
    for (const copy of copies) await rm(copy, { force: true }).catch(() => undefined)
  }
}

function importCopies(work: Importing, copies: readonly string[]): Promise<Imported> {
  const { db, self } = work
  return withFiles(copies, async (files) => {
    const outside = await openOutside(db, self, files, (done, total) => {
      work.progress({ step: 'checking', done, total })
      work.checkCancelled()
    })
    const { envelope, sumsHash } = outside
    const pc = pcBeside(db, self, outside.peer)
    const urgent = envelope.also !== null
    if (takenAt(db, sumsHash) !== null) {
      return {
        outcome: 'already',
        from: envelope.from,
        pc,
        number: envelope.number,
        urgent,
        counts: nothing,
        aside: 0,
        documents: [],
        revocations: [],
        moves: [],
        olderRevocations: false,
        files: 0,
      }
    }
    const content = await openContent(self, outside.payload)
    const inner = new InnerReader(content.chunks())
    const manifest = readManifest(inner.manifest())
    checkManifest(manifest, outside)
    const taken = await takeContent(work, outside, manifest, inner)
    return {
      outcome: 'applied',
      from: envelope.from,
      pc,
      number: envelope.number,
      urgent,
      ...taken,
      files: manifest.attachments.length,
    }
  })
}

/**
 * The one transaction. The office takes calls one after the other, so nobody else writes between its steps.
 * @param inner lines and files, in the order of the format
 * @throws the refusals of what stands inside; the database is then as before
 */
export async function takeContent(
  work: Importing,
  outside: Pick<Outside, 'peer' | 'sumsHash'>,
  manifest: Manifest,
  inner: Pick<InnerReader, 'lines' | 'files'>,
): Promise<Taken> {
  const { db, ledger } = work
  const taken = await inTransaction(work, outside, manifest, inner)
  clearAway(db, ledger, work.home)
  return taken
}

async function inTransaction(
  work: Importing,
  outside: Pick<Outside, 'peer' | 'sumsHash'>,
  manifest: Manifest,
  inner: Pick<InnerReader, 'lines' | 'files'>,
): Promise<Taken> {
  const { db, self, ledger } = work
  const files = new FilesIn(db, work.home)
  db.exec('BEGIN IMMEDIATE')
  try {
    const moves = takeCertificates(db, self, outside.peer, manifest.certificates)
    const sender = senderOf(work, outside.peer, manifest)
    if (sender.way !== 'beside') addPeer(db, outside.peer.replica, outside.peer.office)
    const olderRevocations = manifest.config.revocations < outside.peer.revocations
    const revocations = olderRevocations ? [] : takeRevocations(work, manifest.revocations ?? [])
    checkChains(db, manifest, ledger)
    const intake = new Intake(db, self, ledger, manifest, sender)
    for (const batch of inner.lines()) {
      intake.take(batch)
      work.progress({ step: 'importing', done: intake.done, total: manifest.counts.changes })
      await nextTurn()
      work.checkCancelled()
    }
    intake.finish()
    queueCompare(db, ledger.touched)
    let kept = 0
    for (const file of inner.files(manifest.attachments)) {
      files.take(file)
      kept += 1
      work.progress({ step: 'files', done: kept, total: manifest.attachments.length })
      await nextTurn()
      work.checkCancelled()
    }
    await drawLists(work)
    const counts = ledger.finish()
    const documents = takeDocuments(db, self, manifest.documents, work.time)
    work.documentsTaken?.(documents)
    if (manifest.settings && wayTo(self, outside.peer) === 'own') work.settingsTaken?.(manifest.settings)
    const taken = { counts, aside: intake.aside, documents, revocations, moves, olderRevocations }
    register(work, outside, manifest, taken)
    db.exec('COMMIT')
    if (revocations.length > 0 || moves.length > 0) forgetPeeked(db)
    return taken
  } catch (error) {
    if (db.open && db.inTransaction) db.exec('ROLLBACK')
    ledger.rolledBack()
    files.undo()
    throw error
  }
}

/** Cases at a time: progress, and a stop, at least every second of an old PC. */
const drawnAtOnce = 200

async function drawLists({ ledger, progress, checkCancelled }: Importing): Promise<void> {
  const total = ledger.touched.size
  while (ledger.touched.size > drawnAtOnce) {
    ledger.draw(drawnAtOnce)
    progress({ step: 'drawing', done: total - ledger.touched.size, total })
    await nextTurn()
    checkCancelled()
  }
}

/** @throws bundle.envelope-mismatch */
function senderOf({ db, self }: Importing, peer: PeerRow, { number, from, urgent }: Manifest): Sender {
  if (urgent) {
    const way = urgentWay(db, self, peer.office)
    if (way === null) throw new LakanaError('bundle.envelope-mismatch', { office: from.code })
    return { way, offices: new Set([peer.office]), isNews: false }
  }
  return { way: wayTo(self, peer), offices: officesFrom(db, self, peer), isNews: number > peer.lastNumber }
}

function register(
  work: Importing,
  { sumsHash, peer }: Pick<Outside, 'peer' | 'sumsHash'>,
  manifest: Manifest,
  { counts, aside, revocations, moves, olderRevocations }: Taken,
): void {
  const { db, time } = work
  const { number, covers, from } = manifest
  if (!manifest.urgent) noteWord(work, peer, manifest)
  const upTo = Object.fromEntries(Object.entries(covers).map(([id, range]) => [id, range.to]))
  const outcome = manifest.urgent ? 'urgent' : 'applied'
  noteTaken(db, { sumsHash, peer: peer.replica, number, content: { covers: upTo }, counts, at: time, outcome })
  logAccess(db, {
    at: time,
    person: work.person,
    act: 'bundle.import',
    subject: from.code,
    details: {
      number,
      ...(manifest.urgent ? { urgent: true } : {}),
      changes: counts.changes,
      newCases: counts.newCases,
      ...(aside > 0 ? { aside } : {}),
      ...(revocations.length > 0 ? { revoked: revocations.map(({ replica }) => replica) } : {}),
      ...(moves.length > 0 ? { moved: moves.map(({ code }) => code) } : {}),
      ...(olderRevocations ? { olderRevocations } : {}),
    },
  })
}

/** What a partner says of itself: what it holds, where its log and its numbers stand. An urgent bundle says nothing of the kind. */
function noteWord({ db, ledger, time }: Importing, peer: PeerRow, manifest: Manifest): void {
  const { number, format, config } = manifest
  noteReceipt(db, ledger, peer, manifest, time)
  noteLogOf(db, peer, manifest, time)
  notePeerReceived(db, peer, {
    number,
    format,
    configVersion: config.version,
    revocations: config.revocations,
    at: time,
  })
}

/** @throws file.not-found, drive.gone, bundle.too-large, vault.disk-full, vault.read-only */
async function copyIn(work: Importing, path: string, copy: string): Promise<void> {
  const source = await open(path, 'r').catch(async (error: unknown) => {
    throw await driveError(error, path, 'file.not-found')
  })
  try {
    const { size } = await source.stat().catch(async (error: unknown) => {
      throw await driveError(error, path, 'drive.gone')
    })
    await checkRoom(work.home, size)
    const target = await ours(open(copy, 'wx', 0o600))
    try {
      const buffer = Buffer.allocUnsafe(piece)
      for (let done = 0; done < size; ) {
        const { bytesRead } = await source.read(buffer, 0, piece, done).catch(async (error: unknown) => {
          throw await driveError(error, path, 'drive.gone')
        })
        if (bytesRead === 0) break
        await ours(target.write(buffer, 0, bytesRead, done))
        done += bytesRead
        work.progress({ step: 'copying', done, total: size })
        work.checkCancelled()
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** On our own disk: its failures are named as the vault's are. */
function ours<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw asVaultError(error)
  })
}

async function checkRoom(home: string, size: number): Promise<void> {
  if (size > limits.volume) throw new LakanaError('bundle.too-large', { bytes: size })
  const free = await ours(freeBytes(home))
  if (free !== null && size > free / 3) throw new LakanaError('vault.disk-full')
}
