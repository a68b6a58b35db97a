import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Level } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import { rank } from '../domain/trust/identity.ts'
import { allCertificates, forgetCertificates } from '../store/certificates.ts'
import { readOffice, type SelfRow, saveOffice } from '../store/self.ts'
import { officesUnder } from './offices-below.ts'
import { storeOwnCertificate } from './own-certificate.ts'

/**
 * An office that was created at the wrong level, in one transaction: as long as nobody has certified it, it has certified nobody, and it keeps nothing.
 * @param time as the clock claims, ISO 8601
 * @throws enrolment.level-in-use
 */
export function changeLevel(db: Database, self: SelfRow, level: Level, time: string): SelfRow {
  const { office, replica } = self
  const cases = db.prepare("SELECT count(*) FROM record WHERE kind = 'case'").pluck().get() as number
  const known = allCertificates(db).some((each) => each.replica !== replica || each.issuer !== replica)
  const peers = db.prepare('SELECT count(*) FROM peer').pluck().get() as number
  if (office.parent !== null || cases > 0 || known || peers > 0) throw new LakanaError('enrolment.level-in-use')
  const next = { ...self, office: { ...office, level } }
  db.transaction(() => {
    saveOffice(db, next.office)
    forgetCertificates(db, replica)
    if (level !== 'district') storeOwnCertificate(db, next, time)
  }).immediate()
  return next
}

/**
 * A person here has decided that an office below comes under another: only then is that one's word on it believed. Everything that it brings of the
 * office counts from now on, and what was on its way by the former one still does.
 * @throws enrolment.not-below, enrolment.wrong-level
 */
export function moveOffice(
  db: Database,
  self: SelfRow,
  officeId: string,
  toId: string,
): { office: string; code: string; to: string } {
  const under = officesUnder(db, self.office.id)
  const [office, to] = [readOffice(db, officeId), readOffice(db, toId)]
  const isBelow = [officeId, toId].every((id) => id !== self.office.id && under.has(id))
  if (!office || !to || !isBelow) throw new LakanaError('enrolment.not-below')
  if (rank(to.level) !== rank(office.level) + 1) throw new LakanaError('enrolment.wrong-level')
  saveOffice(db, { ...office, parent: toId })
  return { office: office.name, code: office.code, to: to.name }
}
