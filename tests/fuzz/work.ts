import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Draft, Id, Json } from '../../src-main/domain/ledger/types.ts'
import { ValueReader } from '../../src-main/store/form-values.ts'
import type { Ledger } from '../../src-main/store/ledger.ts'
import { writesIn } from './model.ts'

/** A ledger at which somebody works. */
export interface Worker {
  readonly db: Database
  readonly ledger: Ledger
  write(drafts: readonly Draft[]): unknown
}

/** A child as these histories have it: a case, whose consent lets everything go to the region, its registration, one member of the household. */
export interface Child {
  readonly caseId: Id
  readonly consent: Id
  readonly form: Id
  readonly row: Id
}

export const members = 'household_members'

export const setGroup = (r: Id, g: string, value: Json): Draft => ({ t: 'set', r, g, value: { [g]: value } })

export function register(desk: Worker, { caseId, consent, form, row }: Child): void {
  desk.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'set', r: caseId, g: 'status', value: { status: 'open' } },
    { t: 'new', r: consent, k: 'form', p: caseId, f: 'consent' },
    { t: 'set', r: consent, g: 'consent.collect', value: { consent_collect: 'yes' } },
    { t: 'new', r: form, k: 'form', p: caseId, f: 'registration' },
    { t: 'set', r: form, g: 'sex', value: { sex: 'female' } },
    { t: 'set', r: form, g: 'household_notes', value: { household_notes: 'Au marché' } },
    { t: 'add-row', r: form, g: members, row, value: { order: 0 } },
    { t: 'set-row', r: form, g: members, row, f: 'member_name', value: { member_name: 'Awa' } },
    { t: 'set-row', r: form, g: members, row, f: 'member_age', value: { member_age: 7 } },
  ])
}

export interface Open {
  readonly record: Id
  readonly grp: string
  readonly row: string
  readonly cell: string
  readonly kind: string
  readonly sensitive: number
}

export function conflictsOf({ db }: Pick<Worker, 'db'>): Open[] {
  return db
    .prepare(
      `SELECT x.id AS record, g.name AS grp, c.row, c.cell, c.kind, c.sensitive FROM conflict c
       JOIN record x ON x.n = c.record JOIN grp g ON g.n = c.grp ORDER BY 1, 2, 3, 4`,
    )
    .all() as Open[]
}

export function valuesOf({ db }: Pick<Worker, 'db'>, record: Id): Readonly<Record<string, unknown>> {
  const { n } = db.prepare('SELECT n FROM record WHERE id = ?').get(record) as { n: number }
  return new ValueReader(db).read(n).values
}

export type Task =
  | { readonly do: 'set'; readonly group: string; readonly value: number }
  | { readonly do: 'cell'; readonly value: number }
  | { readonly do: 'remove' | 'settle' | 'takeBack'; readonly which: number }

/** One thing that a person does to a child: writes an answer, changes or removes a row, settles a conflict, takes that back. */
export function carryOut(desk: Worker, { form, row }: Pick<Child, 'form' | 'row'>, task: Task): void {
  if (task.do === 'set') desk.write([setGroup(form, task.group, `v${task.value}`)])
  else if (task.do === 'remove') desk.write([{ t: 'remove-row', r: form, g: members, row }])
  else if (task.do === 'cell') {
    if (valuesOf(desk, form)[members] === undefined) return
    desk.write([{ t: 'set-row', r: form, g: members, row, f: 'member_age', value: { member_age: task.value } }])
  } else if (task.do === 'settle') settle(desk, task.which)
  else takeBack(desk, task.which)
}

function settle(desk: Worker, which: number): void {
  const open = conflictsOf(desk).filter(({ kind }) => kind === 'values')
  const one = open[which % Math.max(1, open.length)]
  if (!one) return
  const value = { reason: 'Vu', value: { [one.cell || one.grp]: `s${which}` } }
  const cell = one.row === '' ? {} : { row: one.row, f: one.cell }
  desk.write([{ t: 'resolve', r: one.record, g: one.grp, ...cell, d: [], value }])
}

function takeBack(desk: Worker, which: number): void {
  const back = writesIn(desk.ledger).filter(({ op }) => op.t === 'resolve' || op.t === 'remove-row')
  const { op, dot } = back[which % Math.max(1, back.length)] ?? {}
  if (!op || !dot || !('g' in op)) return
  const where = 'row' in op && op.row ? { row: op.row } : {}
  desk.write([{ t: 'void', r: op.r, g: op.g, ...where, o: [dot], value: { reason: '' } }])
}
