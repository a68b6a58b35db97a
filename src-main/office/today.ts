import type { Machine } from './context.ts'

type Clock = Pick<Machine, 'now' | 'correction'>

/** Now, as far as anybody knows: what the PC says, put right by what a person has said of its date. */
export function correctedNow(machine: Clock): Date {
  return new Date(machine.now().getTime() + (machine.correction?.offsetMs ?? 0))
}

/** The day that the office goes by, as ISO, in the PC's own time zone. */
export function todayOf(machine: Clock): string {
  return dayOf(correctedNow(machine))
}

/** The PC's time as the ledger writes it: what the clock claims, UTC, to the second. */
export function timeOf(machine: Clock): string {
  return machine
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
}

/** A day of the calendar in the PC's own time zone. */
export function dayOf(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
