import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Id } from '../domain/ledger/types.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { rank } from '../domain/trust/identity.ts'
import {
  type Revocation,
  type RevocationReason,
  readRevocation,
  revocationText,
  revokes,
} from '../domain/trust/revocation.ts'
import { type CertificateRow, certificateOf, revokeReplica } from '../store/certificates.ts'
import type { Ledger } from '../store/ledger.ts'
import {
  allRevocations,
  believeUpTo,
  highestRevocation,
  keepRevocation,
  knowsRevocation,
  revocationsOf,
  signRevocationAnew,
} from '../store/revocations.ts'
import type { SelfRow } from '../store/self.ts'
import { limits } from './container/limits.ts'
import { signWith, verifyText } from './keys.ts'
import { officesEverUnder, officesUnder } from './offices-below.ts'
import { trustedChain } from './own-certificate.ts'

interface Knowing {
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  /** As the clock claims, ISO 8601. */
  readonly time: string
}

/**
 * Revokes an installation of an office below, in one transaction: nothing that it signs is taken any more, and of its chain what is held now
 * is believed. Said of one that is revoked already it is a newer word: what is held of it by now is believed.
 * @throws enrolment.not-below, enrolment.not-enrolled
 */
export function revoke({ db, ledger, self, time }: Knowing, replica: Id, reason: RevocationReason): Revocation {
  const row = certificateOf(db, replica)
  if (!row || row.office === self.office.id || !officesUnder(db, self.office.id).has(row.office))
    throw new LakanaError('enrolment.not-below')
  if (!trustedChain(db, self.replica)) throw new LakanaError('enrolment.not-enrolled')
  const number = highestRevocation(db) + 1
  const believed = ledger.head(replica)?.seq ?? 0
  const { replica: issuer, training } = self
  const revocation: Revocation = { replica, reason, believed, number, issuer, training, issuedAt: time }
  return db
    .transaction(() => {
      keep(db, revocation, revocationText(revocation, signWith(self.signSecret)), time)
      believeAnew(db, ledger, [replica])
      return revocation
    })
    .immediate()
}

/**
 * Takes those revocations of a bundle that are new here, and that an office above the revoked one has signed, inside the caller's transaction.
 * @returns what was new
 */
export function takeRevocations({ db, ledger, self, time }: Knowing, texts: readonly string[]): Revocation[] {
  const read = texts.flatMap((doc) => {
    const revocation = readRevocation(doc)
    return revocation?.training === self.training ? [{ doc, revocation }] : []
  })
  read.sort((a, b) => a.revocation.number - b.revocation.number)
  const taken: Revocation[] = []
  for (const { doc, revocation } of read) {
    if (!holds(db, doc, revocation)) continue
    const { issuer, number } = revocation
    if (knowsRevocation(db, issuer, number)) {
      const known = revocationsOf(db, revocation.replica).find(
        (each) => each.issuer === issuer && each.number === number,
      )
      if (known?.believed === revocation.believed) signRevocationAnew(db, { issuer, number, doc })
      continue
    }
    keep(db, revocation, doc, time)
    taken.push(revocation)
  }
  believeAnew(
    db,
    ledger,
    taken.map(({ replica }) => replica),
  )
  return taken
}

/** Did an office that stands above that of the installation sign it? */
function holds(db: Database, doc: string, { issuer, number, replica }: Revocation): boolean {
  if (number > highestRevocation(db) + limits.numberJump) return false
  const [by, about] = [certificateOf(db, issuer), certificateOf(db, replica)]
  if (!by || !about) return false
  // One that is trusted no more only says how far another is believed that stands on it, and with it is trusted no more.
  if ((by.revoked || !trustedChain(db, issuer)) && trustedChain(db, replica)) return false
  return standsAbove(db, by, about) && revokes(by.doc, about.doc, doc, verifyText)
}

/** An office that this one has left still says what became of the PCs that stood on it alone. */
function standsAbove(db: Database, by: CertificateRow, about: CertificateRow): boolean {
  if (officesUnder(db, by.office).has(about.office)) return true
  const last = certificateOf(db, about.issuer)?.office
  return last === by.office && officesEverUnder(db, by.office).has(about.office)
}

function keep(db: Database, { issuer, number, replica, believed }: Revocation, doc: string, at: string): void {
  keepRevocation(db, { issuer, number, replica, believed, doc, at })
  revokeReplica(db, replica)
}

function believeAnew(db: Database, ledger: Ledger, replicas: readonly Id[]): void {
  const moved = replicas.map((replica) => believeUpTo(db, replica, believedOf(db, replica) ?? 0))
  if (!moved.includes(true)) return
  ledger.takeUpAside(true)
  // What waited for a record of theirs is taken up once that is drawn.
  ledger.takeUpAside()
  ledger.finish()
}

/** What counts of all that is said of an installation: the word of the highest office, of several of one level the newest. Null for one not revoked. */
export function revocationOf(db: Database, replica: Id): Revocation | null {
  const said = revocationsOf(db, replica).flatMap(({ doc }) => readRevocation(doc) ?? [])
  const rankOf = ({ issuer }: Revocation): number => {
    const certificate = readCertificate(certificateOf(db, issuer)?.doc ?? '')
    return certificate ? rank(certificate.office.level) : -1
  }
  return said.toSorted((a, b) => rankOf(a) - rankOf(b) || a.number - b.number).at(-1) ?? null
}

/** The last change of an installation that is believed; null where all are. */
export function believedOf(db: Database, replica: Id): number | null {
  return revocationOf(db, replica)?.believed ?? null
}

/** What goes along with every bundle: all revocations known, and the certificates by which they can be believed. */
export function revocationsFor(db: Database): { texts: string[]; certificates: string[] } {
  const rows = allRevocations(db).slice(-limits.revocations)
  const replicas = new Set(rows.flatMap(({ issuer, replica }) => [issuer, replica]))
  const certificates = [...replicas].flatMap((replica) => certificateOf(db, replica)?.doc ?? [])
  return { texts: rows.map(({ doc }) => doc), certificates }
}
