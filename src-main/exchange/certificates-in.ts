import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certifies, chainOf, readCertificate } from '../domain/trust/certificate.ts'
import { rank, sameKeys, sameOffice } from '../domain/trust/identity.ts'
import { certificateOf } from '../store/certificates.ts'
import { noteLetters } from '../store/incarnation.ts'
import { addPeer, type PeerRow, wayTo } from '../store/peers.ts'
import { type OfficeRow, readOffice, type SelfRow, saveOffice } from '../store/self.ts'
import { identityOf, verifyText } from './keys.ts'
import { officesLeft, officesUnder } from './offices-below.ts'
import { keepDocument } from './own-certificate.ts'

/** An office that has come under another than it was known to be under. */
export interface Move {
  readonly office: string
  readonly code: string
  /** Name of the office above it now. */
  readonly to: string
  /** It stood under this office, and does no more. */
  readonly left: boolean
}

interface Read {
  readonly document: string
  readonly certificate: Certificate
}

type Sender = Pick<PeerRow, 'replica' | 'office'>

/**
 * Keeps those certificates of a bundle that a known installation issued, by its present keys, so that a level above learns of offices two levels
 * down. Others are left aside: what depends on them is out of scope. Who stands on another may not certify himself. One that was revoked certifies
 * nothing anew; of an installation that is not known yet its certificate still says whose changes those are, and no bundle counts by it.
 *
 * That an office has come under another is believed of the office above us, and of our other PCs; from below a person here must have said so before.
 * @returns the offices that came under another
 * @throws bundle.office-moved
 */
export function takeCertificates(db: Database, self: SelfRow, from: Sender, documents: readonly string[]): Move[] {
  const read = documents.flatMap((document): Read[] => {
    const certificate = readCertificate(document)
    return certificate ? [{ document, certificate }] : []
  })
  introduceTop(db, self, from, read)
  const moves: Move[] = []
  for (const each of inOrder(read)) {
    const { certificate, document } = each
    const issuer = believedIssuer(db, self, from, each)
    if (!issuer) continue
    const moved = placeOffice(db, self, from, certificate, issuer)
    if (moved === 'elsewhere') continue
    if (moved !== 'same') moves.push(moved)
    keepDocument(db, document)
    if (certificate.office.id === self.office.id && certificate.pc !== undefined) noteLetters(db, [certificate.pc])
  }
  return moves
}

/** Whoever issued another's comes before it. */
function inOrder(read: readonly Read[]): Read[] {
  const officeOf = new Map(read.map(({ certificate: { replica, office } }) => [replica, office.id]))
  const vouched = ({ issuer, replica, office }: Certificate): number =>
    Number(issuer !== replica && officeOf.get(issuer) === office.id)
  return read.toSorted(
    ({ certificate: a }, { certificate: b }) =>
      rank(b.office.level) - rank(a.office.level) || vouched(a) - vouched(b) || a.version - b.version,
  )
}

/** Who issued it, where it is new here and to be kept; null where it is not. */
function believedIssuer(
  db: Database,
  self: SelfRow,
  from: Sender,
  { document, certificate }: Read,
): Certificate | null {
  const { replica, version } = certificate
  const known = certificateOf(db, replica)
  if (known && known.version >= version) return null
  // One that is revoked stays so, and gets no other keys; its certificate may be signed anew.
  if (known?.revoked && known.signPublic !== certificate.sign) return null
  if (replica === self.replica && (wayTo(self, from) === 'down' || !isOurs(self, certificate))) return null
  // Who stands on itself certifies its next keys; nobody else certifies himself.
  if (certificate.issuer === replica && known?.issuer !== replica) return null
  const row = certificateOf(db, certificate.issuer)
  const issuer = row && !(row.revoked && known) ? readCertificate(row.doc) : null
  if (!issuer || certificate.training !== self.training || !certifies(issuer, document, verifyText)) return null
  return isSecondHand(db, issuer, certificate) ? null : issuer
}

