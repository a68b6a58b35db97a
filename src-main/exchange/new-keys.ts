import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import { certificateText } from '../domain/trust/certificate.ts'
import { certificateOf, certificatesOf } from '../store/certificates.ts'
import { formerKeys, type Keys, keepNextKeys, nextKeys, takeNextKeys } from '../store/own-keys.ts'
import { type PeerRow, wayTo } from '../store/peers.ts'
import type { SelfRow } from '../store/self.ts'
import { ownRequest } from './enrolment.ts'
import { identityOf, signWith, wordsOf } from './keys.ts'
import { identityWithPc, keepDocument, trustedChain } from './own-certificate.ts'
import { signAnew } from './sign-anew.ts'

/**
 * The next keys of this installation, which keeps its name and its chain, and the text of a request for their certificate. Those that wait already
 * are asked for again.
 * @throws enrolment.not-enrolled
 */
export function askForKeys(
  db: Database,
  self: SelfRow,
  fresh: Keys,
  app: string,
  time: string,
): SelfRow & { text: string } {
  if (!trustedChain(db, self.replica) || self.office.parent === null) throw new LakanaError('enrolment.not-enrolled')
  if (!nextKeys(db)) keepNextKeys(db, fresh, time)
  const next = { ...self, ...(nextKeys(db) ?? fresh) }
  return { ...next, text: ownRequest(db, next, app, time) }
}

/**
 * New keys of an installation that stands on itself, certified by its present ones, in one transaction. Its partners learn of them by the next bundles,
 * which are signed with the former ones until they have.
 * @param time as the clock claims, ISO 8601
 * @returns its new ten words
 * @throws enrolment.wrong-level where another office stands above: that one certifies new keys
 */
export function changeKeys(db: Database, self: SelfRow, fresh: Keys, time: string): string[] {
  const known = certificateOf(db, self.replica)
  if (self.office.parent !== null || known === null) throw new LakanaError('enrolment.wrong-level')
  const next = { ...self, ...fresh }
  const certificate = {
    ...identityWithPc(db, next),
    version: known.version + 1,
    issuer: self.replica,
    scope: 'own-office' as const,
    issuedAt: time,
  }
  db.transaction(() => {
    keepNextKeys(db, fresh, time)
    takeNextKeys(db)
    keepDocument(db, certificateText(certificate, signWith(self.signSecret)))
    signAnew(db, next, time)
  }).immediate()
  return wordsOf(identityOf(next))
}

/** The keys by which a bundle for this partner is signed: those of the newest certificate that it goes by. The office above has certified the present ones. */
export function keysFor(db: Database, self: SelfRow, peer: PeerRow): Pick<SelfRow, 'signSecret' | 'signPublic'> {
  const isToldElsewhere = peer.knows === 0 && certificateOf(db, peer.replica)?.issuer !== self.replica
  if (wayTo(self, peer) === 'up' || isToldElsewhere) return self
  const versions = certificatesOf(db, self.replica)
  const known = versions.find(({ version }) => version <= peer.knows) ?? versions.at(-1)
  return formerKeys(db).find(({ signPublic }) => signPublic === known?.signPublic) ?? self
}
