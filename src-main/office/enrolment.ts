import { LakanaError } from '../contract/errors.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { accept, askForKeys, certify, openAnswer, openRequest, ownRequest } from '../exchange/enrolment.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { letter, readLetter, writeLetter } from '../exchange/small-file.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { parentPeer } from '../store/peers.ts'
import { readSelf } from '../store/self.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { takeUpIdentity } from './identity.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { timeOf } from './today.ts'

type EnrolmentCall =
  | 'enrolment.state'
  | 'enrolment.writeRequest'
  | 'enrolment.renewKeys'
  | 'enrolment.certify'
  | 'enrolment.accept'

const requestedAt = 'enrolment-request-at'

export const enrolmentHandlers: Handlers<EnrolmentCall> = {
  'enrolment.state': (_input, _context, office) => ({
    words: wordsOf(identityOf(office.self)),
    parent: parentOf(office),
    requestWrittenAt: readSetting<string | null>(office.db, requestedAt, null),
  }),

  'enrolment.writeRequest': async ({ path }, { machine }, office) => {
    const { self, db } = office
    if (self.office.level === 'national') throw new LakanaError('enrolment.wrong-level')
    const time = timeOf(machine)
    const text = ownRequest(db, self, machine.version, time)
    const file = await writeLetter(path, `LKE-${self.office.code}-request.lke`, text)
    db.transaction(() => {
      writeSetting(db, requestedAt, time)
      logAccess(db, { at: time, person: office.person.id, act: 'enrolment.request', details: { file } })
    }).immediate()
    return { file, words: wordsOf(identityOf(self)) }
  },

  'enrolment.renewKeys': async ({ path }, context, office) => {
    const { db, self } = office
    const time = timeOf(context.machine)
    const { replica: _other, ...fresh } = await newReplicaKeys()
    const { text, ...next } = db
      .transaction(() => {
        const asked = askForKeys(db, self, fresh, context.machine.version, time)
        logAccess(db, { at: time, person: office.person.id, act: 'enrolment.request', details: { keys: true } })
        return asked
      })
      .immediate()
    context.open = { ...office, self: readSelf(db) ?? self }
    return {
      file: await writeLetter(path, `LKE-${self.office.code}-request.lke`, text),
      words: wordsOf(identityOf(next)),
    }
  },

  'enrolment.certify': async ({ path, file, words, newPcOf }, { machine }, office) => {
    const { self, db } = office
    const time = timeOf(machine)
    const request = openRequest(await readLetter(await letter(path, file)))
    const answer = certify(db, self, request, words, time, newPcOf)
    const { code, name } = request.office
    logAccess(db, {
      at: time,
      person: office.person.id,
      act: 'enrolment.certify',
      subject: code,
      details: { replica: request.replica, ...(newPcOf === undefined ? {} : { newPc: true }) },
    })
    return { file: await writeLetter(path, `LKE-${code}-answer.lke`, answer), office: name }
  },

  'enrolment.accept': async ({ path, file, words }, context, office) => {
    const { self, db } = office
    const answer = openAnswer(await readLetter(await letter(path, file)))
    accept(db, self, answer, words)
    const { name, code } = answer.issuer.office
    office.vault.setRegion({ officer: name, publicKey: Buffer.from(answer.officer, 'base64') })
    const at = timeOf(context.machine)
    logAccess(db, { at, person: office.person.id, act: 'enrolment.accept', subject: code })
    takeUpIdentity(context, office)
    return { parent: name }
  },
}

function parentOf({
  db,
  self,
}: OpenOffice): { name: string; code: string; level: 'district' | 'region' | 'national'; words: string[] } | null {
  const peer = parentPeer(db, self)
  const row = peer && certificateOf(db, peer.replica)
  const certificate = row && readCertificate(row.doc)
  if (!certificate) return null
  const { name, code, level } = certificate.office
  return { name, code, level, words: wordsOf(certificate) }
}
