import { canonical } from '../ledger/canonical.ts'
import type { Id, Json } from '../ledger/types.ts'
import { readCertificate } from './certificate.ts'
import { readChain } from './enrolment.ts'
import { isLine, matches, type PublicKeys, readKeys } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** What a PC without an office asks of the first PC of one: its keys, signed with them. */
export interface SecondPcRequest extends PublicKeys {
  readonly training: boolean
  readonly app: string
  readonly writtenAt: string
}

/** What the first PC gives. Nothing here is secret: what the office holds comes in the bundle beside it. */
export interface SecondPcAnswer {
  /** That of the new PC, then that of the PC which vouches for it, up to the top. */
  readonly certificates: readonly string[]
  /** Letters that this PC and whatever it becomes may put into case codes, and no other PC of the office. */
  readonly letters: string
  /** Who opens the new PC: the person who gave the answer, under the id that the office knows. */
  readonly person: { readonly id: Id; readonly name: string; readonly signIn: string }
  /** The recovery officer of the office above, with his X25519 public key, base64; null where there is none. */
  readonly officer: { readonly name: string; readonly key: string } | null
  /** Settings of the office, by name. */
  readonly settings: { readonly [name: string]: Json }
}

const requestTitle = "LAKANA SECOND PC REQUEST v1 (demande d'un deuxieme PC)"
const answerTitle = 'LAKANA SECOND PC ANSWER v1 (reponse a un deuxieme PC)'
const time = /^[0-9TZ:.+-]{10,40}$/

/** What the ten words of a PC without an office are drawn from: its keys. */
export function newcomerText({ replica, sign, age, agepq }: PublicKeys): string {
  return `lakana newcomer v1\n${canonical({ age, agepq, replica, sign })}\n`
}

export function secondPcRequestText(request: SecondPcRequest, sign: Sign): string {
  return signedText(requestTitle, { ...request }, sign)
}

/** The request in this text, signed by the keys it names; null when it is damaged or not a request. */
export function readSecondPcRequest(document: string, verify: Verify): SecondPcRequest | null {
  const found = readSignedText(requestTitle, document)
  const fields = exactly(found?.content, ['replica', 'sign', 'age', 'agepq', 'training', 'app', 'writtenAt'])
  const keys = fields && readKeys(fields)
  if (!found || !keys || !verify(keys.sign, found.text, found.signature)) return null
  const { training, app, writtenAt } = fields
  if (typeof training !== 'boolean' || !matches(writtenAt, time)) return null
  return matches(app, /^[0-9A-Za-z.+-]{1,40}$/) ? { ...keys, training, app, writtenAt } : null
}

export function secondPcAnswerText(answer: SecondPcAnswer, sign: Sign): string {
  return signedText(answerTitle, answer as unknown as Json, sign)
}

/** The answer in this text, signed by the PC that vouches; null when it is damaged. Whether that is the right PC its words say. */
export function readSecondPcAnswer(document: string, verify: Verify): SecondPcAnswer | null {
  const found = readSignedText(answerTitle, document)
  const fields = exactly(found?.content, ['certificates', 'letters', 'person', 'officer', 'settings'])
  if (!found || !fields) return null
  const certificates = readChain(fields.certificates, verify)
  const [own, issuer] = (certificates ?? []).map(readCertificate)
  const [person, settings] = [readPerson(fields.person), fields.settings]
  const officer = fields.officer === null ? null : readOfficer(fields.officer)
  if (!certificates || !own || !issuer || !person || officer === undefined) return null
  if (own.office.id !== issuer.office.id || own.pc === undefined) return null
  if (!verify(issuer.sign, found.text, found.signature)) return null
  if (!matches(fields.letters, /^[A-HJ-NP-X]{1,22}$/) || !fields.letters.includes(own.pc)) return null
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return null
  return { certificates, letters: fields.letters, person, officer, settings: settings as SecondPcAnswer['settings'] }
}

function readPerson(value: Json | undefined): SecondPcAnswer['person'] | null {
  const fields = exactly(value, ['id', 'name', 'signIn'])
  if (!fields) return null
  const { id, name, signIn } = fields
  const known = matches(id, /^[0-9a-f]{32}$/) && matches(signIn, /^[a-z0-9._-]{2,40}$/)
  return known && isLine(name, 200) ? { id, name, signIn } : null
}

function readOfficer(value: Json | undefined): SecondPcAnswer['officer'] | undefined {
  const fields = exactly(value, ['name', 'key'])
  const { name, key } = fields ?? {}
  return isLine(name, 200) && matches(key, /^[A-Za-z0-9+/]{43}=$/) ? { name, key } : undefined
}
