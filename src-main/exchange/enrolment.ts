import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Id } from '../domain/ledger/types.ts'
import { type Certificate, certificateText, readCertificate } from '../domain/trust/certificate.ts'
import { answerText, type EnrolmentRequest, readAnswer, readRequest, requestText } from '../domain/trust/enrolment.ts'
import { rank, sameKeys, sameOffice } from '../domain/trust/identity.ts'
import { adoptOffice } from '../store/adopt-office.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { freeLetter } from '../store/incarnation.ts'
import { openLedger } from '../store/ledger.ts'
import { nextSelf, takeNextKeys } from '../store/own-keys.ts'
import { addPeer, notePeerKnows } from '../store/peers.ts'
import { allOffices, type OfficeRow, readOffice, type SelfRow, saveOffice } from '../store/self.ts'
import { identityOf, signWith, verifyText, wordsOf } from './keys.ts'
import { identityWithPc, issuedBy, keepChain, keepDocument, trustedChain } from './own-certificate.ts'
import { officerKey } from './recovery.ts'
import { refuseMix } from './refuse-mix.ts'
import { signAnew } from './sign-anew.ts'

/** No enrolment file of ours is longer, in bytes. */
export const enrolmentFileMax: number = 64 * 1024

/** The text of our request to the office above. */
export function ownRequest(db: Database, self: SelfRow, app: string, time: string): string {
  const version = (certificateOf(db, self.replica)?.version ?? 0) + 1
  const parent = self.office.parent === null ? null : readOffice(db, self.office.parent)
  const above = parent && { above: { id: parent.id, code: parent.code, name: parent.name } }
  return requestText(
    { ...identityWithPc(db, self), app, writtenAt: time, version, ...above },
    signWith(self.signSecret),
  )
}

/** @throws enrolment.damaged */
export function openRequest(document: string): EnrolmentRequest {
  const request = readRequest(document, verifyText)
  if (!request) throw new LakanaError('enrolment.damaged')
  return request
}

/** What an answer says: our new certificate and that of the office above. */
export interface Answer {
  readonly own: Certificate
  readonly issuer: Certificate
  readonly certificates: readonly string[]
  /** X25519 public key of the recovery officer above, base64. */
  readonly officer: string
}

/** @throws enrolment.damaged */
export function openAnswer(document: string): Answer {
  const { certificates, officer } = readAnswer(document, verifyText) ?? {}
  const own = readCertificate(certificates?.[0] ?? '')
  const issuer = readCertificate(certificates?.[1] ?? '')
  if (!certificates || officer === undefined || !own || !issuer) throw new LakanaError('enrolment.damaged')
  return { own, issuer, certificates, officer }
}

/** Is there a certificate of ours for exactly these keys? */
export function isAnswered(db: Database, self: SelfRow, request: EnrolmentRequest): boolean {
  const known = issuedBy(db, self, request.replica)
  const ours = knownOffice(db, self, request)
  return answers(known, request) || (ours !== null && answers(known, { ...request, office: ours }))
}

/** The office below that bears the code of the one that asks, and is another: the request may come from its new PC. Null where there is none. */
export function knownOffice(db: Database, self: SelfRow, { office }: EnrolmentRequest): Certificate['office'] | null {
  const found = allOffices(db).find(({ code, parent }) => code === office.code && parent === self.office.id)
  if (!found || found.id === office.id || found.level !== office.level) return null
  const { id, code, name, level, place } = found
  return { id, code, name, level, place }
}

/** The office that one which asks to be certified is under, and leaves if this one does it. */
export interface Leaving {
  readonly id: Id
  readonly name: string
  /** It was under this one before: the request may be older than its passage, and nothing to answer. */
  readonly back: boolean
}

