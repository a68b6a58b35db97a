import { join } from 'node:path'
import { logAccess } from '../store/access-log.ts'
import { openVault, openWithRecoveryCode } from '../vault/vault.ts'
import type { Handlers, OfficeContext } from './context.ts'
import { lock, sessionInfo, takeIntoUse } from './opening.ts'
import { qrOf } from './recovery-sheet.ts'
import { timeOf } from './today.ts'

type SessionCall = 'session.signIn' | 'session.lock' | 'session.changePassword' | 'session.recover'

export const sessionHandlers: Handlers<SessionCall> = {
  'session.signIn': async ({ signIn, password }, context) => {
    lock(context, 'person')
    const vault = await openVault({ ...placeOf(context), signInName: signIn, password })
    return sessionInfo(takeIntoUse(context, vault))
  },
  'session.lock': ({ reason }, context) => {
    lock(context, reason)
    return {}
  },
  'session.changePassword': async ({ current, next }, { machine }, office) => {
    await office.vault.changePassword(current, next)
    logAccess(office.db, { at: timeOf(machine), person: office.person.id, act: 'change-password' })
    return {}
  },
  'session.recover': async ({ signIn, code, next }, context) => {
    lock(context, 'person')
    const recovery = await openWithRecoveryCode({ ...placeOf(context), code })
    try {
      const { session, recoveryCode } = await recovery.resetPassword(signIn, next)
      const office = takeIntoUse(context, session)
      logAccess(office.db, { at: timeOf(context.machine), person: office.person.id, act: 'recover' })
      return { session: sessionInfo(office), code: recoveryCode, qr: await qrOf(recoveryCode) }
    } catch (error) {
      recovery.close()
      throw error
    }
  },
}

export function placeOf(context: OfficeContext): { home: string; nativeBinding?: string } {
  const { nativeBinding } = context.machine
  return { home: context.home, ...(nativeBinding === undefined ? {} : { nativeBinding }) }
}

/** Where the training office of this PC lies: beside the real one, never in it. */
export function trainingHome(context: OfficeContext): string {
  return join(context.machine.home, 'training')
}
