import { setImmediate as nextTurn } from 'node:timers/promises'
import { LakanaError } from '../contract/errors.ts'
import type { Id } from '../domain/ledger/types.ts'
import { type Certificate, readCertificate } from '../domain/trust/certificate.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf, installationsOf } from '../store/certificates.ts'
import { type TransferRow, transferOf } from '../store/custody.ts'
import { newPeer } from '../store/peers.ts'
import { readOffice } from '../store/self.ts'
import { nextUrgentNumber, noteUrgent } from '../store/urgent.ts'
import { ageSize } from './container/age.ts'
import { envelopeText, mostReceivers, urgentFormat } from './container/envelope.ts'
import { innerSize } from './container/inner-write.ts'
import { layoutOf } from './container/outer-write.ts'
import { Disclosure } from './disclosure.ts'
import { placeBundle } from './export.ts'
import { FilesNamed, filesOut, roomForFiles } from './files-out.ts'
import { type Manifest, manifestText } from './manifest.ts'
import { ledgerSchema, minReader } from './ops-migrations.ts'
import { framesOf, Tally } from './outgoing.ts'
import { isTrusted } from './own-certificate.ts'
import { certificatesFor, type Exporting, linesOf, type Plan, partyOf } from './plan-bundle.ts'
import { identityStays, type Previewing } from './preview.ts'
import { SeenBelow } from './seen-below.ts'

/** Who an urgent bundle is for, and what of the chains it holds. */
interface Direct {
  readonly transfer: TransferRow
  /** The receiving office's installations and those of the office above, the newest of each first. */
  readonly to: readonly Certificate[]
  readonly above: readonly Certificate[]
  readonly seen: SeenBelow
}

type Looking = Pick<Previewing, 'db' | 'ledger' | 'self' | 'today' | 'checkCancelled'>

/**
 * May the case be taken straight to the office that it was handed over to? Only what was handed over from here, urgently and not answered yet, to a
 * district of the same region; only while the child's identity may leave; and only where all of it was written here or there: nobody
 * can vouch for the chain of a third office but the region.
 * @throws transfer.not-given, transfer.answered, transfer.not-urgent, transfer.not-beside, transfer.unknown-office, transfer.nameless,
 *   transfer.written-elsewhere
 */
export function directWay(work: Looking, caseId: Id): Direct {
  const { db, ledger, self } = work
  const transfer = transferOf(db, caseId)
  if (transfer?.giver !== self.office.id) throw new LakanaError('transfer.not-given')
  if (transfer.accepted) throw new LakanaError('transfer.answered')
  if (!transfer.urgent) throw new LakanaError('transfer.not-urgent')
  const { parent } = self.office
  if (parent === null || readOffice(db, transfer.office)?.parent !== parent)
    throw new LakanaError('transfer.not-beside')
  const to = trustedOf(work, transfer.office)
  const above = trustedOf(work, parent)
  if (to.length === 0 || above.length === 0) throw new LakanaError('transfer.unknown-office')
  const why = identityStays(work, caseId, transfer.office)
  if (why !== null) throw new LakanaError('transfer.nameless', { why })
  // Whatever the receiver has acknowledged elsewhere: from the first change on, so that nothing is missing before it.
  const seen = new SeenBelow(
    db,
    ledger,
    newPeer(to[0]?.replica ?? '', transfer.office),
    new Set([transfer.office]),
    caseId,
  )
  const foreign = Object.keys(seen.ranges()).some((replica) => officeOf(work, replica) !== self.office.id)
  if (foreign) throw new LakanaError('transfer.written-elsewhere')
  return { transfer, to, above, seen }
}

export interface UrgentWritten {
  readonly file: string
  readonly parts: string[]
  readonly to: string
  readonly also: string
  readonly bytes: number
  readonly files: { readonly count: number; readonly later: number }
}

/**
 * Writes the one bundle that the receiving district and the region can both open: of that case what the receiver would see of it by way of the
 * region, and nothing else.
 * @param reason why it cannot wait, for the access log
 * @throws as `directWay`; drive.*, bundle.too-large, call.cancelled: then nothing is left of it
 */
