import { addDays, daysBetween } from '../../src-main/domain/dates/days.ts'

/** How far the office's day is from the PC's, in days: what people have said of a clock that is wrong. */
let ahead = 0

/** @param today ISO day that the office goes by, as `setup.status` tells it */
export function goByDay(today: string): void {
  ahead = daysBetween(deviceDay(), today)
}

/** ISO day that the office goes by: for ages, days typed in and papers. */
export const officeDay = (): string => addDays(deviceDay(), ahead)

/** The day of the PC, in its own time zone. */
function deviceDay(): string {
  const now = new Date()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
