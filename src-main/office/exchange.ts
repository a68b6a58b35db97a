import { LakanaError } from '../contract/errors.ts'
import type { CallOutput } from '../contract/index.ts'
import type { Revocation } from '../domain/trust/revocation.ts'
import { boardOf } from '../exchange/board.ts'
import { browse } from '../exchange/browse.ts'
import type { TakenDocument } from '../exchange/documents.ts'
import { type DriveFile, listDrive } from '../exchange/drive-listing.ts'
import {
  isAnswered,
  knownOffice,
  officeLeft,
  openAnswer,
  openRequest,
  regionLeft,
  whoseAnswer,
} from '../exchange/enrolment.ts'
import { writeBundle } from '../exchange/export.ts'
import { importBundle } from '../exchange/import.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { peersOverview } from '../exchange/overview.ts'
import { isTrusted, trustedChain } from '../exchange/own-certificate.ts'
import { scanBundles } from '../exchange/scan.ts'
import { readLetter } from '../exchange/small-file.ts'
import { type BundleFiles, bundlesOf } from '../exchange/volumes.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { clearGap, noteGap } from '../store/gaps.ts'
import { currentPeers, type PeerRow, peerOf, wayTo } from '../store/peers.ts'
import { officeOfReplica } from '../store/replicas.ts'
import type { ToldSettings } from '../store/shared-settings.ts'
import { holdIfRevoked, lookForTwins } from './beside.ts'
import type { Handlers, OfficeContext, OpenOffice, Work } from './context.ts'
import { carryOutDocuments } from './documents.ts'
import { takeUpIdentity } from './identity.ts'
import { takeBackWords } from './referral-consent.ts'
import { carryOutSettings } from './settings.ts'
import { timeOf, todayOf } from './today.ts'

type ExchangeCall =
  | 'exchange.overview'
  | 'exchange.board'
  | 'exchange.drives'
  | 'exchange.browse'
  | 'exchange.scan'
  | 'exchange.export'
  | 'exchange.import'

type Result = CallOutput<'exchange.import'>['results'][number]

export const exchangeHandlers: Handlers<ExchangeCall> = {
  'exchange.overview': (_input, { machine }, { db, ledger, self }) => ({
    enrolled: trustedChain(db, self.replica) !== null,
    level: self.office.level,
    words: wordsOf(identityOf(self)),
    peers: peersOverview(db, ledger, self, machine.now()),
  }),

  'exchange.board': (period, { machine }, { db, ledger, self }) => ({
    offices: boardOf(db, ledger, self, machine.now(), period),
  }),

  'exchange.drives': (_input, { machine }) => machine.listDrives(),

  'exchange.browse': async ({ path }, { machine }) => browse(path, path === null ? await machine.listDrives() : []),

  'exchange.scan': async ({ path }, { machine }, office, work) => {
    const { bundles, letters, wary } = await listDrive(path)
    const found = await scanBundles({ ...partsOf(office), ...work }, bundles)
    for (const { error } of found) if (error) keepGap(office, error, timeOf(machine))
    return {
      path,
      bundles: found,
      requests: await requestsIn(office, letters),
      answers: await answersIn(office, letters),
      wary,
    }
  },

  'exchange.export': async ({ path, officeIds, snapshot = false }, { machine, home }, office, work) => {
    const { db, self } = office
    // Nothing goes up to a PC that is trusted no more; any other is told that it is not.
    const isGone = (peer: PeerRow): boolean => wayTo(self, peer) === 'up' && !isTrusted(db, peer.replica)
    const peers = currentPeers(db).filter((peer) => !isGone(peer) && (officeIds?.includes(peer.office) ?? true))
    if (peers.length === 0) throw new LakanaError('enrolment.not-enrolled')
    takeBackWords(machine, office)
    const written: CallOutput<'exchange.export'>['written'] = []
    for (const { replica } of peers) {
      const peer = peerOf(db, replica)
      if (!peer) continue
      const time = timeOf(machine)
      written.push(
        await writeBundle(
          {
            ...partsOf(office),
            ...work,
            folder: path,
            home,
            time,
            today: todayOf(machine),
            version: machine.version,
            snapshot,
          },
          peer,
        ),
      )
    }
    return { written }
  },

  'exchange.import': async ({ path, files }, context, office, work) => {
    const { bundles } = await listDrive(path)
    const asked = bundlesOf(bundles).filter((each) => each.some(({ file }) => files.includes(file)))
    const results: Result[] = files
      .filter((file) => !asked.some((each) => each.some((part) => part.file === file)))
      .map((file) => refusal(file, new LakanaError('file.not-found')))
    for (const bundle of await inOrder(office, work, asked))
      results.push(await importOne(context, office, work, bundle))
    // Another PC of this office may have said that it has come under another region.
    if (results.some(({ moves }) => moves.length > 0)) takeUpIdentity(context, office)
    holdIfRevoked(context)
    lookForTwins(context)
    return { results }
  },
}