export async function writeUrgent(work: Exporting, caseId: Id, reason: string): Promise<UrgentWritten> {
  const { db, time } = work
  const direct = directWay(work, caseId)
  const plan = await planUrgent(work, direct)
  const { names, sumsHash } = await placeBundle(work, plan)
  const [file = '', ...parts] = names
  const { number, to, urgent } = plan.manifest
  const { epoch, office } = direct.transfer
  db.transaction(() => {
    noteUrgent(db, { office, number, caseId, epoch, sumsHash, file, at: time })
    const details = { what: 'urgent', to: to.code, epoch, number, file }
    logAccess(db, { at: time, person: work.person, act: 'case.transfer', subject: caseId, why: reason, details })
  }).immediate()
  const files = { count: plan.files.length, later: plan.later }
  return { file, parts, to: to.code, also: urgent?.also ?? '', bytes: plan.layout.total, files }
}

export async function planUrgent(work: Exporting, { transfer, to, above, seen }: Direct): Promise<Plan> {
  const { db, ledger, self } = work
  const [first] = to
  const [region] = above
  if (!first || !region) throw new LakanaError('transfer.unknown-office')
  const all = [...to, ...above]
  const covers = seen.ranges()
  const disclosure = new Disclosure(db, self.office.level, region.office, work.today, (stored) => seen.cut(stored))
  const tally = new Tally(db)
  const named = new FilesNamed()
  let compressed = 0
  let size = 0
  for (const { frame, size: plain } of framesOf(
    named.watch(linesOf(ledger, { covers }, disclosure, (fresh) => tally.count(fresh))),
  )) {
    compressed += frame.length
    size += plain
    work.checkCancelled()
    await nextTurn()
  }
  const room = work.roomForFiles ?? (await roomForFiles(work.folder))
  const { files, later } = filesOut(db, work.home, named.names, room)
  const manifest: Manifest = {
    format: urgentFormat,
    schema: ledgerSchema,
    minReader,
    app: work.version,
    from: partyOf(self.office, self.replica),
    to: partyOf(first.office, first.replica),
    number: nextUrgentNumber(db, transfer.office),
    made: work.time,
    training: self.training,
    prereq: {},
    covers,
    have: {},
    taken: 0,
    log: { count: 0, hash: '', proofs: [], seen: 0 },
    config: { version: 0, revocations: 0 },
    period: tally.period,
    counts: tally.counts,
    size,
    kind: 'changes',
    attachments: files.map(({ sha256, bytes }) => ({ sha256, bytes })),
    lacks: [],
    documents: [],
    urgent: {
      case: transfer.caseId,
      epoch: transfer.epoch,
      also: region.office.code,
      receivers: all.map(({ replica }) => replica),
    },
    certificates: certificatesFor(db, self, Object.keys(covers)),
    zeroReport: false,
  }
  const manifestBytes = Buffer.from(manifestText(manifest))
  const recipients = [...all.map(({ age }) => age), self.ageRecipient]
  const comment = commentOf(manifest)
  const payload = ageSize(recipients.length, innerSize({ manifest: manifestBytes, changes: compressed, files }))
  return {
    manifest,
    name: `LKB-${manifest.from.code}-${manifest.to.code}-U${manifest.number}.lkb`,
    manifestBytes,
    disclosure,
    notes: [],
    settledCases: [],
    compressed,
    files,
    later,
    recipients,
    keys: self,
    comment,
    payload,
    layout: layoutOf(comment, payload, work.volume),
  }
}

function commentOf({ from, to, number, training, urgent }: Manifest): string {
  const parties = { from: from.code, to: to.code, sender: from.replica, also: urgent?.also ?? null }
  return envelopeText({ ...parties, number, receivers: urgent?.receivers ?? [], training })
}

function trustedOf({ db }: Looking, office: Id): Certificate[] {
  return installationsOf(db, office)
    .filter((replica) => isTrusted(db, replica))
    .flatMap((replica) => readCertificate(certificateOf(db, replica)?.doc ?? '') ?? [])
    .slice(0, mostReceivers / 2)
}

function officeOf({ db, self }: Looking, replica: Id): Id | null {
  return replica === self.replica ? self.office.id : (certificateOf(db, replica)?.office ?? null)
}
