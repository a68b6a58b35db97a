import type { Database } from 'better-sqlite3-multiple-ciphers'
import { buildDay } from '../contract/build.ts'
import { daysBetween } from '../domain/dates/days.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { GivenMachine, Machine, OfficeContext, OpenOffice } from './context.ts'
import { dayOf, todayOf } from './today.ts'

const dayMs = 86_400_000
/** Backwards by more than this in the middle of work, and somebody has set the clock. */
const backwardsMs = 5 * 60_000
/** Forwards by more than this without anybody signing in again: no sleep of the PC, which locks. */
const forwardsMs = 36 * 3_600_000

export interface ClockDoubt {
  readonly today: string
  readonly expected: string
}

/** What a person has last said of the date; kept in the file. `known` is a day that has certainly been reached. */
interface Said {
  readonly offsetMs: number
  readonly known: string
}

type Opened = Pick<OpenOffice, 'db' | 'ledger' | 'self'>

const settingName = 'clock'

/**
 * A PC whose battery is dead wakes up in 2010 or 2040. The day is in doubt when it lies before the program was built or before the last
 * work known here, or more than a year after it.
 */
export function doubtClock(day: string, lastKnown: string | null): ClockDoubt | null {
  const expected = lastKnown !== null && lastKnown > buildDay ? lastKnown : buildDay
  const ahead = daysBetween(expected, day)
  const tooFar = lastKnown === null ? 365 * 5 : 400
  return ahead < -1 || ahead > tooFar ? { today: day, expected } : null
}

/**
 * At signing in: a clock that is right by itself is taken at its word; one that is not is put right as far as was said last time, and asked
 * about again, since a dead battery loses the days between. Until somebody says, the office goes by the last day that it knows.
 */
export function startClock(context: OfficeContext, office: Opened): void {
  const { correction } = context.machine
  const device = dayOf(context.machine.now())
  const said = readSetting<Said | null>(office.db, settingName, null)
  const lastKnown = newest(said?.known ?? null, lastOwnDay(office))
  correction.offsetMs = 0
  correction.doubt = false
  const doubt = doubtClock(device, lastKnown)
  if (doubt) correction.offsetMs = bestGuess(device, doubt.expected, said)
  context.clockDoubt = doubt
  correction.doubt = doubt !== null
  watchFrom(context)
}

/** What was said last time, unless the office is known to be further on by now. */
function bestGuess(device: string, expected: string, said: Said | null): number {
  const least = daysBetween(device, expected) * dayMs
  if (!said) return least
  const ahead = (said.offsetMs - least) / dayMs
  return ahead >= 0 && ahead < 400 ? said.offsetMs : least
}

/** Somebody has said what day it is; null: what the PC says is right. */
export function sayDay(context: OfficeContext, db: Database, day: string | null): void {
  const { machine } = context
  const device = dayOf(machine.now())
  const offsetMs = day === null ? 0 : daysBetween(device, day) * dayMs
  machine.correction.offsetMs = offsetMs
  machine.correction.doubt = offsetMs !== 0
  const said: Said = { offsetMs, known: todayOf(machine) }
  writeSetting(db, settingName, said)
  context.clockDoubt = null
  watchFrom(context)
}

/** Between two calls: has the clock been set while somebody works? Asks, and stops nothing. */
export function watchClock(context: OfficeContext): void {
  const { machine, open } = context
  const before = context.watched
  watchFrom(context)
  if (!open || !before) return
  const leapt = machine.now().getTime() - before.wallMs - (machine.monotonic() - before.monotonicMs)
  if (leapt > -backwardsMs && leapt < forwardsMs) return
  // Until somebody says what day it is, the office goes by the day that it went by.
  machine.correction.offsetMs -= leapt
  machine.correction.doubt = true
  context.clockDoubt = { today: dayOf(machine.now()), expected: todayOf(machine) }
  context.emit({ type: 'changed' })
}

function watchFrom(context: OfficeContext): void {
  const { machine } = context
  context.watched = { wallMs: machine.now().getTime(), monotonicMs: machine.monotonic() }
}

/** Day of this office's last change whose time was not in doubt when it was written. */
function lastOwnDay({ db, ledger, self }: Opened): string | null {
  const head = ledger.head(self.replica)
  for (let seq = head?.seq ?? 0; seq > Math.max(0, (head?.seq ?? 0) - 50); seq -= 1) {
    const body = ledger.change(self.replica, seq)?.body
    const told = body ? (JSON.parse(body) as { time: string; doubt?: true }) : null
    if (told && told.doubt !== true) return told.time.slice(0, 10)
  }
  return readSetting<Said | null>(db, settingName, null)?.known ?? null
}

function newest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** A machine as the office uses it, with room for what people say of its clock. */
export function withClock(given: GivenMachine): Machine {
  return {
    ...given,
    monotonic: given.monotonic ?? (() => performance.now()),
    correction: { offsetMs: 0, doubt: false },
  }
}
