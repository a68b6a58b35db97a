import { LakanaError } from '../contract/errors.ts'
import { readCertificate } from '../domain/trust/certificate.ts'
import { accept, certify, openAnswer, openRequest, ownRequest } from '../exchange/enrolment.ts'
import { identityOf, wordsOf } from '../exchange/keys.ts'
import { askForKeys, changeKeys } from '../exchange/new-keys.ts'
import { changeLevel, moveOffice } from '../exchange/office-level.ts'
import { forgetPeeked } from '../exchange/peek.ts'
import { letter, readLetter, writeLetter } from '../exchange/small-file.ts'
import { logAccess } from '../store/access-log.ts'
import { certificateOf } from '../store/certificates.ts'
import { parentPeer } from '../store/peers.ts'
import { readSelf } from '../store/self.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { Handlers, OpenOffice } from './context.ts'
import { takeUpIdentity } from './identity.ts'
import { headerOf } from './opening.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { timeOf } from './today.ts'

type EnrolmentCall =
  | 'enrolment.state'
  | 'enrolment.writeRequest'
  | 'enrolment.renewKeys'
  | 'enrolment.changeKeys'
  | 'enrolment.changeLevel'
  | 'enrolment.move'
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

  'enrolment.changeKeys': async (_input, context, office) => {
    const { replica: _other, ...fresh } = await newReplicaKeys()
    const words = changeKeys(office.db, office.self, fresh, timeOf(context.machine))
    takeUpIdentity(context, office)
    return { words }
  },

  'enrolment.changeLevel': ({ level }, context, office) => {
    const { db, vault } = office
    const self = changeLevel(db, office.self, level, timeOf(context.machine))
    vault.updateOffice(headerOf(self.office, self.training, readSetting<'fr' | 'en'>(db, 'language', 'fr')))
    takeUpIdentity(context, office)
    return { level }
  },

  'enrolment.move': ({ officeId, to }, _context, { db, self }) => {
    const moved = moveOffice(db, self, officeId, to)
    forgetPeeked(db)
    return moved
  },

  'enrolment.certify': async ({ path, file, words, newPcOf, from }, { machine }, office) => {
    const { self, db } = office
    const time = timeOf(machine)
    const request = openRequest(await readLetter(await letter(path, file)))
    const answer = certify(db, self, request, words, time, { newPcOf, from })
    const { code, name } = request.office
    logAccess(db, {
      at: time,
      person: office.person.id,
      act: 'enrolment.certify',
      subject: code,
      details: {
        replica: request.replica,
        ...(newPcOf === undefined ? {} : { newPc: true }),
        ...(from === undefined ? {} : { from }),
      },
    })
    return { file: await writeLetter(path, `LKE-${code}-answer.lke`, answer), office: name }
  },

  'enrolment.accept': async ({ path, file, words, leaving }, context, office) => {
    const { self, db } = office
    const answer = openAnswer(await readLetter(await letter(path, file)))
    accept(db, self, answer, words, leaving)
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
