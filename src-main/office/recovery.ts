import { LakanaError } from '../contract/errors.ts'
import {
  answerRequest,
  checkAnswerSigner,
  isOurs,
  openRecoveryAnswer,
  openRecoveryRequest,
  recoveryWords,
} from '../exchange/recovery.ts'
import { letter, lettersOf, readLetter, writeLetter } from '../exchange/small-file.ts'
import { logAccess } from '../store/access-log.ts'
import { readSelf } from '../store/self.ts'
import {
  openWithAnswer,
  type PendingRecovery,
  pendingRecovery,
  requestFromRegion,
  vaultStatus,
} from '../vault/vault.ts'
import type { Handlers } from './context.ts'
import { lock, sessionInfo, takeIntoUse } from './opening.ts'
import { qrOf } from './recovery-sheet.ts'
import { placeOf } from './session.ts'
import { timeOf } from './today.ts'

type RecoveryCall =
  | 'recovery.state'
  | 'recovery.drives'
  | 'recovery.ask'
  | 'recovery.write'
  | 'recovery.answers'
  | 'recovery.open'
  | 'recovery.requests'
  | 'recovery.answer'

export const recoveryHandlers: Handlers<RecoveryCall> = {
  'recovery.state': (_input, { home }, office) => {
    const pending = pendingRecovery(home)
    const officer = office?.vault.region?.officer ?? vaultStatus(home).regionOfficer
    return { officer, request: pending && asShown(pending) }
  },

  'recovery.drives': async (_input, { machine }) => (await machine.listDrives()).filter(({ removable }) => removable),

  'recovery.ask': async ({ signIn, next, reason }, context) => {
    lock(context, 'person')
    const time = timeOf(context.machine)
    const asked = { ...placeOf(context), signInName: signIn, password: next, reason, time }
    return asShown(await requestFromRegion(asked))
  },

  'recovery.write': async ({ path }, { home }) => {
    const pending = pendingRecovery(home)
    if (!pending) throw new LakanaError('recovery.not-asked')
    const { office } = openRecoveryRequest(pending.request)
    return { file: await writeLetter(path, `LKE-${office.code}-recovery-request.lke`, pending.request) }
  },

  'recovery.answers': async ({ path }, { home }) => {
    const pending = pendingRecovery(home)
    const found = await lettersOf(path, openRecoveryAnswer)
    return {
      answers: found
        .filter(({ content }) => content.answer.newSlot === pending?.slot.id)
        .map(({ file, content: { answer } }) => ({ file, office: answer.office, answeredAt: answer.answeredAt })),
    }
  },

  'recovery.open': async ({ path, file, password }, context) => {
    lock(context, 'person')
    const opened = openRecoveryAnswer(await readLetter(await letter(path, file)))
    const recovery = await openWithAnswer({ ...placeOf(context), answer: opened.answer, password })
    try {
      const self = readSelf(recovery.session.db)
      if (!self) throw new LakanaError('vault.database-damaged')
      checkAnswerSigner(recovery.session.db, self, opened)
      const { session, recoveryCode } = recovery.admit()
      const office = takeIntoUse(context, session)
      const { replica, office: by } = opened.answer
      logAccess(office.db, {
        at: timeOf(context.machine),
        person: office.person.id,
        act: 'session.recover',
        subject: by.code,
        details: { replica },
      })
      return { session: sessionInfo(office, context.machine), code: recoveryCode, qr: await qrOf(recoveryCode) }
    } catch (error) {
      recovery.close()
      throw error
    }
  },

  'recovery.requests': async ({ path }, _context, { db }) => {
    const found = await lettersOf(path, (document) => ({ document, request: openRecoveryRequest(document) }))
    return {
      requests: found.map(({ file, content: { document, request } }) => ({
        file,
        office: request.office,
        person: request.person.name,
        reason: request.reason,
        writtenAt: request.writtenAt,
        words: recoveryWords(document),
        ours: isOurs(db, request),
      })),
    }
  },

  'recovery.answer': async ({ path, file, words, reason }, { machine }, { db, self, person }) => {
    const time = timeOf(machine)
    const document = await readLetter(await letter(path, file))
    const answer = answerRequest(db, self, document, words, time)
    const { office, person: asks, vault } = openRecoveryRequest(document)
    // Told before the answer exists: no key leaves this office untold.
    logAccess(db, {
      at: time,
      person: person.id,
      act: 'keys.recovery',
      subject: office.code,
      why: reason,
      details: { person: asks.id, vault },
    })
    return { file: await writeLetter(path, `LKE-${office.code}-recovery-answer.lke`, answer), office: office.name }
  },
}

function asShown({ slot, request }: PendingRecovery) {
  const { signInName: signIn, displayName: name, createdAt: writtenAt } = slot
  return { signIn, name, words: recoveryWords(request), writtenAt }
}
