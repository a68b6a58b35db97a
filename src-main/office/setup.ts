import { programVersion } from '../contract/build.ts'
import { LakanaError } from '../contract/errors.ts'
import { placeByCode, suggestOfficeCode } from '../domain/places.ts'
import { readSeal } from '../vault/moved.ts'
import { checkPassword, passwordStrength } from '../vault/password.ts'
import { vaultStatus } from '../vault/vault.ts'
import { doubtClock } from './clock.ts'
import { refuseFuture } from './conditions.ts'
import type { Handlers } from './context.ts'
import { foundOffice } from './founding.ts'
import { lock, sessionInfo } from './opening.ts'
import { qrOf } from './recovery-sheet.ts'
import { dayOf, todayOf } from './today.ts'
import { openTraining } from './training.ts'

type SetupCall =
  | 'setup.status'
  | 'setup.checkPassword'
  | 'setup.suggestCode'
  | 'setup.createOffice'
  | 'setup.startTraining'
  | 'setup.leaveTraining'

export const setupHandlers: Handlers<SetupCall> = {
  'setup.status': (_input, context, office) => {
    const status = office ? null : vaultStatus(context.home)
    const seal = readSeal(context.home)
    const session = office ? sessionInfo(office, context.machine) : null
    const header = session?.office ?? status?.header ?? null
    return {
      state: office ? 'open' : (status?.state ?? 'empty'),
      version: programVersion,
      office: header
        ? { name: header.name, code: header.code, level: header.level, place: header.place, training: header.training }
        : null,
      people: (office?.vault.people() ?? status?.signInNames ?? []).map(({ signInName, displayName }) => ({
        signIn: signInName,
        name: displayName,
      })),
      session,
      clockDoubt: office ? context.clockDoubt : doubtClock(dayOf(context.machine.now()), null),
      today: todayOf(context.machine),
      held: office ? context.held : null,
      movedOn: seal ? seal.at.slice(0, 10) : null,
      lastEntriesMissing: office !== null && context.lastEntriesMissing,
      keyringFromCopy: office?.vault.keyringFromCopy ?? status?.keyringFromCopy ?? false,
    }
  },
  'setup.checkPassword': async ({ password, names }) => {
    const reason = await checkPassword(password, names)
    return { ok: reason === null, reason, strength: await passwordStrength(password, names) }
  },
  'setup.suggestCode': ({ place }) => ({ code: suggestOfficeCode(placeByCode(place)?.name ?? '') }),
  'setup.createOffice': async (input, context, _office, work) => {
    lock(context, 'person')
    if (!placeByCode(input.place)) throw new LakanaError('call.input', { fields: ['place'] })
    refuseFuture(input.training.date, context.machine)
    work.progress({ step: 'keys', done: 0, total: null })
    const { office, recoveryCode } = await foundOffice(context, input, false)
    return { session: sessionInfo(office, context.machine), code: recoveryCode, qr: await qrOf(recoveryCode) }
  },
  'setup.startTraining': async ({ language }, context, _office, work) => {
    lock(context, 'person')
    return sessionInfo(await openTraining(context, language, work), context.machine)
  },
  'setup.leaveTraining': (_input, context) => {
    lock(context, 'person')
    context.home = context.machine.home
    return {}
  },
}
