import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import {
  type RecoveryAnswer,
  type RecoveryRequest,
  readRecoveryAnswer,
  readRecoveryRequest,
  recoveryAnswerText,
} from '../domain/trust/recovery.ts'
import { certificateOf } from '../store/certificates.ts'
import type { SelfRow } from '../store/self.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { newPrivateKey, publicKeyOf } from '../vault/key-pairs.ts'
import { resealForRequest } from '../vault/vault.ts'
import { fingerprintWords } from '../vault/words.ts'
import { signWith, verifyText } from './keys.ts'
import { trustedChain } from './own-certificate.ts'
import { refuseMix } from './refuse-mix.ts'

/** X25519 private key, base64: the offices below seal their database keys to it. It outlives replicas, so it is not theirs. */
const officerSetting = 'recovery-officer'

/** X25519 public key of this office's recovery officer, base64; made when it is first needed. */
export function officerKey(db: Database): string {
  return withOfficer(db, (secret) => publicKeyOf('x25519', secret).toString('base64'))
}

/** Ten words over the whole document: both sides read them from their screen. */
export function recoveryWords(document: string): string[] {
  return fingerprintWords(Buffer.from(document))
}

/** @throws recovery.damaged */
export function openRecoveryRequest(document: string): RecoveryRequest {
  const request = readRecoveryRequest(document, verifyText)
  if (!request) throw new LakanaError('recovery.damaged')
  return request
}

/** Can this office answer it? False when its vault is not sealed to our officer. */
export function isOurs(db: Database, request: RecoveryRequest): boolean {
  return reseal(db, request) !== null
}

/**
 * The text of the answer: the other vault's key, sealed to the new person there.
 * @param words what the officer has compared by telephone
 * @throws recovery.damaged, recovery.words, recovery.not-ours, bundle.training, bundle.not-training
 */
export function answerRequest(
  db: Database,
  self: SelfRow,
  document: string,
  words: readonly string[],
  time: string,
): string {
  const request = openRecoveryRequest(document)
  if (recoveryWords(document).join(' ') !== words.join(' ')) throw new LakanaError('recovery.words')
  refuseMix(self, request)
  const keys = reseal(db, request)
  if (!keys) throw new LakanaError('recovery.not-ours')
  const { code, name } = self.office
  const { vault, newSlot } = request
  const answer = { vault, newSlot, keys, office: { code, name }, replica: self.replica, answeredAt: time }
  return recoveryAnswerText(answer, signWith(self.signSecret))
}

export interface OpenedAnswer {
  readonly answer: RecoveryAnswer
  signedBy(publicKey: string): boolean
}

/** @throws recovery.damaged */
export function openRecoveryAnswer(document: string): OpenedAnswer {
  const opened = readRecoveryAnswer(document, verifyText)
  if (!opened) throw new LakanaError('recovery.damaged')
  return opened
}

/**
 * Holds an answer against what the opened office knows: signed by an installation of the office above, whose certificate stands.
 * @throws recovery.signer
 */
export function checkAnswerSigner(db: Database, self: SelfRow, { answer, signedBy }: OpenedAnswer): void {
  const row = certificateOf(db, answer.replica)
  const certificate = row && !row.revoked ? readCertificate(row.doc) : null
  const above = certificate !== null && certificate.office.id === self.office.parent
  if (!above || !signedBy(certificate.sign) || !trustedChain(db, answer.replica))
    throw new LakanaError('recovery.signer', { office: answer.office.code })
}

const reseal = (db: Database, request: RecoveryRequest) =>
  withOfficer(db, (secret) => resealForRequest(request, secret))

function withOfficer<T>(db: Database, use: (secret: Buffer) => T): T {
  const kept = readSetting<string | null>(db, officerSetting, null)
  const secret = kept === null ? newPrivateKey() : Buffer.from(kept, 'base64')
  if (kept === null) writeSetting(db, officerSetting, secret.toString('base64'))
  try {
    return use(secret)
  } finally {
    secret.fill(0)
  }
}
