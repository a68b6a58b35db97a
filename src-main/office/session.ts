import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { logAccess } from '../store/access-log.ts'
import { writeMustChange } from '../store/people.ts'
import { dropTry, noteTry } from '../vault/failed-tries.ts'
import type { VaultPlace } from '../vault/hooks.ts'
import { openVault, openWithRecoveryCode } from '../vault/vault.ts'
import type { Handlers, OfficeContext } from './context.ts'
import { dismissPage, lock, sessionInfo, takeIntoUse } from './opening.ts'
import { qrOf } from './recovery-sheet.ts'
import { timeOf } from './today.ts'

type SessionCall = 'session.signIn' | 'session.lock' | 'session.changePassword' | 'session.recover'

export const sessionHandlers: Handlers<SessionCall> = {
  'session.signIn': async ({ signIn, password }, context, _office, work) => {
    lock(context, 'person')
    const vault = await tried(context, signIn, () => openVault({ ...placeOf(context), signInName: signIn, password }))
    return sessionInfo(takeIntoUse(context, vault, work.progress), context.machine)
  },
  'session.lock': ({ reason }, context) => {
    lock(context, reason)
    dismissPage(context, reason)
    return {}
  },
  'session.changePassword': async ({ current, next }, _context, office) => {
    if (current === next) throw new LakanaError('session.password-same')
    await office.vault.changePassword(current, next)
    writeMustChange(office.db, office.person.id, false)
    return {}
  },
  'session.recover': async ({ signIn, code, next }, context, _office, work) => {
    lock(context, 'person')
    const recovery = await tried(context, signIn, () => openWithRecoveryCode({ ...placeOf(context), code }))
    try {
      const { session, recoveryCode } = await recovery.resetPassword(signIn, next)
      const office = takeIntoUse(context, session, work.progress)
      writeMustChange(office.db, office.person.id, false)
      logAccess(office.db, { at: timeOf(context.machine), person: office.person.id, act: 'session.recover' })
      return { session: sessionInfo(office, context.machine), code: recoveryCode, qr: await qrOf(recoveryCode) }
    } catch (error) {
      recovery.close()
      throw error
    }
  },
}

/** Keeps a try to come in for the log from before its outcome is known: ending the program at the right moment hides nothing. */
async function tried<T>(context: OfficeContext, signIn: string, open: () => Promise<T>): Promise<T> {
  const { home, machine } = context
  const note = noteTry(home, timeOf(machine), signIn)
  try {
    const opened = await open()
    dropTry(home, note)
    return opened
  } catch (error) {
    if (!(error instanceof LakanaError) || !wrongSecret.has(error.code)) dropTry(home, note)
    throw error
  }
}

const wrongSecret: ReadonlySet<string> = new Set(['session.wrong-password', 'vault.recovery-code'])

export function placeOf(context: OfficeContext): VaultPlace {
  const { nativeBinding, kdf } = context.machine
  return { home: context.home, nativeBinding, kdf }
}

/** Where the training office of this PC lies: beside the real one, never in it. */
export function trainingHome(context: OfficeContext): string {
  return join(context.machine.home, 'training')
}
