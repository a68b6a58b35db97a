import type { Id, Json } from '../ledger/types.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { matches, rank } from './identity.ts'
import { exactly, readSignedText, type Sign, signedText, type Verify } from './signed-text.ts'

/** What an office lays down for those under it, each kind as one whole document. */
export const documentKinds = ['settings', 'conduct', 'roles', 'lists'] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface OfficeDocument {
  readonly kind: DocumentKind
  /** Grows with each document of this kind by this office; what is older than what is known is never taken. */
  readonly version: number
  readonly office: Id
  /** Replica that signed. */
  readonly issuer: Id
  readonly training: boolean
  /** What the issuer's clock claimed. Shown, never used to decide. */
  readonly issuedAt: string
  readonly content: Json
}

/** No document is longer, in characters: one of several thousand places is long. */
export const maxDocumentLength: number = 800_000

const title = 'LAKANA DOCUMENT v1'
const keys = ['kind', 'version', 'office', 'issuer', 'training', 'issuedAt', 'content'] as const
const time = /^[0-9TZ:.+-]{10,40}$/
const id = /^[0-9a-f]{32}$/

export function documentText(document: OfficeDocument, sign: Sign): string {
  return signedText(title, { ...document }, sign)
}

/** What a document says; null when it is not one. The signature is checked by `laysDown`. */
export function readDocument(text: string): OfficeDocument | null {
  if (text.length > maxDocumentLength) return null
  const fields = exactly(readSignedText(title, text)?.content, keys)
  if (!fields) return null
  const { version, office, issuer, training, issuedAt, content } = fields
  const kind = documentKinds.find((each) => each === fields.kind)
  if (!kind || typeof version !== 'number' || version < 1 || version > 1_000_000) return null
  if (!matches(office, id) || !matches(issuer, id) || !matches(issuedAt, time)) return null
  if (typeof training !== 'boolean' || content === undefined) return null
  return { kind, version, office, issuer, training, issuedAt, content }
}

/** Did the holder of this certificate sign the document for his office, and does that stand above `reader`, or is it the same? */
export function laysDown(
  issuerText: string,
  text: string,
  reader: Pick<Certificate['office'], 'id' | 'level'>,
  verify: Verify,
): boolean {
  const issuer = readCertificate(issuerText)
  const document = readDocument(text)
  const found = readSignedText(title, text)
  if (!issuer || !document || !found) return false
  return (
    document.issuer === issuer.replica &&
    document.office === issuer.office.id &&
    document.training === issuer.training &&
    (rank(issuer.office.level) > rank(reader.level) || issuer.office.id === reader.id) &&
    verify(issuer.sign, found.text, found.signature)
  )
}
