import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Progress } from '../contract/wire.ts'
import type { Id } from '../domain/ledger/types.ts'
import { type Certificate, readCertificate } from '../domain/trust/certificate.ts'
import { firstPc, rank } from '../domain/trust/identity.ts'
import { aheadOf, casesAhead } from '../store/ahead.ts'
import { certificateOf } from '../store/certificates.ts'
import type { StoredChange } from '../store/chains.ts'
import type { Ledger } from '../store/ledger.ts'
import { type PeerRow, parentPeer, sentTo, wayTo } from '../store/peers.ts'
import { highestRevocation } from '../store/revocations.ts'
import type { SelfRow } from '../store/self.ts'
import { toldSettings } from '../store/shared-settings.ts'
import type { Told } from '../store/told.ts'
import { besides } from './besides.ts'
import { ageSize } from './container/age.ts'
import { envelopeText, ordinaryFormat } from './container/envelope.ts'
import { type InnerFile, innerSize } from './container/inner-write.ts'
import { limits } from './container/limits.ts'
import { type Layout, layoutOf } from './container/outer-write.ts'
import { Disclosure } from './disclosure.ts'
import { documentsFor, documentsHeld } from './documents.ts'
import { FilesNamed, filesOut, roomForFiles, showsFile } from './files-out.ts'
import { keptFromOutside } from './kept.ts'
import { lackingFor, soughtFrom } from './lacking.ts'
import { tellLog } from './log-heads.ts'
import { type Manifest, manifestText } from './manifest.ts'
import { keysFor } from './new-keys.ts'
import { ledgerSchema, minReader } from './ops-migrations.ts'
import { changesAgain, changesInOrder, framesOf, type Outgoing, rangesAbove, Tally } from './outgoing.ts'
import { isTrusted, trustedChain } from './own-certificate.ts'
import type { DriveFiles } from './place-file.ts'
import { reachFor } from './reach.ts'
import { lacksFor, partlyOf, receiptFor } from './receipts.ts'
import { revocationsFor } from './revocations.ts'
import { seenBy } from './seen-below.ts'
import { madeWhole, toldAgain } from './told-again.ts'

/** What an export needs of the office. */
export interface Exporting {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  readonly person: Id
  /** Folder to write in. */
  readonly folder: string
  /** The data folder, for the files of cases. */
  readonly home: string
  /** As the clock claims, ISO 8601 UTC. */
  readonly time: string
  /** The day that the office goes by, ISO. */
  readonly today: string
  readonly version: string
  progress(progress: Progress): void
  checkCancelled(): void
  /** Tests give file operations that fail. */
  readonly files?: DriveFiles
  /** Bytes that one file may have; tests give less than the limit. */
  readonly volume?: number
  /** Bytes of case files to send along at most; tests give less than there is room for. */
  readonly roomForFiles?: number
  /** Everything from the first change, whatever was acknowledged. */
  readonly snapshot?: boolean
}

/** All that is known of a bundle before its first byte is written. */
export interface Plan {
  readonly manifest: Manifest
  /** Name of its first file. */
  readonly name: string
  readonly manifestBytes: Buffer
  readonly disclosure: Disclosure
  /** What is to be noted of the changes inside once the bundle lies in its place. */
  readonly notes: readonly Told[]
  /** Up to which of the changes taken up late the receiver is told; not upwards, where consent judges each of them. */
  readonly takenUp?: number | undefined
  /** Cases of which the receiver then holds what it should. */
  readonly settledCases: readonly number[]
  /** Bytes of changes.ndjson.zst. */
  readonly compressed: number
  /** Files of cases that go along, and how many wait for a later bundle. */
  readonly files: readonly InnerFile[]
  readonly later: number
  readonly recipients: readonly string[]
  /** By which it is signed: those that the receiver knows. */
  readonly keys: Pick<SelfRow, 'signSecret' | 'signPublic'>
  readonly comment: string
  /** Bytes of the encrypted payload, and how they are cut into files. */
  readonly payload: number
  readonly layout: Layout
}

