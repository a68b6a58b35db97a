import type { Id, Json } from '../ledger/types.ts'
import { isLine, matches } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** The database key of one generation, sealed: base64. */
export interface SealedKey {
  readonly generation: number
  readonly box: string
}

/**
 * What an office without any password sends to the officer of the office above: its database key as it lies sealed to him, and the new keys
 * of the person to whom he should seal it again. Signed with those new keys: nothing older is within reach. Who it is, a person asks by
 * telephone, with the ten words.
 */
export interface RecoveryRequest {
  readonly office: { readonly code: string; readonly name: string }
  readonly training: boolean
  readonly vault: Id
  /** Slot of the officer in the vault's keyring. */
  readonly slot: Id
  readonly keys: readonly SealedKey[]
  readonly person: { readonly id: Id; readonly name: string; readonly signIn: string }
  readonly reason: string
  /** Slot that the person will have, and its X25519 public key, base64. */
  readonly newSlot: Id
  readonly newKey: string
  /** Ed25519 public key of the same slot, 32 raw bytes, base64url. */
  readonly sign: string
  readonly writtenAt: string
}

/** The database key sealed to the new slot. Signed by the replica of the officer's office. */
export interface RecoveryAnswer {
  readonly vault: Id
  readonly newSlot: Id
  readonly keys: readonly SealedKey[]
  readonly office: { readonly code: string; readonly name: string }
  readonly replica: Id
  readonly answeredAt: string
}

const requestTitle = 'LAKANA RECOVERY REQUEST v1 (demande de secours)'
const answerTitle = 'LAKANA RECOVERY ANSWER v1 (reponse de secours)'
const id = /^[0-9a-f]{32}$/
const time = /^[0-9TZ:.+-]{10,40}$/
const publicKey = /^[A-Za-z0-9+/]{43}=$/
const sealedKey = /^[A-Za-z0-9+/]{107}=$/

export function recoveryRequestText(request: RecoveryRequest, sign: Sign): string {
  return signedText(requestTitle, request as unknown as Json, sign)
}

/** The request in this text, signed by the new keys it names; null when it is damaged or not a request. */
export function readRecoveryRequest(document: string, verify: Verify): RecoveryRequest | null {
  const found = readSignedText(requestTitle, document)
  const fields = exactly(found?.content, [
    'office',
    'training',
    'vault',
    'slot',
    'keys',
    'person',
    'reason',
    'newSlot',
    'newKey',
    'sign',
    'writtenAt',
  ])
  if (!found || !fields) return null
  const { training, vault, slot, reason, newSlot, newKey, sign, writtenAt } = fields
  const [office, person, keys] = [readOffice(fields.office), readPerson(fields.person), readKeys(fields.keys)]
  if (!office || !person || !keys || typeof training !== 'boolean' || !isLine(reason, 500)) return null
  if (!matches(vault, id) || !matches(slot, id) || !matches(newSlot, id) || !matches(writtenAt, time)) return null
  if (!matches(newKey, publicKey) || !matches(sign, /^[A-Za-z0-9_-]{43}$/)) return null
  if (!verify(sign, found.text, found.signature)) return null
  return { office, training, vault, slot, keys, person, reason, newSlot, newKey, sign, writtenAt }
}

export function recoveryAnswerText(answer: RecoveryAnswer, sign: Sign): string {
  return signedText(answerTitle, answer as unknown as Json, sign)
}

/**
 * What an answer says; null when it is damaged or not one. `signedBy` tells whether this Ed25519 key (base64url) signed it: whose key that
 * is, only the opened office knows.
 */
export function readRecoveryAnswer(
  document: string,
  verify: Verify,
): { answer: RecoveryAnswer; signedBy(publicKey: string): boolean } | null {
  const found = readSignedText(answerTitle, document)
  const fields = exactly(found?.content, ['vault', 'newSlot', 'keys', 'office', 'replica', 'answeredAt'])
  if (!found || !fields) return null
  const { vault, newSlot, replica, answeredAt } = fields
  const [office, keys] = [readOffice(fields.office), readKeys(fields.keys)]
  if (!office || !keys || !matches(vault, id) || !matches(newSlot, id)) return null
  if (!matches(replica, id) || !matches(answeredAt, time)) return null
  return {
    answer: { vault, newSlot, keys, office, replica, answeredAt },
    signedBy: (key) => verify(key, found.text, found.signature),
  }
}

function readKeys(value: Json | undefined): SealedKey[] | null {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) return null
  const keys = value.flatMap((each: Json) => {
    const fields = exactly(each, ['generation', 'box'])
    const [generation, box] = [fields?.generation, fields?.box]
    if (typeof generation !== 'number' || !Number.isSafeInteger(generation) || generation < 1) return []
    return matches(box, sealedKey) ? [{ generation, box }] : []
  })
  return keys.length === value.length ? keys : null
}

function readOffice(value: Json | undefined): RecoveryRequest['office'] | null {
  const fields = exactly(value, ['code', 'name'])
  if (!fields) return null
  const { code, name } = fields
  return matches(code, /^[A-Z0-9]{2,5}$/) && isLine(name, 200) ? { code, name } : null
}

function readPerson(value: Json | undefined): RecoveryRequest['person'] | null {
  const fields = exactly(value, ['id', 'name', 'signIn'])
  if (!fields) return null
  const { name, signIn } = fields
  return matches(fields.id, id) && isLine(name, 200) && isLine(signIn, 200) ? { id: fields.id, name, signIn } : null
}
