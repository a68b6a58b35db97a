import type { Machine } from './context.ts'

/** The PC's day as ISO, in the PC's own time zone. */
export function todayOf(machine: Machine): string {
  const now = machine.now()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The PC's time as the ledger writes it: UTC, to the second. */
export function timeOf(machine: Machine): string {
  return machine
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
}
