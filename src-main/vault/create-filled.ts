import { LakanaError } from '../contract/errors.ts'
import { bringAttachments } from './attachment-copies.ts'
import { type CreateVaultOptions, createVault } from './create-vault.ts'
import { readKeyring } from './keyring.ts'
import { acquireInstanceLock } from './lock-file.ts'
import type { VaultSession } from './session.ts'
import { finishSwitch, newStage, sweepStages, switchFiles } from './switch-files.ts'

interface Filled extends CreateVaultOptions {
  readonly now: Date
}

/**
 * Makes an office as `createVault` does, in a folder beside, fills it there, and only then puts it in its place: where the work fails, is stopped,
 * or the PC goes off, there is no office.
 * @param fill is given the opened vault and the folder that holds it
 * @returns the recovery code; the vault is closed
 */
export async function createFilled(
  options: Filled,
  fill: (session: VaultSession, folder: string) => Promise<void>,
): Promise<string> {
  const { home, hooks, now, nativeBinding } = options
  const release = acquireInstanceLock(home, nativeBinding)
  try {
    finishSwitch(home, hooks)
    if (readKeyring(home)) throw new LakanaError('session.already-set-up')
    const stage = newStage(home, 'joining')
    try {
      const { session, recoveryCode } = await createVault({ ...options, home: stage })
      try {
        await fill(session, stage)
      } finally {
        session.close()
      }
      await bringAttachments(stage, home)
      switchFiles(home, stage, { now, holds: null }, hooks)
      return recoveryCode
    } catch (error) {
      // Not what a switch that has begun still needs.
      sweepStages(home)
      throw error
    }
  } finally {
    release()
  }
}
