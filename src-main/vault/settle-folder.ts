import { LakanaError } from '../contract/errors.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { finishSwitch, sweepStages } from './switch-files.ts'

/** At start: carries through a change of files that a stop of the PC has interrupted, and clears away what was only staged. */
export function settleFolder(home: string, nativeBinding?: string): void {
  try {
    const release = acquireInstanceLock(home, nativeBinding)
    try {
      finishSwitch(home)
      sweepStages(home)
    } finally {
      release()
    }
  } catch (error) {
    // In use by another window, or a disk that refuses: opening says so to a person.
    if (!(error instanceof LakanaError)) throw error
  }
}