/** First pass over the changes: what the manifest must say before they come. */
export async function planBundle(work: Exporting, told: PeerRow): Promise<Plan> {
  const { db, ledger, self } = work
  const peer = work.snapshot === true ? { ...told, acked: {}, cases: {}, early: [], lacking: {} } : told
  const { receiver, revoked } = receiverOf(db, self, peer)
  const way = wayTo(self, peer)
  // A revoked installation learns that it is, and nothing else.
  const scope = revoked ? {} : sentTo(db, ledger, self, peer)
  const seen = revoked ? null : seenBy(db, ledger, self, peer)
  const covers = { ...rangesAbove(ledger, scope, peer.acked), ...seen?.ranges() }
  const cut = (stored: StoredChange): StoredChange => seen?.cut(stored) ?? stored
  const disclosure = new Disclosure(db, self.office.level, receiver.office, work.today, cut)
  for (const { done, total } of disclosure.judging()) {
    work.progress({ step: 'preparing', done, total })
    await nextTurn()
    work.checkCancelled()
  }
  const {
    again,
    settled,
    cases: settledCases,
  } = way === 'own' ? madeWhole(db, ledger, peer, scope) : toldAgain(db, ledger, peer, scope, disclosure)
  const tally = new Tally(db)
  const named = new FilesNamed()
  const notes: Told[] = [...settled]
  const total = Object.values(covers).reduce((sum, { from, to }) => sum + to - from + 1, 0)
  let compressed = 0
  let size = 0
  const counted = (fresh: Iterable<Outgoing>): Iterable<Outgoing> => noting(notes, tally.count(fresh))
  const passing = named.watch(linesOf(ledger, { again, covers }, disclosure, counted))
  for (const { frame, size: plain } of framesOf(passing)) {
    compressed += frame.length
    size += plain
    work.progress({ step: 'preparing', done: tally.counts.changes, total })
    work.checkCancelled()
    await nextTurn()
  }
  const room = work.roomForFiles ?? (await roomForFiles(work.folder))
  const lacked = revoked || way === 'down' ? [] : peer.lacks.filter((name) => showsFile(db, ledger, disclosure, name))
  const { files, later } = filesOut(db, work.home, [...lacked, ...named.names], room)
  const held = [...new Set([...Object.keys(scope), ...Object.keys(covers)])].sort()
  const prereq = Object.fromEntries(held.flatMap((id) => (peer.acked[id] ? [[id, peer.acked[id]]] : [])))
  const cases = revoked || way === 'down' ? {} : keptFromOutside(db, self.office.id)
  const early = [...casesAhead(db)].filter((id) => id in cases)
  const lacking = revoked || way === 'down' ? {} : lackingFor(db, self, Object.keys(cases))
  const sought = revoked || way !== 'down' ? {} : soughtFrom(db, self, receiver.office)
  const have = revoked ? {} : receiptFor(db, self, ledger, receiver.office.id)
  const revocations = revocationsFor(db)
  const partly = way === 'up' ? {} : partlyOf(db, have)
  const ahead = Object.fromEntries(Object.entries(aheadOf(db)).filter(([id, seq]) => (covers[id]?.to ?? 0) > seq))
  const above = way === 'own' && !revoked ? (parentPeer(db, self)?.acked ?? {}) : {}
  const reach = revoked ? {} : reachFor(db, self, peer)
  const holds = way === 'down' || revoked ? {} : documentsHeld(db, self)
  const settings = way === 'own' && !revoked ? toldSettings(db) : {}
  const manifest: Manifest = {
    format: ordinaryFormat,
    schema: ledgerSchema,
    minReader,
    app: work.version,
    from: partyOf(self.office, self.replica),
    to: partyOf(receiver.office, receiver.replica),
    number: peer.nextNumber,
    made: work.time,
    training: self.training,
    prereq,
    covers,
    have,
    taken: peer.lastNumber,
    keys: certificateOf(db, peer.replica)?.version ?? 1,
    log: tellLog(db, peer),
    config: { version: 0, revocations: highestRevocation(db) },
    period: tally.period,
    counts: tally.counts,
    size,
    kind: work.snapshot === true ? 'snapshot' : 'changes',
    attachments: files.map(({ sha256, bytes }) => ({ sha256, bytes })),
    lacks: lacksFor(db, self, receiver.office.id),
    documents: revoked ? [] : documentsFor(db, self, peer),
    ...(revocations.texts.length > 0 ? { revocations: revocations.texts } : {}),
    ...(Object.keys(cases).length > 0 ? { cases } : {}),
    ...(early.length > 0 ? { early: early.slice(0, limits.early) } : {}),
    ...(Object.keys(lacking).length > 0 ? { lacking } : {}),
    ...(Object.keys(sought).length > 0 ? { sought } : {}),
    ...(Object.keys(again).length > 0 ? { again } : {}),
    ...(Object.keys(partly).length > 0 ? { partly } : {}),
    ...(Object.keys(above).length > 0 ? { above } : {}),
    ...(Object.keys(reach).length > 0 ? { reach } : {}),
    ...(Object.keys(ahead).length > 0 ? { ahead } : {}),
    ...(Object.keys(holds).length > 0 ? { holds } : {}),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    certificates: [
      ...new Set([
        ...certificatesFor(db, self, [...Object.keys(covers), ...(revoked ? [] : besides(db, self, peer))]),
        ...revocations.certificates,
      ]),
    ],
    zeroReport: tally.counts.changes === 0 && Object.keys(again).length === 0,
  }
  const manifestBytes = Buffer.from(manifestText(manifest))
  const recipients = [receiver.age, self.ageRecipient]
  const comment = commentOf(manifest)
  const payload = ageSize(recipients.length, innerSize({ manifest: manifestBytes, changes: compressed, files }))
  const layout = layoutOf(comment, payload, work.volume)
  return {
    manifest,
    name: bundleName(manifest, receiver),
    manifestBytes,
    disclosure,
    notes,
    takenUp: seen?.takenUp,
    settledCases,
    compressed,
    files,
    later,
    recipients,
    keys: keysFor(db, self, peer),
    comment,
    payload,
    layout,
  }
}

