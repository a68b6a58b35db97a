import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Counts } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import type { Id } from '../domain/ledger/types.ts'
import type { Revocation } from '../domain/trust/revocation.ts'
import { logAccess } from '../store/access-log.ts'
import { queueCompare } from '../store/alike.ts'
import { noteTaken } from '../store/bundles.ts'
import type { Ledger } from '../store/ledger.ts'
import { addPeer, notePeerReceived, type PeerRow, wayTo } from '../store/peers.ts'
import { noteReach, noteReachBeside } from '../store/reach.ts'
import type { SelfRow } from '../store/self.ts'
import { noteSought } from '../store/sought.ts'
import { type Move, takeCertificates } from './certificates-in.ts'
import { clearAway } from './clear-away.ts'
import type { InnerReader } from './container/inner-read.ts'
import { type TakenDocument, takeDocuments } from './documents.ts'
import { FilesIn } from './files-in.ts'
import { checkChains } from './fit.ts'
import { Intake, type Sender } from './intake.ts'
import { noteLogOf } from './log-heads.ts'
import type { Manifest } from './manifest.ts'
import { officesFrom } from './offices-below.ts'
import type { Outside } from './open-bundle.ts'
import { judgePassing } from './passing.ts'
import { forgetPeeked } from './peek.ts'
import { noteReceipt } from './receipts.ts'
import { takeRevocations } from './revocations.ts'
import { urgentWay } from './signer.ts'
import { type Brought, keepWithinConsent } from './within-consent.ts'

/** What an import needs of the office. */
export interface Importing {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  readonly person: Id
  /** The data folder, for staging. */
  readonly home: string
  readonly time: string
  /** The day that the office goes by, ISO. */
  readonly today: string
  /** Carries into effect what was laid down above, inside the transaction. */
  documentsTaken?(documents: readonly TakenDocument[]): void
  /** The same of settings of the office that another of its PCs has set. */
  settingsTaken?(settings: NonNullable<Manifest['settings']>): void
  progress(progress: Progress): void
  checkCancelled(): void
}

/** What came with it. */
export interface Taken {
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
    const cases = [...ledger.touched]
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
    const { partly = {} } = manifest
    const [own, moved] = [sender.way === 'own', moves.some(({ left }) => left)]
    await giveUpWithheld(work, { cases, completed: intake.completed, own, partly, moved })
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

async function giveUpWithheld(work: Importing, brought: Brought): Promise<void> {
  let looked = 0
  for (const { done, total } of keepWithinConsent(work, brought)) {
    looked += 1
    if (looked % drawnAtOnce !== 0) continue
    work.progress({ step: 'drawing', done, total })
    await nextTurn()
    work.checkCancelled()
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
function noteWord({ db, ledger, self, time }: Importing, peer: PeerRow, manifest: Manifest): void {
  const { number, format, config, reach = {}, sought = {} } = manifest
  if (number > peer.lastNumber && peer.office === self.office.parent) {
    noteReach(db, reach)
    noteSought(db, sought)
    judgePassing(db)
  } else if (peer.office === self.office.id) noteReachBeside(db, reach)
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
