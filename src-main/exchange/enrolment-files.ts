import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { programVersion } from '../contract/build.ts'
import { LakanaError } from '../contract/errors.ts'
import { type Certificate, certificateText, readCertificate } from '../domain/trust/certificate.ts'
import {
  answerText,
  type EnrolmentAnswer,
  type EnrolmentRequest,
  readAnswer,
  readRequest,
  requestText,
} from '../domain/trust/enrolment.ts'
import { rank } from '../domain/trust/identity.ts'
import { certificateOf } from '../store/certificates.ts'
import { addPeer } from '../store/peers.ts'
import { allOffices, type SelfRow, saveOffice } from '../store/self.ts'
import { identityOf, signWith, verifyText, wordsOf } from './keys.ts'
import { keepDocument, trustedChain } from './own-certificate.ts'
import { placeFile } from './place-file.ts'

const largest = 64 * 1024

/** Writes this office's request on a drive. @returns the name of the file */
export function writeRequest(self: SelfRow, folder: string, time: string): Promise<string> {
  const request: EnrolmentRequest = { ...identityOf(self), app: programVersion, writtenAt: time }
  return place(folder, `LKE-${self.office.code}-request.lke`, requestText(request, signWith(self.signSecret)))
}

export function requestIn(folder: string, file: string): EnrolmentRequest | null {
  const text = smallText(folder, file)
  return text === null ? null : readRequest(text, verifyText)
}

export function answerIn(folder: string, file: string): EnrolmentAnswer | null {
  const text = smallText(folder, file)
  return text === null ? null : readAnswer(text, verifyText)
}

/**
 * Certifies the office that asked, once a person has found the ten words to be the same, and writes the answer.
 * @throws enrolment.damaged, enrolment.fingerprint, enrolment.wrong-level, enrolment.code-taken, enrolment.not-enrolled, drive.*
 */
export async function certify(
  db: Database,
  self: SelfRow,
  asked: { folder: string; file: string; words: readonly string[]; time: string },
): Promise<{ file: string; office: string }> {
  const request = requestIn(asked.folder, asked.file)
  if (!request) throw new LakanaError('enrolment.damaged')
  const { office } = request
  if (wordsOf(request).join(' ') !== asked.words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  if (rank(office.level) >= rank(self.office.level))
    throw new LakanaError('enrolment.wrong-level', { level: office.level })
  if (request.training !== self.training)
    throw new LakanaError(request.training ? 'bundle.training' : 'bundle.not-training')
  const same = allOffices(db).find((each) => each.code === office.code && each.id !== office.id)
  if (same) throw new LakanaError('enrolment.code-taken', { code: office.code })
  const chain = trustedChain(db, self.replica)
  if (!chain) throw new LakanaError('enrolment.not-enrolled')
  const certificate: Certificate = {
    office,
    replica: request.replica,
    sign: request.sign,
    age: request.age,
    agepq: request.agepq,
    training: request.training,
    version: (certificateOf(db, request.replica)?.version ?? 0) + 1,
    issuer: self.replica,
    scope: 'own-office',
    issuedAt: asked.time,
  }
  const sign = signWith(self.signSecret)
  const document = certificateText(certificate, sign)
  const answer = answerText({ certificates: [document, ...chain] }, sign)
  const file = await place(asked.folder, `LKE-${office.code}-answer.lke`, answer)
  db.transaction(() => {
    saveOffice(db, { ...office, parent: self.office.id })
    keepDocument(db, document)
    addPeer(db, request.replica, office.id)
  }).immediate()
  return { file, office: office.name }
}

/**
 * Takes the answer of the office above, once a person has found its ten words to be the same.
 * @throws enrolment.damaged, enrolment.not-for-this-office, enrolment.fingerprint
 */
export function accept(
  db: Database,
  self: SelfRow,
  asked: { folder: string; file: string; words: readonly string[] },
): { parent: Certificate } {
  const answer = answerIn(asked.folder, asked.file)
  if (!answer) throw new LakanaError('enrolment.damaged')
  const [own, parent] = answer.certificates.map(readCertificate)
  if (!own || !parent) throw new LakanaError('enrolment.damaged')
  if (!isOurs(own, self)) throw new LakanaError('enrolment.not-for-this-office', { office: own.office.code })
  if (wordsOf(parent).join(' ') !== asked.words.join(' ')) throw new LakanaError('enrolment.fingerprint')
  db.transaction(() => {
    for (const document of answer.certificates) {
      const { office, replica } = keepDocument(db, document)
      if (replica !== self.replica) saveOffice(db, { ...office, parent: null })
    }
    saveOffice(db, { ...self.office, parent: parent.office.id })
    addPeer(db, parent.replica, parent.office.id)
  }).immediate()
  return { parent }
}

/** A certificate for this very installation: the same replica and the same keys. */
export function isOurs(certificate: Certificate, self: SelfRow): boolean {
  return (
    certificate.replica === self.replica &&
    certificate.sign === self.signPublic &&
    certificate.training === self.training
  )
}

function place(folder: string, name: string, text: string): Promise<string> {
  const bytes = Buffer.from(text)
  return placeFile(
    { folder, name, size: bytes.length },
    async (handle) => {
      await handle.writeFile(bytes)
    },
    async (path) => readFileSync(path).equals(bytes),
  )
}

function smallText(folder: string, file: string): string | null {
  const path = join(folder, file)
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() && stat.size <= largest ? readFileSync(path, 'utf8') : null
}
