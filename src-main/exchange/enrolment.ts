import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certificateText, readCertificate } from '../domain/trust/certificate.ts'
import { answerText, type EnrolmentRequest, readAnswer, readRequest, requestText } from '../domain/trust/enrolment.ts'
import { rank, sameKeys, sameOffice } from '../domain/trust/identity.ts'
import { adoptOffice } from '../store/adopt-office.ts'
import { allCertificates, certificateOf } from '../store/certificates.ts'
import { type Keys, keepNextKeys, nextKeys, nextSelf, takeNextKeys } from '../store/own-keys.ts'
import { addPeer } from '../store/peers.ts'
import { allOffices, readOffice, type SelfRow, saveOffice } from '../store/self.ts'
import { identityOf, signWith, verifyText, wordsOf } from './keys.ts'
import { identityWithPc, issuedBy, keepChain, keepDocument, trustedChain } from './own-certificate.ts'
import { officerKey } from './recovery.ts'
import { refuseMix } from './refuse-mix.ts'

/** No enrolment file of ours is longer, in bytes. */
export const enrolmentFileMax: number = 64 * 1024

/** The text of our request to the office above. */
export function ownRequest(db: Database, self: SelfRow, app: string, time: string): string {
  const version = (certificateOf(db, self.replica)?.version ?? 0) + 1
  return requestText({ ...identityWithPc(db, self), app, writtenAt: time, version }, signWith(self.signSecret))
}

/**
 * The next keys of this installation, which keeps its name and its chain, and the text of a request for their certificate. Those that wait already
 * are asked for again.
 * @throws enrolment.not-enrolled; enrolment.keys-in-use where other certificates stand on the present keys
 */
export function askForKeys(
  db: Database,
  self: SelfRow,
  fresh: Keys,
  app: string,
  time: string,
): SelfRow & { text: string } {
  if (!trustedChain(db, self.replica) || self.office.parent === null) throw new LakanaError('enrolment.not-enrolled')
  const stands = allCertificates(db).some(({ issuer, replica }) => issuer === self.replica && replica !== self.replica)
  if (stands) throw new LakanaError('enrolment.keys-in-use')
  if (!nextKeys(db)) keepNextKeys(db, fresh, time)
  const next = { ...self, ...(nextKeys(db) ?? fresh) }
  return { ...next, text: ownRequest(db, next, app, time) }
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
  return fits(known, request) || (ours !== null && fits(known, { ...request, office: ours }))
}

/** The office below that bears the code of the one that asks, and is another: the request may come from its new PC. Null where there is none. */
export function knownOffice(db: Database, self: SelfRow, { office }: EnrolmentRequest): Certificate['office'] | null {
  const found = allOffices(db).find(({ code, parent }) => code === office.code && parent === self.office.id)
  if (!found || found.id === office.id || found.level !== office.level) return null
  const { id, code, name, level, place } = found
  return { id, code, name, level, place }
}

/**
 * Certifies an office below, in one transaction, and gives the text of the answer. Asked again for the same keys it gives the same
 * certificate.
 * @param words what the person has confirmed over the phone
 * @param newPcOf id of the office below of which the person knows this to be a new PC: the certificate is for that office
 * @throws enrolment.fingerprint, enrolment.damaged, enrolment.wrong-level, enrolment.code-taken, enrolment.not-enrolled, bundle.training, bundle.not-training
 */
export function certify(
  db: Database,
  self: SelfRow,
  asked: EnrolmentRequest,
  words: readonly string[],
  time: string,
  newPcOf?: string,
): string {
  if (wordsOf(asked).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  const office = newPcOf === undefined ? asked.office : knownOffice(db, self, asked)
  if (office === null || (newPcOf ?? office.id) !== office.id) throw new LakanaError('enrolment.damaged')
  const request = { ...asked, office }
  refuseMix(self, request)
  if (rank(request.office.level) !== rank(self.office.level) - 1) throw new LakanaError('enrolment.wrong-level')
  refuseTaken(db, self, request)
  const chain = trustedChain(db, self.replica)
  if (!chain) throw new LakanaError('enrolment.not-enrolled')
  const old = issuedBy(db, self, request.replica)
  const document = old && fits(old, request) ? old.document : newCertificate(db, self, request, time)
  db.transaction(() => {
    saveOffice(db, { ...request.office, parent: self.office.id })
    keepDocument(db, document)
    addPeer(db, request.replica, request.office.id)
  }).immediate()
  return answerText({ certificates: [document, ...chain], officer: officerKey(db) }, signWith(self.signSecret))
}

/**
 * Takes the answer of the office above, in one transaction. One for another office with this code says that this PC is a new one of that office.
 * @param words what the person has confirmed: those of the office above
 * @throws enrolment.not-for-this-office, enrolment.has-cases, enrolment.fingerprint, enrolment.wrong-level, bundle.training, bundle.not-training
 */
export function accept(db: Database, self: SelfRow, answer: Answer, words: readonly string[]): void {
  const { own, issuer, certificates } = answer
  const us = whoseAnswer(db, self, answer)
  if (!us) throw new LakanaError('enrolment.not-for-this-office', { office: own.office.name })
  if (wordsOf(issuer).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  refuseMix(self, own)
  if (rank(issuer.office.level) !== rank(self.office.level) + 1) throw new LakanaError('enrolment.wrong-level')
  db.transaction(() => {
    if (us !== self) takeNextKeys(db)
    if (own.office.id !== self.office.id) adoptOffice(db, { ...own.office, parent: null })
    keepChain(db, certificates)
    addPeer(db, issuer.replica, issuer.office.id)
  }).immediate()
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

/** An office keeps its id, its code and its replicas: nobody may be certified in another's place. */
function refuseTaken(db: Database, self: SelfRow, { office, replica }: EnrolmentRequest): void {
  const known = readOffice(db, office.id)
  if (known && known.parent !== self.office.id) throw new LakanaError('enrolment.damaged')
  const taken = allOffices(db).find(({ code, id }) => code === office.code && id !== office.id)
  if (taken) throw new LakanaError('enrolment.code-taken', { code: taken.code, office: taken.name })
  const row = certificateOf(db, replica)
  if (replica === self.replica || (row && row.office !== office.id)) throw new LakanaError('enrolment.damaged')
  if (row?.revoked) throw new LakanaError('bundle.revoked-signer', { office: office.code })
}

function fits(known: Certificate | null, request: EnrolmentRequest): boolean {
  return known !== null && sameKeys(known, request) && sameOffice(known.office, request.office)
}

function newCertificate(db: Database, self: SelfRow, request: EnrolmentRequest, time: string): string {
  const { app: _app, writtenAt: _writtenAt, ...identity } = request
  const version = Math.max(request.version, (certificateOf(db, request.replica)?.version ?? 0) + 1)
  return certificateText(
    { ...identity, version, issuer: self.replica, scope: 'own-office', issuedAt: time },
    signWith(self.signSecret),
  )
}
