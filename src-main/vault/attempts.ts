import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import { unlessDiskRefuses, writeWhole } from './files.ts'

const longestWaitMs = 60_000
const firstWaitMs = 1_000
const fileName = 'attempts.json'

const entry = z.strictObject({ count: z.int().min(1), waitMs: z.int().min(0).max(longestWaitMs) })
const fileSchema = z.strictObject({ version: z.literal(1), slots: z.record(z.string().max(64), entry) })
type Slots = z.infer<typeof fileSchema>['slots']

/** Milliseconds that only go forward; not the clock of the PC, which people set. */
export type Monotonic = () => number

/** Since when this process has been serving a wait. A wait met for the first time is served whole: no restart shortens it. */
const servedSince = new Map<string, { waitMs: number; count: number; since: number }>()

/** Throws `session.wait` with `seconds` while a wait for this slot is not over. */
export function checkWait(home: string, slot: string, now: Monotonic): void {
  const tries = current(home)[slot]
  if (!tries) return
  const left = tries.waitMs - (now() - servingSince(home, slot, tries, now))
  if (left > 0) throw new LakanaError('session.wait', { seconds: Math.ceil(left / 1000) })
}

/**
 * Counts a try before its outcome is known, so that killing the program wins nothing. Returns the seconds that the next must wait if
 * this one fails.
 */
export function countTry(home: string, slot: string, now: Monotonic): number {
  const slots = current(home)
  const count = (slots[slot]?.count ?? 0) + 1
  const waitMs = Math.min(firstWaitMs * 2 ** Math.min(count - 1, 10), longestWaitMs)
  servedSince.set(keyOf(home, slot), { waitMs, count, since: now() })
  save(home, { ...slots, [slot]: { count, waitMs } })
  return waitMs / 1000
}

/** The wait runs from the refusal, not from before the slow derivation. */
export function restartWait(home: string, slot: string, now: Monotonic): void {
  const served = servedSince.get(keyOf(home, slot))
  if (served) served.since = now()
}

/** The right password: forgets the tries, and says how many had failed. */
export function clearTries(home: string, slot: string): number {
  const { [slot]: tries, ...others } = current(home)
  servedSince.delete(keyOf(home, slot))
  if (tries) save(home, others)
  return Math.max((tries?.count ?? 0) - 1, 0)
}

const keyOf = (home: string, slot: string): string => `${home}\n${slot}`

function servingSince(home: string, slot: string, tries: z.infer<typeof entry>, now: Monotonic): number {
  const served = servedSince.get(keyOf(home, slot))
  if (served && served.count === tries.count) return served.since
  const since = now()
  servedSince.set(keyOf(home, slot), { ...tries, since })
  return since
}

function current(home: string): Slots {
  const slots = { ...readSlots(home) }
  // What could not be written (disk full) still counts in this process.
  for (const [key, { waitMs, count }] of servedSince) {
    const [where = '', slot = ''] = key.split('\n')
    if (where === home && (slots[slot]?.count ?? 0) < count) slots[slot] = { count, waitMs }
  }
  return slots
}

function readSlots(home: string): Slots {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(join(home, fileName), 'utf8')))
    return parsed.success ? parsed.data.slots : {}
  } catch {
    // Absent or unreadable: the delays slow down people at the keyboard; who can write this folder can remove the file anyway.
    return {}
  }
}

function save(home: string, slots: Slots): void {
  // A full or read-only disk must not keep people out of their own office; the process remembers instead.
  unlessDiskRefuses(() => writeWhole(join(home, fileName), JSON.stringify({ version: 1, slots })))
}
