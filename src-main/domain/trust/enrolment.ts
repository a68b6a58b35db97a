import type { Id, Json } from '../ledger/types.ts'
import { isChain, readCertificate } from './certificate.ts'
import { type Identity, identityFields, identityJson, isLine, matches, readIdentity } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** What an office sends to the one above: who it is and its keys, signed with them. */
export interface EnrolmentRequest extends Identity {
  readonly app: string
  readonly writtenAt: string
  /** Version that its new certificate must have at least: one above the one it holds. */
  readonly version: number
  /** The office that it is under, where it is enrolled. */
  readonly above?: Above
}

export interface Above {
  readonly id: Id
  readonly code: string
  readonly name: string
}

const requestTitle = 'LAKANA ENROLMENT REQUEST v1 (demande de rattachement)'
const answerTitle = 'LAKANA ENROLMENT ANSWER v1 (reponse de rattachement)'
const time = /^[0-9TZ:.+-]{10,40}$/

export function requestText(request: EnrolmentRequest, sign: Sign): string {
  const { app, writtenAt, version, above } = request
  const more = above === undefined ? {} : { above: { ...above } }
  return signedText(requestTitle, { ...identityJson(request), app, writtenAt, version, ...more }, sign)
}

/** The request in this text, signed by the keys it names; null when it is damaged or not a request. */
export function readRequest(document: string, verify: Verify): EnrolmentRequest | null {
  const found = readSignedText(requestTitle, document)
  const members = ['app', 'writtenAt', 'version']
  const fields = identityFields(found?.content, members) ?? identityFields(found?.content, [...members, 'above'])
  const identity = fields && readIdentity(fields)
  if (!found || !identity || !verify(identity.sign, found.text, found.signature)) return null
  const { app, writtenAt, version } = fields
  if (!matches(app, /^[0-9A-Za-z.+-]{1,40}$/) || !matches(writtenAt, time)) return null
  if (typeof version !== 'number' || version < 1 || version > 1000) return null
  if (fields.above === undefined) return { ...identity, app, writtenAt, version }
  const above = readAbove(fields.above)
  return above && { ...identity, app, writtenAt, version, above }
}

function readAbove(value: Json): Above | null {
  const { id, code, name } = exactly(value, ['id', 'code', 'name']) ?? {}
  if (!matches(id, /^[0-9a-f]{32}$/) || !matches(code, /^[A-Z0-9]{2,5}$/)) return null
  return isLine(name, 200) ? { id, code, name } : null
}

/** What comes back: the new certificate, then those of the issuer up to the top. Signed by the issuer. */
export interface EnrolmentAnswer {
  readonly certificates: readonly string[]
  /** X25519 public key of the issuer's recovery officer, base64: the office seals its database key to it. */
  readonly officer: string
}

export function answerText(answer: EnrolmentAnswer, sign: Sign): string {
  return signedText(answerTitle, { certificates: answer.certificates, officer: answer.officer }, sign)
}

/**
 * The answer in this text, every signature in it checked from the new certificate up to the top; null when it is damaged.
 * Whether the top is the right one is for a person to say, by its words.
 */
export function readAnswer(document: string, verify: Verify): EnrolmentAnswer | null {
  const found = readSignedText(answerTitle, document)
  const fields = exactly(found?.content, ['certificates', 'officer'])
  const { certificates, officer } = fields ?? {}
  if (!found || !matches(officer, /^[A-Za-z0-9+/]{43}=$/)) return null
  const texts = readChain(certificates, verify)
  const issuer = readCertificate(texts?.[1] ?? '')
  if (!texts || !issuer || !verify(issuer.sign, found.text, found.signature)) return null
  return { certificates: texts, officer }
}

/** A new certificate with those above it, each signature checked. */
export function readChain(value: Json | undefined, verify: Verify): string[] | null {
  if (!Array.isArray(value) || value.length < 2) return null
  const texts = value.filter((each) => typeof each === 'string')
  return texts.length === value.length && isChain(texts, verify) ? texts : null
}
