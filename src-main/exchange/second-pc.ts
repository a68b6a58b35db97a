import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certificateText, readCertificate } from '../domain/trust/certificate.ts'
import { type PublicKeys, sameKeys } from '../domain/trust/identity.ts'
import {
  newcomerText,
  readSecondPcAnswer,
  readSecondPcRequest,
  type SecondPcAnswer,
  type SecondPcRequest,
  secondPcAnswerText,
  secondPcRequestText,
} from '../domain/trust/second-pc.ts'
import { certificateOf } from '../store/certificates.ts'
import { giveLetters, joinLetters, type ReplicaKeys } from '../store/incarnation.ts'
import { addPeer, notePeerKnows } from '../store/peers.ts'
import { type SelfRow, writeSelf } from '../store/self.ts'
import { writeSetting } from '../store/settings.ts'
import { fingerprintWords } from '../vault/words.ts'
import { identityOf, signWith, verifyText, wordsOf } from './keys.ts'
import { issuedBy, keepChain, keepDocument, trustedChain } from './own-certificate.ts'
import { refuseMix } from './refuse-mix.ts'

/** The ten words of a PC without an office. */
export function newcomerWords(keys: PublicKeys): string[] {
  return fingerprintWords(Buffer.from(newcomerText(keys)))
}

/** The text of a PC's request for an office that exists. @param time ISO 8601, as the clock claims */
export function newSecondPcRequest(keys: ReplicaKeys, app: string, time: string): string {
  const request = { ...publicKeys(keys), training: false, app, writtenAt: time }
  return secondPcRequestText(request, signWith(keys.signSecret))
}

/** @throws enrolment.damaged */
export function openSecondPcRequest(document: string): SecondPcRequest {
  const request = readSecondPcRequest(document, verifyText)
  if (!request) throw new LakanaError('enrolment.damaged')
  return request
}

/** Is there a certificate by this PC for exactly these keys? */
export function isGiven(db: Database, self: SelfRow, request: SecondPcRequest): boolean {
  return given(db, self, request) !== null
}

/**
 * Vouches for another PC of this office, in one transaction: its certificate, the letters of its case codes, its place among the partners. Asked
 * again for the same keys it gives the same.
 * @param words what the person has compared
 * @param more what else the answer says
 * @returns the text of the answer, and what people will call the PC
 * @throws enrolment.fingerprint, enrolment.not-enrolled, enrolment.second-hand, enrolment.no-letter, enrolment.damaged, bundle.revoked-signer,
 *   bundle.training, bundle.not-training
 */
export function vouch(
  db: Database,
  self: SelfRow,
  request: SecondPcRequest,
  words: readonly string[],
  more: Pick<SecondPcAnswer, 'person' | 'officer' | 'settings'> & { readonly time: string },
): { answer: string; pc: string } {
  if (newcomerWords(request).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  refuseMix(self, request)
  const chain = trustedChain(db, self.replica)
  if (!chain) throw new LakanaError('enrolment.not-enrolled')
  const [own, above] = chain.map(readCertificate)
  if (above && above.office.id === own?.office.id && above.replica !== own.replica)
    throw new LakanaError('enrolment.second-hand')
  const row = certificateOf(db, request.replica)
  if (row?.revoked) throw new LakanaError('bundle.revoked-signer', { office: self.office.code })
  const known = given(db, self, request)
  if (row && !known) throw new LakanaError('enrolment.damaged')
  const { person, officer, settings, time } = more
  return db
    .transaction(() => {
      const letters = giveLetters(db, request.replica)
      const [pc = ''] = letters
      if (pc === '') throw new LakanaError('enrolment.no-letter')
      const document = known ?? newCertificate(self, request, pc, time)
      keepDocument(db, document)
      addPeer(db, request.replica, self.office.id)
      notePeerKnows(db, request.replica, certificateOf(db, self.replica)?.version ?? 0)
      const answer = { certificates: [document, ...chain], letters, person, officer, settings }
      return { answer: secondPcAnswerText(answer, signWith(self.signSecret)), pc }
    })
    .immediate()
}

export interface OpenedSecondPcAnswer extends SecondPcAnswer {
  /** Certificate of this PC, and of the one that vouches for it. */
  readonly own: Certificate
  readonly issuer: Certificate
}

/** @throws enrolment.damaged */
export function openSecondPcAnswer(document: string): OpenedSecondPcAnswer {
  const answer = readSecondPcAnswer(document, verifyText)
  const [own, issuer] = (answer?.certificates ?? []).map(readCertificate)
  if (!answer || !own || !issuer) throw new LakanaError('enrolment.damaged')
  return { ...answer, own, issuer }
}

/** Does an answer give an office to the PC that made this request? */
export function answersRequest({ own }: OpenedSecondPcAnswer, request: PublicKeys): boolean {
  return own.replica === request.replica && sameKeys(own, request)
}

/**
 * Makes an empty database that of the office: what this PC is, whom it trusts and exchanges with, its letters and settings.
 * @param words what the person has compared: those of the PC that vouches
 * @throws enrolment.not-for-this-office, enrolment.fingerprint, bundle.training, bundle.not-training
 */
export function joinOffice(
  db: Database,
  keys: ReplicaKeys,
  answer: OpenedSecondPcAnswer,
  words: readonly string[],
): SelfRow {
  const { own, issuer, certificates } = answer
  if (!answersRequest(answer, publicKeys(keys)))
    throw new LakanaError('enrolment.not-for-this-office', { office: own.office.name })
  if (wordsOf(issuer).join(' ') !== words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  refuseMix({ training: false }, own)
  const above = certificates.map(readCertificate).find((each) => each !== null && each.office.id !== own.office.id)
  const office = { ...own.office, parent: above?.office.id ?? null }
  const self: SelfRow = { ...keys, office, incarnation: 1, training: own.training }
  db.transaction(() => {
    writeSelf(db, self)
    keepChain(db, certificates)
    if (above) addPeer(db, above.replica, above.office.id)
    addPeer(db, issuer.replica, issuer.office.id)
    joinLetters(db, own.pc ?? '', answer.letters)
    for (const [name, value] of Object.entries(answer.settings)) writeSetting(db, name, value)
  }).immediate()
  return self
}

/** The certificate that this PC gave these keys, or null. */
function given(db: Database, self: SelfRow, request: PublicKeys): string | null {
  const issued = issuedBy(db, self, request.replica)
  return issued && sameKeys(issued, request) ? issued.document : null
}

function newCertificate(self: SelfRow, request: SecondPcRequest, pc: string, time: string): string {
  const { office, training } = identityOf(self)
  const { replica, sign, age, agepq } = request
  const keys = { replica, sign, age, agepq, pc }
  return certificateText(
    { office, ...keys, training, version: 1, issuer: self.replica, scope: 'own-office', issuedAt: time },
    signWith(self.signSecret),
  )
}

function publicKeys({ replica, signPublic, ageRecipient, agepqRecipient }: ReplicaKeys): PublicKeys {
  return { replica, sign: signPublic, age: ageRecipient, agepq: agepqRecipient }
}
