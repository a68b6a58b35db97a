import { newForm, openingDrafts } from '../cases/opening-drafts.ts'
import { addDays, daysBetween, type IsoDay } from '../dates/days.ts'
import type { Draft, Id } from '../ledger/types.ts'
import { type InventedChild, inventChild } from './child.ts'
import { between, inventId, pick, type Random } from './random.ts'
import type { Visited } from './scene.ts'

export interface JournalOptions {
  readonly children: number
  /** The last day of the journal. */
  readonly today: IsoDay
  /** P-code of the office's commune. */
  readonly homeCommune: string
  readonly office: Id
  /** Who opens cases: the first has the most. */
  readonly workers: readonly Id[]
}

/** One change of an invented office. `drafts` takes the code of the case, which only an opening needs. */
export interface JournalEntry {
  /** ISO 8601 UTC, in office hours. */
  readonly time: string
  readonly worker: Id
  readonly opensCase: boolean
  drafts(code: string): Draft[]
}

const months = 18
const daysBack = months * 30
/** Newer cases may still wait for their first visit. */
const surelyVisitedAfter = 25
/** A twentieth of the children, shared out among the workers, surely wait: what is overdue must be there to learn on. */
const waitsOneIn = 20

/** Eighteen months of work of an office that does not exist, oldest first. */
export function inventJournal(random: Random, options: JournalOptions): JournalEntry[] {
  const entries: JournalEntry[] = []
  for (let index = 0; index < options.children; index += 1) {
    entries.push(...storyOf(random, options, begin(random, options, index)))
  }
  return entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
}

interface Beginning {
  readonly registered: IsoDay
  readonly worker: Id
  readonly visited: Visited
}

function begin(random: Random, { today, workers }: JournalOptions, index: number): Beginning {
  const turn = index / waitsOneIn
  if (Number.isInteger(turn)) {
    // Longer ago than any first response may take, and short enough to be believed.
    const registered = addDays(today, -between(random, 9, 20))
    return { registered, worker: workers[turn % workers.length] as Id, visited: 'never' }
  }
  const registered = addDays(today, -Math.floor(random() ** 1.4 * daysBack))
  const worker = pick(random, [...workers, ...workers.slice(0, 1)])
  return { registered, worker, visited: daysBetween(registered, today) > surelyVisitedAfter ? 'surely' : 'perhaps' }
}

function storyOf(
  random: Random,
  { today, homeCommune, office }: JournalOptions,
  { registered, worker, visited }: Beginning,
): JournalEntry[] {
  const child = inventChild(random, { today: registered, homeCommune, visited })
  const ids = { case: inventId(random), consent: inventId(random), registration: inventId(random) }
  const at = (afterDays: number) => timeOn(random, addDays(registered, afterDays), afterDays === 0 ? 6 : 9)
  const opening: JournalEntry = {
    time: at(0),
    worker,
    opensCase: true,
    drafts: (code) => openingDrafts({ ids, code, office, worker, today: registered, ...child }),
  }
  const later = laterOf(random, child, ids.case, worker, at)
  return [opening, ...later.filter(({ time }) => time.slice(0, 10) < today && time > opening.time)]
}

function laterOf(
  random: Random,
  { later }: InventedChild,
  caseId: Id,
  worker: Id,
  at: (afterDays: number) => string,
): JournalEntry[] {
  const forms = later.forms.map(({ form, afterDays, values }): JournalEntry => {
    const id = inventId(random)
    const time = at(afterDays)
    const closing: Draft[] =
      form === 'closure'
        ? [{ t: 'set', r: caseId, g: 'status', value: { status: 'closed', status_on: time.slice(0, 10) } }]
        : []
    return { time, worker, opensCase: false, drafts: () => [...newForm(caseId, id, form, values), ...closing] }
  })
  const notes = later.notes.map(({ text, afterDays }): JournalEntry => {
    const id = inventId(random)
    const drafts = (): Draft[] => [
      { t: 'new', r: id, k: 'note', p: caseId },
      { t: 'set', r: id, g: 'text', value: { text } },
    ]
    return { time: at(afterDays), worker, opensCase: false, drafts }
  })
  return [...forms, ...notes]
}

function timeOn(random: Random, day: IsoDay, fromHour: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${day}T${two(between(random, fromHour, fromHour + 2))}:${two(between(random, 0, 59))}:${two(between(random, 0, 59))}Z`
}
