import { formatCaseCode } from '../../src-main/domain/case-code.ts'
import { openingDrafts } from '../../src-main/domain/cases/opening-drafts.ts'
import { addDays } from '../../src-main/domain/dates/days.ts'
import type { Change, ChangeBody, Draft } from '../../src-main/domain/ledger/types.ts'
import { type Detail, inventChild } from '../../src-main/domain/training/child.ts'
import { between, chance, inventId, pick, type Random, seededRandom } from '../../src-main/domain/training/random.ts'
import type { OpenOffice } from '../../src-main/office/context.ts'
import type { Ledger } from '../../src-main/store/ledger.ts'
import { readSetting, writeSetting } from '../../src-main/store/settings.ts'
import { parseValues } from '../../src-main/store/shown-values.ts'

const casesInOneTransaction = 500
const changesInOneTransaction = 2000

export interface Filling {
  readonly count: number
  readonly seed: number
  /** ISO day: the newest day of registration. */
  readonly today: string
  readonly detail?: Detail
  /** Some cases are closed at once, by a change of their own. */
  readonly closing?: boolean
  /** The days over which they were registered, a year and a half otherwise. */
  readonly days?: number
  /** The cases are those of thirty workers, added by one change; otherwise the person's own. */
  readonly newWorkers?: boolean
}

/** Writes invented cases through the ledger, many in one transaction. */
export function fillOffice(
  office: OpenOffice,
  { count, seed, today, detail = 'lean', closing = true, days = 540, newWorkers = true }: Filling,
): void {
  const random = seededRandom(seed)
  const workers = [office.person.id, ...(newWorkers ? addWorkers(office, random, today) : [])]
  const ids = sessionIds(random)
  const year = Number(today.slice(0, 4))
  const counter = `case-number-${year}`
  let number = readSetting(office.db, counter, 0)
  for (let done = 0; done < count; done += casesInOneTransaction) {
    office.db
      .transaction(() => {
        for (let index = done; index < Math.min(count, done + casesInOneTransaction); index += 1) {
          number += 1
          register(office, random, {
            today,
            detail,
            closing,
            days,
            ids,
            worker: pick(random, workers),
            code: formatCaseCode(office.self.office.code, year, number),
          })
        }
        writeSetting(office.db, counter, number)
      })
      .immediate()
    tell(`${office.self.office.code}: ${Math.min(count, done + casesInOneTransaction)} of ${count} cases`)
  }
  tell('')
}

/** As the program gives ids (`office/new-id.ts`), started anew for every 25 cases. */
function sessionIds(random: Random): () => string {
  let start = ''
  let made = 0
  return () => {
    if (made % 75 === 0) start = inventId(random).slice(0, 16)
    made += 1
    return `${start}${made.toString(16).padStart(8, '0')}${inventId(random).slice(0, 8)}`
  }
}

function register(
  { ledger, self }: OpenOffice,
  random: Random,
  {
    today,
    detail,
    closing,
    days,
    ids: nextId,
    worker,
    code,
  }: {
    today: string
    detail: Detail
    closing: boolean
    days: number
    ids: () => string
    worker: string
    code: string
  },
): void {
  const day = addDays(today, -between(random, 0, days))
  const { consent, registration } = inventChild(random, { today: day, homeCommune: self.office.place, detail })
  const ids = { case: nextId(), consent: nextId(), registration: nextId() }
  const author = { person: worker, role: 'case_worker', time: `${day}T10:00:00Z` }
  ledger.append(author, openingDrafts({ ids, code, office: self.office.id, worker, today: day, consent, registration }))
  if (!closing || !chance(random, 0.15)) return
  const closed: Draft = { t: 'set', r: ids.case, g: 'status', value: { status: 'closed', status_on: day } }
  ledger.append(author, [closed])
}

function addWorkers({ ledger, person }: OpenOffice, random: Random, today: string): string[] {
  const ids = Array.from({ length: 30 }, () => inventId(random))
  ledger.append(
    { person: person.id, role: person.role, time: `${today}T06:00:00Z` },
    ids.flatMap((r, index): Draft[] => [
      { t: 'new', r, k: 'person' },
      { t: 'set', r, g: 'name', value: { name: `Agent ${index + 1}` } },
    ]),
  )
  return ids
}

/** Takes all the changes of one ledger into another, as verified ones. */
export function copyLedger(from: Ledger, to: OpenOffice): void {
  const have = to.ledger.versionVector()
  for (const [replica, top] of Object.entries(from.versionVector())) {
    for (let seq = (have[replica] ?? 0) + 1; seq <= top; seq += changesInOneTransaction) {
      to.db
        .transaction(() => {
          for (const each of from.read(replica, seq, Math.min(top, seq + changesInOneTransaction - 1))) {
            const body = JSON.parse(each.body) as ChangeBody
            const change: Change = { body, hash: each.hash, secret: each.secret, values: parseValues(each.vals) }
            to.ledger.apply(change, each.body, each.vals)
          }
          to.ledger.finish()
        })
        .immediate()
      tell(`${to.self.office.code}: ${Math.min(top, seq + changesInOneTransaction)} of ${top} changes`)
    }
  }
  tell('')
}

/** One line that writes over itself. */
export function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
