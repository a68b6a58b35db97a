import type { Database } from 'better-sqlite3-multiple-ciphers'
import { LakanaError } from '../contract/errors.ts'
import type { Pc } from '../contract/revocations.ts'
import type { Id } from '../domain/ledger/types.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { wordsOf } from '../exchange/keys.ts'
import { officesUnder } from '../exchange/offices-below.ts'
import { forgetPeeked } from '../exchange/peek.ts'
import { revocationOf, revoke } from '../exchange/revocations.ts'
import { certificateOf, installationsOf } from '../store/certificates.ts'
import { peerOf } from '../store/peers.ts'
import { officeOfReplica } from '../store/replicas.ts'
import { countUnbelieved } from '../store/revocations.ts'
import { readOffice } from '../store/self.ts'
import type { Handlers, Machine, OpenOffice } from './context.ts'
import { timeOf } from './today.ts'

type RevocationCall = 'revocations.pcs' | 'revocations.revoke' | 'revocations.believe'

export const revocationsHandlers: Handlers<RevocationCall> = {
  'revocations.pcs': ({ officeId }, _context, office) => {
    const { db, self } = office
    const found = readOffice(db, officeId)
    if (!found || officeId === self.office.id || !officesUnder(db, self.office.id).has(officeId))
      throw new LakanaError('enrolment.not-below')
    const { name, code, level } = found
    const pcs: Pc[] = []
    for (const replica of installationsOf(db, officeId)) {
      const pc = pcOf(office, replica, pcs.at(-1)?.certifiedAt ?? null)
      if (pc) pcs.push(pc)
    }
    return { name, code, level, pcs }
  },

  'revocations.revoke': ({ replica, reason }, { machine }, office) => {
    if (certificateOf(office.db, replica)?.revoked) throw new LakanaError('enrolment.revoked-already')
    const { believed } = revoke(knowing(office, machine), replica, reason)
    forgetPeeked(office.db)
    return { code: codeOf(office.db, replica), believed }
  },

  'revocations.believe': ({ replica }, { machine }, office) => {
    const known = revocationOf(office.db, replica)
    if (!known) throw new LakanaError('enrolment.not-below')
    const { believed } = revoke(knowing(office, machine), replica, known.reason)
    return { code: codeOf(office.db, replica), believed }
  },
}

function knowing({ db, ledger, self }: OpenOffice, machine: Machine): Parameters<typeof revoke>[0] {
  return { db, ledger, self, time: timeOf(machine) }
}

/** @param replacedAt when the one that came after it was certified */
function pcOf({ db, ledger, self }: OpenOffice, replica: Id, replacedAt: string | null): Pc | null {
  const certificate = readCertificate(certificateOf(db, replica)?.doc ?? '')
  if (!certificate) return null
  const peer = peerOf(db, replica)
  const revocation = revocationOf(db, replica)
  return {
    replica,
    words: wordsOf(certificate),
    certifiedAt: certificate.issuedAt,
    lastReceivedNumber: peer?.lastNumber ?? 0,
    lastReceivedAt: peer?.receivedAt ?? null,
    changes: ledger.head(replica)?.seq ?? 0,
    vouchesFor: installationsOf(db, certificate.office.id).filter((other) => standsOn(db, other, replica)).length,
    revoked: revocation && {
      reason: revocation.reason,
      at: revocation.issuedAt,
      by: officeOfReplica(db, revocation.issuer, self),
      believed: revocation.believed,
      apart: countUnbelieved(db, replica),
      replacedAt,
    },
  }
}

function standsOn(db: Database, other: Id, replica: Id): boolean {
  const row = certificateOf(db, other)
  return row !== null && other !== replica && row.issuer === replica && !row.revoked
}

function codeOf(db: Database, replica: Id): string {
  return readCertificate(certificateOf(db, replica)?.doc ?? '')?.office.code ?? ''
}
