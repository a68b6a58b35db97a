import { LakanaError } from '../contract/errors.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { accept, certify, writeRequest } from '../exchange/enrolment-files.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { allPeers } from '../store/peers.ts'
import { readSelf } from '../store/self.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { Handlers, OfficeContext, OpenOffice } from './context.ts'
import { timeOf } from './today.ts'

type EnrolmentCall = 'enrolment.state' | 'enrolment.writeRequest' | 'enrolment.certify' | 'enrolment.accept'

export const enrolmentHandlers: Handlers<EnrolmentCall> = {
  'enrolment.state': (_input, _context, office) => ({
    words: wordsOf(identityOf(office.self)),
    parent: parentOf(office),
    requestWrittenAt: readSetting<string | null>(office.db, 'requestWrittenAt', null),
  }),
  'enrolment.writeRequest': async ({ path }, { machine }, { db, self, person }) => {
    const time = timeOf(machine)
    const file = await writeRequest(self, path, time)
    writeSetting(db, 'requestWrittenAt', time)
    logAccess(db, { at: time, person: person.id, act: 'enrolment-request' })
    return { file, words: wordsOf(identityOf(self)) }
  },
  'enrolment.certify': async ({ path, file, words }, { machine }, { db, self, person }) => {
    const time = timeOf(machine)
    const done = await certify(db, self, { folder: path, file, words, time })
    logAccess(db, { at: time, person: person.id, act: 'certify', subject: done.office })
    return done
  },
  'enrolment.accept': ({ path, file, words }, context, office) => {
    const { parent } = accept(office.db, office.self, { folder: path, file, words })
    const entry = { person: office.person.id, act: 'enrolled', subject: parent.office.name }
    logAccess(office.db, { at: timeOf(context.machine), ...entry })
    refreshSelf(context, office)
    return { parent: parent.office.name }
  },
}

/** The open office learns what it has become. */
function refreshSelf(context: OfficeContext, office: OpenOffice): void {
  const self = readSelf(office.db)
  if (!self) throw new LakanaError('vault.database-damaged')
  context.open = { ...office, self }
}

function parentOf(office: OpenOffice) {
  const peer = allPeers(office.db).find((each) => each.office === office.self.office.parent)
  const row = peer ? certificateOf(office.db, peer.replica) : null
  const certificate = row ? readCertificate(row.doc) : null
  if (!certificate) return null
  const { name, code, level } = certificate.office
  return { name, code, level, words: wordsOf(certificate) }
}