/** The lines of a bundle in their order: first what is told again, then the new changes. @param watch looks at the new ones as they pass */
export function* linesOf(
  ledger: Ledger,
  { again = {}, covers }: Pick<Manifest, 'again' | 'covers'>,
  disclosure: Disclosure,
  watch: (fresh: Iterable<Outgoing>) => Iterable<Outgoing> = (fresh) => fresh,
): Generator<Outgoing> {
  yield* changesAgain(ledger, again, disclosure)
  yield* watch(changesInOrder(ledger, covers, disclosure))
}

/** What is told again stays noted as it was until the receiver says that it has it: so a lost key brings it once more. */
function* noting(notes: Told[], fresh: Iterable<Outgoing>): Generator<Outgoing> {
  for (const change of fresh) {
    const { at, verdict, missing } = change
    notes.push({ at, verdict, missing })
    yield change
  }
}

export function partyOf(office: Certificate['office'], replica: Id): Manifest['from'] {
  return { office: office.id, code: office.code, level: office.level, replica }
}

function commentOf({ from, to, number, training }: Manifest): string {
  const receivers = [to.replica]
  return envelopeText({ from: from.code, to: to.code, number, sender: from.replica, receivers, also: null, training })
}

/** Nothing goes up to an installation that is trusted no more; any other is told why. */
function receiverOf(db: Database, self: SelfRow, peer: PeerRow): { receiver: Certificate; revoked: boolean } {
  const receiver = readCertificate(certificateOf(db, peer.replica)?.doc ?? '')
  const revoked = !isTrusted(db, peer.replica)
  if (!receiver || (revoked && wayTo(self, peer) === 'up')) throw new LakanaError('enrolment.not-enrolled')
  return { receiver, revoked }
}

/** The sender's chain, then the certificates of the other replicas inside. */
export function certificatesFor(db: Database, self: SelfRow, replicas: readonly Id[]): string[] {
  const chain = trustedChain(db, self.replica)
  if (!chain) throw new LakanaError('enrolment.not-enrolled')
  // Whoever vouches for another comes before it.
  const others = replicas.flatMap(
    (replica) => trustedChain(db, replica)?.toReversed() ?? certificateOf(db, replica)?.doc ?? [],
  )
  return [...new Set([...chain, ...others])]
}

/**
 * `LKB-<office>-<number>.lkb` upwards; downwards with the receiver's code too, since a region numbers for each district, and to another PC of
 * the office with its letter.
 */
function bundleName({ from, to, number }: Manifest, { pc }: Certificate): string {
  const down = rank(from.level) > rank(to.level)
  const receiver = down ? `${to.code}-` : from.office === to.office ? `${pc ?? firstPc}-` : ''
  return `LKB-${from.code}-${receiver}${number}.lkb`
}