/** The office that a request says it is under, or that is known to be above it, where that is not this one: by certifying it this office takes it over. */
export function officeLeft(db: Database, self: SelfRow, { office, above }: EnrolmentRequest): Leaving | null {
  const here = self.office.id
  const known = readOffice(db, office.id)?.parent ?? null
  const claimed = above?.id ?? known
  const back = claimed === here && known !== null && known !== here
  const id = back ? known : claimed
  if (id === null || id === here) return null
  return { id, name: readOffice(db, id)?.name ?? above?.name ?? '', back }
}

/**
 * Certifies an office below, in one transaction, and gives the text of the answer. Asked again for the same keys it gives the same
 * certificate.
 * @param words what the person has confirmed over the phone
 * @param sure `newPcOf`: id of the office below of which the person knows this to be a new PC: the certificate is for that office. `from`: id of the
 *   office that it is under now, and leaves, as the person knows
 * @throws enrolment.fingerprint, enrolment.damaged, enrolment.other-region, enrolment.wrong-level, enrolment.code-taken, enrolment.not-enrolled, bundle.training, bundle.not-training
 */
export function certify(
  db: Database,
  self: SelfRow,
  asked: EnrolmentRequest,
  words: readonly string[],
  time: string,
  { newPcOf, from }: { readonly newPcOf?: string | undefined; readonly from?: string | undefined } = {},
): string {
  if (wordsOf(asked).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  const office = newPcOf === undefined ? asked.office : knownOffice(db, self, asked)
  if (office === null || (newPcOf ?? office.id) !== office.id) throw new LakanaError('enrolment.damaged')
  const request = { ...asked, office }
  refuseMix(self, request)
  if (rank(request.office.level) !== rank(self.office.level) - 1) throw new LakanaError('enrolment.wrong-level')
  refuseTaken(db, self, request)
  const left = officeLeft(db, self, request)
  if ((left?.id ?? null) !== (from ?? null))
    throw new LakanaError('enrolment.other-region', { office: left?.name ?? '' })
  const chain = trustedChain(db, self.replica)
  if (!chain) throw new LakanaError('enrolment.not-enrolled')
  const old = issuedBy(db, self, request.replica)
  const asKnown = newPcOf === undefined ? request : { ...request, pc: freeLetter(lettersIn(db, office.id)) }
  const document = old && answers(old, request) ? old.document : newCertificate(db, self, asKnown, time)
  db.transaction(() => {
    saveOffice(db, { ...request.office, parent: self.office.id, ...(left ? { former: left.id } : {}) })
    keepDocument(db, document)
    addPeer(db, request.replica, request.office.id)
    notePeerKnows(db, request.replica, certificateOf(db, self.replica)?.version ?? 0)
  }).immediate()
  return answerText({ certificates: [document, ...chain], officer: officerKey(db) }, signWith(self.signSecret))
}

/**
 * Takes the answer of the office above, in one transaction. One for another office with this code says that this PC is a new one of that office.
 * @param words what the person has confirmed: those of the office above
 * @param leaving id of the office above that this one leaves by it, as the person has confirmed
 * @throws enrolment.not-for-this-office, enrolment.has-cases, enrolment.fingerprint, enrolment.wrong-level, enrolment.other-region,
 *   enrolment.no-common-top, bundle.training, bundle.not-training
 */
export function accept(db: Database, self: SelfRow, answer: Answer, words: readonly string[], leaving?: string): void {
  const { own, issuer, certificates } = answer
  const us = whoseAnswer(db, self, answer)
  if (!us) throw new LakanaError('enrolment.not-for-this-office', { office: own.office.name })
  if (wordsOf(issuer).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  refuseMix(self, own)
  if (rank(issuer.office.level) !== rank(self.office.level) + 1) throw new LakanaError('enrolment.wrong-level')
  const left = regionLeft(db, self, answer)
  if ((left?.id ?? null) !== (leaving ?? null))
    throw new LakanaError('enrolment.other-region', { office: left?.name ?? '' })
  if (left) refuseStranded(db, self, answer, left)
  db.transaction(() => {
    if (us !== self) takeNextKeys(db)
    if (own.office.id !== self.office.id) adoptOffice(db, { ...own.office, parent: null }, own.pc)
    keepChain(db, certificates)
    addPeer(db, issuer.replica, issuer.office.id)
    if (us !== self) signAnew(db, us, own.issuedAt)
  }).immediate()
}

/** The office above that this one leaves by an answer; null where it leaves none. One made anew under the same code is the same to people. */
export function regionLeft(db: Database, self: SelfRow, { own, issuer }: Answer): OfficeRow | null {
  const { parent } = self.office
  if (parent === null || own.office.id !== self.office.id || issuer.office.id === parent) return null
  const known = readOffice(db, parent)
  return known && known.code !== issuer.office.code ? known : null
}

/**
 * What this office holds of others (cases handed over to it, former PCs) the new office above can learn from the one that stands above both, and from
 * nobody else.
 * @throws enrolment.no-common-top
 */
function refuseStranded(db: Database, self: SelfRow, { certificates }: Answer, left: OfficeRow): void {
  const isOurs = Object.keys(openLedger(db, self.replica).versionVector()).every((replica) => replica === self.replica)
  const [top, before] = [certificates, trustedChain(db, self.replica) ?? []].map((chain) =>
    readCertificate(chain.at(-1) ?? ''),
  )
  if (!isOurs && top?.office.id !== before?.office.id)
    throw new LakanaError('enrolment.no-common-top', { office: left.name })
}

/** This installation with the keys that an answer is for, its present or its next ones; null where it is for neither. */
export function whoseAnswer(db: Database, self: SelfRow, answer: Answer): SelfRow | null {
  if (isForUs(self, answer)) return self
  const next = nextSelf(db, self)
  return next && isForUs(next, answer) ? next : null
}

/** Is the certificate in an answer for this installation and its keys, in its office or in the one whose new PC it is? */
function isForUs(self: SelfRow, { own }: Answer): boolean {
  const ours = identityOf(self)
  const { office } = ours
  return (
    own.replica === ours.replica &&
    sameKeys(own, ours) &&
    own.office.code === office.code &&
    own.office.level === office.level &&
    (own.office.id !== office.id || sameOffice(own.office, office))
  )
}

/** Letters that the PCs of an office bear, as far as their certificates are known here. */
function lettersIn(db: Database, office: string): Set<string> {
  const certificates = allCertificates(db).flatMap((row) =>
    row.office === office ? (readCertificate(row.doc) ?? []) : [],
  )
  return new Set(certificates.flatMap(({ pc }) => pc ?? []))
}

/** An office keeps its id, its code and its replicas: nobody may be certified in another's place. */
function refuseTaken(db: Database, self: SelfRow, { office, replica }: EnrolmentRequest): void {
  const taken = allOffices(db).find(({ code, id }) => code === office.code && id !== office.id)
  if (taken) throw new LakanaError('enrolment.code-taken', { code: taken.code, office: taken.name })
  const row = certificateOf(db, replica)
  if (replica === self.replica || (row && row.office !== office.id)) throw new LakanaError('enrolment.damaged')
  if (row?.revoked) throw new LakanaError('bundle.revoked-signer', { office: office.code })
}

/** Not where the office has been elsewhere meanwhile: it then holds a newer one, by which it would be believed to be there still. */
function answers(known: Certificate | null, request: EnrolmentRequest): boolean {
  const fits = known !== null && sameKeys(known, request) && sameOffice(known.office, request.office)
  return fits && request.version <= known.version + 1
}

function newCertificate(db: Database, self: SelfRow, request: EnrolmentRequest, time: string): string {
  const { app: _app, writtenAt: _writtenAt, above: _above, ...identity } = request
  const version = Math.max(request.version, (certificateOf(db, request.replica)?.version ?? 0) + 1)
  return certificateText(
    { ...identity, version, issuer: self.replica, scope: 'own-office', issuedAt: time },
    signWith(self.signSecret),
  )
}