/** A certificate made anew for our present keys, since its issuer has changed his. */
function isOurs(self: SelfRow, certificate: Certificate): boolean {
  const ours = identityOf(self)
  return sameKeys(certificate, ours) && sameOffice(certificate.office, ours.office)
}

/** Is it vouched for by a PC of its office that is vouched for itself? */
function isSecondHand(db: Database, issuer: Certificate, { office, replica }: Certificate): boolean {
  const within = issuer.office.id === office.id && issuer.issuer !== issuer.replica && issuer.replica !== replica
  return within && certificateOf(db, issuer.issuer)?.office === office.id
}

/** Keeps where the office of a certificate stands. `elsewhere`: it is known to stand elsewhere, and this does not move it. */
function placeOffice(
  db: Database,
  self: SelfRow,
  from: Sender,
  { office, replica }: Certificate,
  issuer: Certificate,
): 'same' | 'elsewhere' | Move {
  // A PC that another of its office vouches for says nothing of where the office stands.
  if (issuer.office.id === office.id) return 'same'
  const known = readOffice(db, office.id)
  if (!known) saveOffice(db, { ...office, parent: issuer.office.id })
  if (!known || known.parent === issuer.office.id) return 'same'
  if (known.former === issuer.office.id && !certificateOf(db, replica)) return 'same'
  const way = wayTo(self, from)
  if (way === 'down') return refuseMove(db, self, from, known, issuer)
  if (office.id === self.office.id && way !== 'own') return 'elsewhere'
  saveOffice(db, { ...office, parent: issuer.office.id })
  if (office.id === self.office.id) addPeer(db, issuer.replica, issuer.office.id)
  const left = officesLeft(db, self.office.id).has(office.id)
  return { office: office.name, code: office.code, to: issuer.office.name, left }
}

/** An office below says that one under another office below is under it now: a person must have said so first. */
function refuseMove(db: Database, self: SelfRow, from: Sender, office: OfficeRow, issuer: Certificate): 'elsewhere' {
  const isTheirs = officesUnder(db, from.office).has(issuer.office.id)
  if (!isTheirs || office.parent === null || !officesUnder(db, self.office.id).has(office.id)) return 'elsewhere'
  throw new LakanaError('bundle.office-moved', {
    office: office.name,
    code: office.code,
    officeId: office.id,
    before: readOffice(db, office.parent)?.name ?? '',
    to: issuer.office.name,
    toId: issuer.office.id,
  })
}

/**
 * The office above us stood on itself and has come under another, or our own office has, as another of our PCs says: with the keys that we know of
 * the sender, its word on who stands above is believed, and the offices above become known. Nothing that is known already is replaced here.
 */
function introduceTop(db: Database, self: SelfRow, from: Sender, read: readonly Read[]): void {
  const way = wayTo(self, from)
  const row = certificateOf(db, from.replica)
  const known = row && !row.revoked ? readCertificate(row.doc) : null
  if (!known || way === 'down' || (way === 'up' && known.issuer !== known.replica)) return
  const newest = read.findLast(({ certificate: { replica } }) => replica === from.replica)
  if (!newest || newest.certificate.version <= known.version || !sameKeys(newest.certificate, known)) return
  if (!sameOffice(newest.certificate.office, known.office) || newest.certificate.training !== self.training) return
  const chain = chainOf(newest.document, (document) => issuerAmong(read, document), verifyText)
  let parent: string | null = null
  for (const document of chain?.slice(1).toReversed() ?? []) {
    const { office, replica } = readCertificate(document) ?? known
    if (!certificateOf(db, replica)) keepDocument(db, document)
    if (!readOffice(db, office.id)) saveOffice(db, { ...office, parent })
    parent = office.id
  }
}

function issuerAmong(read: readonly Read[], document: string): string | null {
  const found = read.filter(({ certificate }) => certifies(certificate, document, verifyText))
  return found.toSorted((a, b) => b.certificate.version - a.certificate.version)[0]?.document ?? null
}
