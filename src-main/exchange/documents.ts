import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'
import {
  type DocumentKind,
  documentText,
  laysDown,
  maxDocumentLength,
  type OfficeDocument,
  readDocument,
} from '../domain/trust/document.ts'
import { certificateOf } from '../store/certificates.ts'
import {
  allDocuments,
  type DocumentRow,
  type DocumentsHeld,
  documentOf,
  keepDocumentRow,
  signDocumentAnew,
} from '../store/documents.ts'
import { hashing } from '../store/hashing.ts'
import type { PeerRow } from '../store/peers.ts'
import { readOffice, type SelfRow } from '../store/self.ts'
import { signWith, verifyText } from './keys.ts'
import { trustedChain } from './own-certificate.ts'

/** What came of a document in a bundle: taken, older than what is known, or not for us to follow. */
export interface TakenDocument {
  readonly kind: DocumentKind
  readonly version: number
  readonly outcome: 'new' | 'older'
}

/**
 * Lays down a document for the offices below, one version higher than the last; it goes out with the bundles to them until they say that they hold it.
 * @param time as the clock claims, ISO 8601
 * @throws form.invalid when it is too long to travel
 */
export function layDown(db: Database, self: SelfRow, kind: DocumentKind, content: Json, time: string): OfficeDocument {
  const { replica, training } = self
  const office = self.office.id
  const version = (documentOf(db, office, kind)?.version ?? 0) + 1
  const document = { kind, version, office, issuer: replica, training, issuedAt: time, content }
  const doc = documentText(document, signWith(self.signSecret))
  if (doc.length > maxDocumentLength) throw new LakanaError('form.invalid', { fields: [kind] })
  keepDocumentRow(db, { office, kind, version, doc, at: time })
  return document
}

/** What holds for this office: laid down by the nearest office above that has done so; null when none has. */
export function documentInForce(db: Database, self: SelfRow, kind: DocumentKind): OfficeDocument | null {
  for (const office of officesAbove(db, self)) {
    const row = documentOf(db, office, kind)
    if (row) return readDocument(row.doc)
  }
  return null
}

/** What goes along to a partner below, or to another PC of this office, unless it says that it holds it: our own documents, and those from above us. */
export function documentsFor(db: Database, self: SelfRow, peer: PeerRow): string[] {
  if (peer.office === self.office.parent) return []
  const holds = (row: DocumentRow): boolean => peer.holds[row.office]?.[row.kind] === hashing.sha256Hex(row.doc)
  return following(db, self).flatMap((row) => (holds(row) ? [] : [row.doc]))
}

/** What an office above, or another PC of this one, learns of the documents that need not come again. */
export function documentsHeld(db: Database, self: SelfRow): DocumentsHeld {
  const held: Record<string, Partial<Record<DocumentKind, string>>> = {}
  for (const { office, kind, doc } of following(db, self))
    held[office] = { ...held[office], [kind]: hashing.sha256Hex(doc) }
  return held
}

/** Documents of this office and of those above it. */
function following(db: Database, self: SelfRow): DocumentRow[] {
  const offices = new Set([self.office.id, ...officesAbove(db, self)])
  return allDocuments(db).filter(({ office }) => offices.has(office))
}

/**
 * Takes those documents of a bundle that an office above laid down, or another PC of this one, inside the caller's transaction. What is older than what is known
 * changes nothing (fault 6); what comes from elsewhere is left aside.
 */
export function takeDocuments(db: Database, self: SelfRow, texts: readonly string[], time: string): TakenDocument[] {
  const laying = new Set([self.office.id, ...officesAbove(db, self)])
  const taken: TakenDocument[] = []
  for (const doc of texts) {
    const document = readDocument(doc)
    if (!document || !laying.has(document.office) || document.training !== self.training) continue
    const issuer = certificateOf(db, document.issuer)
    if (!issuer || !trustedChain(db, document.issuer)) continue
    if (!laysDown(issuer.doc, doc, self.office, verifyText)) continue
    const { kind, version, office } = document
    const known = documentOf(db, office, kind)?.version ?? 0
    if (version === known) {
      if (saysTheSame(documentOf(db, office, kind)?.doc, document)) signDocumentAnew(db, { office, kind, doc })
      continue
    }
    if (version > known) keepDocumentRow(db, { office, kind, version, doc, at: time })
    taken.push({ kind, version, outcome: version > known ? 'new' : 'older' })
  }
  return taken
}

/** Its office has signed it anew, having changed its keys: it goes on to others so. */
function saysTheSame(known: string | undefined, { content }: OfficeDocument): boolean {
  const held = readDocument(known ?? '')
  return held !== null && canonical(held.content) === canonical(content)
}

/** From the office directly above to the top. */
export function officesAbove(db: Database, self: SelfRow): string[] {
  const above: string[] = []
  for (let next = self.office.parent; next !== null && !above.includes(next); ) {
    above.push(next)
    next = readOffice(db, next)?.parent ?? null
  }
  return above
}
