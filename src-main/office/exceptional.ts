import { readSetting } from '../store/settings.ts'
import type { OpenOffice } from './context.ts'

/** Hours that an exceptional opening holds at most; it never outlives the session. */
export const defaultOpeningHours = 4

/** Has this person opened this case out of scope, and does that still hold? */
export function isOpened({ opened }: OpenOffice, caseId: string): boolean {
  const until = opened.get(caseId)
  if (until === undefined) return false
  if (until > performance.now()) return true
  opened.delete(caseId)
  return false
}

/** Lets the case be read from now on. @returns how long, in milliseconds */
export function letOpen({ opened, db }: OpenOffice, caseId: string): number {
  const lasts = readSetting(db, 'openingHours', defaultOpeningHours) * 3_600_000
  opened.set(caseId, performance.now() + lasts)
  return lasts
}