function partsOf({
  db,
  ledger,
  self,
  person,
}: OpenOffice): Pick<OpenOffice, 'db' | 'ledger' | 'self'> & { person: string } {
  return { db, ledger, self, person: person.id }
}

/** The order in which they can be taken, whatever order they were asked in. */
async function inOrder(office: OpenOffice, work: Work, bundles: readonly BundleFiles[]): Promise<BundleFiles[]> {
  if (bundles.length < 2) return [...bundles]
  const scanned = await scanBundles({ ...partsOf(office), ...work }, bundles.flat())
  const place = new Map(scanned.map(({ file }, index) => [file, index]))
  const placeOf = ([first]: BundleFiles): number => place.get(first.file) ?? bundles.length
  return bundles.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** One that is refused never stops the others; only the person does, or the end of the session. */
async function importOne(context: OfficeContext, office: OpenOffice, work: Work, bundle: BundleFiles): Promise<Result> {
  const time = timeOf(context.machine)
  const [{ file }] = bundle
  try {
    const documentsTaken = (taken: readonly TakenDocument[]): void => carryOutDocuments(office, context.machine, taken)
    const settingsTaken = (told: ToldSettings): void => carryOutSettings(office, told)
    const taking = {
      ...partsOf(office),
      ...work,
      home: context.home,
      time,
      today: todayOf(context.machine),
      documentsTaken,
      settingsTaken,
    }
    const taken = await importBundle(
      taking,
      bundle.map((each) => each.path),
    )
    if (!taken.urgent) clearGap(office.db, taken.from)
    return { file, ...taken, revocations: taken.revocations.map((each) => told(office, each)), error: null }
  } catch (error) {
    if (!(error instanceof LakanaError) || error.code === 'call.cancelled') throw error
    keepGap(office, error, time)
    const bytes = bundle.reduce((sum, each) => sum + each.bytes, 0)
    const details = { code: error.code, bytes }
    logAccess(office.db, { at: time, person: office.person.id, act: 'bundle.refused', details })
    return refusal(file, error)
  }
}

function told(office: OpenOffice, { replica, reason }: Revocation): Result['revocations'][number] {
  return { reason, office: officeOfReplica(office.db, replica, office.self), here: replica === office.self.replica }
}

/** What is missing is told on the board until a bundle of that office is taken. */
function keepGap(
  { db }: OpenOffice,
  error: { code: string; details: Readonly<Record<string, unknown>> },
  at: string,
): void {
  const { office, missing } = error.details
  if (error.code !== 'bundle.gap' || typeof office !== 'string' || !Array.isArray(missing)) return
  const ranges = missing.filter((each) => typeof each === 'string')
  noteGap(db, office, ranges, at)
}

function refusal(file: string, { code, details }: LakanaError): Result {
  return {
    file,
    outcome: 'refused',
    from: null,
    pc: null,
    number: null,
    urgent: false,
    counts: null,
    documents: [],
    revocations: [],
    moves: [],
    olderRevocations: false,
    files: 0,
    aside: 0,
    error: { code, details: { ...details } },
  }
}

/** Damaged enrolment files are not shown; one read by name says that it is damaged. */
async function requestsIn(
  { db, self }: OpenOffice,
  letters: readonly DriveFile[],
): Promise<CallOutput<'exchange.scan'>['requests']> {
  const requests: CallOutput<'exchange.scan'>['requests'] = []
  for (const file of letters) {
    const request = await readable(file, openRequest)
    if (!request || request.replica === self.replica) continue
    const { name, code, level } = request.office
    const known = knownOffice(db, self, request)
    requests.push({
      file: file.file,
      office: name,
      code,
      level,
      words: wordsOf(request),
      answered: isAnswered(db, self, request),
      known: known && { id: known.id, name: known.name },
      leaves: known ? null : officeLeft(db, self, request),
    })
  }
  return requests
}

async function answersIn(
  { db, self }: OpenOffice,
  letters: readonly DriveFile[],
): Promise<CallOutput<'exchange.scan'>['answers']> {
  const answers: CallOutput<'exchange.scan'>['answers'] = []
  for (const file of letters) {
    const answer = await readable(file, openAnswer)
    if (!answer) continue
    const { issuer, own } = answer
    const forUs = whoseAnswer(db, self, answer) !== null
    const accepted = forUs && (certificateOf(db, self.replica)?.version ?? 0) >= own.version
    const left = forUs && !accepted ? regionLeft(db, self, answer) : null
    const leaves = left && { id: left.id, name: left.name }
    answers.push({ file: file.file, from: issuer.office.name, words: wordsOf(issuer), forUs, accepted, leaves })
  }
  return answers
}

async function readable<T>(file: DriveFile, open: (text: string) => T): Promise<T | null> {
  try {
    return open(await readLetter(file))
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'enrolment.damaged') return null
    throw error
  }
}
