import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { canonical } from '../../../src-main/domain/ledger/canonical.ts'
import type { ChangeBody, Dot, Draft, Id, Json, Op } from '../../../src-main/domain/ledger/types.ts'
import { ValueReader } from '../../../src-main/store/form-values.ts'
import { parseValues } from '../../../src-main/store/ledger.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { newId, Replica } from '../../support/replica.ts'

const opened: Replica[] = []
afterEach(() => {
  for (const each of opened.splice(0)) each.close()
})

function replicas(count: number): Replica[] {
  const made = Array.from({ length: count }, () => new Replica())
  opened.push(...made)
  return made
}

const slots = `SELECT x.id AS record, g.name AS grp, c.row, c.cell, c.kind, c.sensitive FROM conflict c
  JOIN record x ON x.n = c.record JOIN grp g ON g.n = c.grp ORDER BY 1, 2, 3, 4`
interface Open {
  readonly record: Id
  readonly grp: string
  readonly row: string
  readonly cell: string
  readonly kind: string
  readonly sensitive: number
}
const conflictsOf = ({ db }: Replica): Open[] => db.prepare(slots).all() as Open[]

function valuesOf({ db }: Replica, record: Id): Readonly<Record<string, unknown>> {
  const { n } = db.prepare('SELECT n FROM record WHERE id = ?').get(record) as { n: number }
  return new ValueReader(db).read(n).values
}

function child(desk: Replica): { caseId: Id; form: Id; row: Id } {
  const [caseId, form, row] = [newId(), newId(), newId()]
  desk.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'set', r: caseId, g: 'status', value: { status: 'open' } },
    { t: 'new', r: form, k: 'form', p: caseId, f: 'registration' },
    { t: 'set', r: form, g: 'sex', value: { sex: 'female' } },
    { t: 'set', r: form, g: 'household_notes', value: { household_notes: 'Au marché' } },
    { t: 'add-row', r: form, g: 'household_members', row, value: { order: 0 } },
    { t: 'set-row', r: form, g: 'household_members', row, f: 'member_name', value: { member_name: 'Awa' } },
    { t: 'set-row', r: form, g: 'household_members', row, f: 'member_age', value: { member_age: 7 } },
  ])
  return { caseId, form, row }
}

const set = (r: Id, g: string, value: Json): Draft => ({ t: 'set', r, g, value: { [g]: value } })
const meet = (a: Replica, b: Replica): void => {
  a.take(b)
  b.take(a)
}

describe('an open conflict', () => {
  test('is there when two wrote without knowing of each other, and nowhere chosen for good', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form, caseId } = child(a)
    b.take(a)
    a.write([set(form, 'sex', 'male'), set(form, 'household_notes', 'Chez sa tante')])
    b.write([set(form, 'sex', 'unknown'), set(form, 'household_notes', 'Chez sa tante')])
    meet(a, b)
    for (const each of [a, b]) {
      expect(conflictsOf(each)).toEqual([{ record: form, grp: 'sex', row: '', cell: '', kind: 'values', sensitive: 1 }])
      expect(each.db.prepare('SELECT p.id FROM conflict c JOIN record p ON p.n = c.case_n').pluck().get()).toBe(caseId)
    }
    expect(valuesOf(a, form)).toEqual(valuesOf(b, form))
  })

  test('is none where the second had seen the first, or says the same', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([set(form, 'sex', 'male')])
    b.take(a)
    b.write([set(form, 'sex', 'unknown')])
    a.write([set(form, 'household_notes', 'Rien')])
    b.write([set(form, 'household_notes', 'Rien')])
    meet(a, b)
    expect(conflictsOf(a)).toEqual([])
    expect(valuesOf(a, form).sex).toBe('unknown')
  })

  test('is not ended by saving the form: only the value shown was seen', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([set(form, 'household_notes', 'Un')])
    b.write([set(form, 'household_notes', 'Deux')])
    meet(a, b)
    a.write([set(form, 'household_notes', 'Trois')])
    expect(valuesOf(a, form).household_notes).toBe('Trois')
    expect(conflictsOf(a)).toMatchObject([{ grp: 'household_notes', sensitive: 0 }])
    const live = a.db.prepare("SELECT value FROM register v JOIN grp g ON g.n = v.grp WHERE g.name = 'household_notes'")
    expect(live.pluck().all().length).toBe(2)
  })

  test('is ended by a settling, everywhere, and comes back when the settling is taken back', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([set(form, 'sex', 'male')])
    b.write([set(form, 'sex', 'unknown')])
    meet(a, b)
    const before = stateHash(a.db, ['register', 'conflict'])
    const value = { reason: 'Vu l’acte de naissance', value: { sex: 'male' } }
    const settled = a.write([{ t: 'resolve', r: form, g: 'sex', d: [], value }])
    b.take(a)
    for (const each of [a, b]) {
      expect(conflictsOf(each)).toEqual([])
      expect(valuesOf(each, form).sex).toBe('male')
    }
    const o: Dot[] = [[a.ledger.replica, settled?.body.seq ?? 0, 0]]
    b.write([{ t: 'void', r: form, g: 'sex', o, value: { reason: '' } }])
    a.take(b)
    for (const each of [a, b]) expect(stateHash(each.db, ['register', 'conflict'])).toBe(before)
  })

  test('two settlings that say different things are a conflict; that say the same, none', () => {
    for (const [other, count] of [
      ['male', 0],
      ['unknown', 1],
    ] as const) {
      const [a, b] = replicas(2) as [Replica, Replica]
      const { form } = child(a)
      b.take(a)
      a.write([set(form, 'sex', 'male')])
      b.write([set(form, 'sex', 'unknown')])
      meet(a, b)
      a.write([{ t: 'resolve', r: form, g: 'sex', d: [], value: { reason: 'a', value: { sex: 'male' } } }])
      b.write([{ t: 'resolve', r: form, g: 'sex', d: [], value: { reason: 'b', value: { sex: other } } }])
      meet(a, b)
      expect([other, conflictsOf(a).length, conflictsOf(b).length]).toEqual([other, count, count])
    }
  })

  test('a row taken away while another wrote in it stays, whole and marked, until one decides', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form, row } = child(a)
    b.take(a)
    const g = 'household_members'
    const removal = a.write([{ t: 'remove-row', r: form, g, row }])
    expect(valuesOf(a, form)[g]).toBeUndefined()
    b.write([{ t: 'set-row', r: form, g, row, f: 'member_age', value: { member_age: 8 } }])
    meet(a, b)
    for (const each of [a, b]) {
      expect(valuesOf(each, form)[g]).toEqual([{ id: row, values: { member_name: 'Awa', member_age: 8 } }])
      expect(conflictsOf(each)).toEqual([{ record: form, grp: g, row, cell: '', kind: 'removed', sensitive: 1 }])
    }
    const [kept, dropped] = replicas(2) as [Replica, Replica]
    kept.take(a)
    dropped.take(a)
    const o: Dot[] = [[a.ledger.replica, removal?.body.seq ?? 0, 0]]
    kept.write([{ t: 'void', r: form, g, row, o, value: { reason: 'Elle vit encore là' } }])
    dropped.write([{ t: 'remove-row', r: form, g, row }])
    expect([conflictsOf(kept), conflictsOf(dropped)]).toEqual([[], []])
    expect(valuesOf(kept, form)[g]).toHaveLength(1)
    expect(valuesOf(dropped, form)[g]).toBeUndefined()
    // The two decisions, met: the removal had seen all there is, so it holds.
    meet(kept, dropped)
    expect(stateHash(kept.db, dataParts)).toBe(stateHash(dropped.db, dataParts))
    expect(valuesOf(kept, form)[g]).toBeUndefined()
  })

  test('a value that was withheld cannot be known to be the same', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([set(form, 'occupation', 'x')])
    b.write([set(form, 'occupation', 'x')])
    meet(a, b)
    a.db.exec(
      'UPDATE change SET vals = replace(vals, \'{"occupation":"x"}\', \'null\') WHERE rowid IN (SELECT max(at) FROM change)',
    )
    a.ledger.rebuild()
    expect(conflictsOf(a).map(({ grp }) => grp)).toEqual(['occupation'])
  })
})

/** All that a ledger holds, with what each change had seen: worked out here, without the program's registers. */
interface Write {
  readonly dot: Dot
  readonly op: Op
  readonly value: string
  readonly seen: Readonly<Record<Id, number>>
}

function writesIn({ ledger }: Replica): Write[] {
  return Object.entries(ledger.versionVector()).flatMap(([replica, to]) => {
    let seen: Record<Id, number> = {}
    return [...ledger.read(replica, 1, to)].flatMap((stored) => {
      const body = JSON.parse(stored.body) as ChangeBody
      seen = { ...seen, ...body.seen, [replica]: body.seq - 1 }
      const values = parseValues(stored.vals)
      return body.ops.map((op, index): Write => {
        const value = values[index] as { value?: Json } | undefined
        const shown = op.t === 'resolve' ? (value?.value ?? {}) : (value ?? null)
        return { dot: [replica, body.seq, index], op, value: canonical(shown as Json), seen }
      })
    })
  })
}

const key = (dot: Dot): string => dot.join(':')
const slotKey = (op: Op): string =>
  'g' in op ? [op.r, op.g, 'row' in op ? op.row : '', 'f' in op ? op.f : ''].join(' ') : ''
const rowKey = (op: Op): string => ('g' in op && 'row' in op && op.row ? [op.r, op.g, op.row].join(' ') : '')

/** What must be open, by the definitions alone. Fails where a write is lost. */
function expectedConflicts(desk: Replica): string[] {
  const writes = writesIn(desk)
  const taken = new Set(writes.flatMap(({ op }) => (op.t === 'void' ? op.o.map(key) : [])))
  const over = new Map<string, Write[]>()
  for (const write of writes) {
    if (!('o' in write.op) || write.op.t === 'void') continue
    if (taken.has(key(write.dot)) && (write.op.t === 'resolve' || write.op.t === 'remove-row')) continue
    for (const dot of write.op.o) {
      // Overwritten only by somebody who had seen it.
      expect(write.seen[dot[0]] ?? 0).toBeGreaterThanOrEqual(dot[1])
      over.set(key(dot), [...(over.get(key(dot)) ?? []), write])
    }
  }
  const valued = writes.filter(({ op }) => ['set', 'set-row', 'add-row', 'resolve'].includes(op.t))
  const standing = valued.filter(({ dot, op }) => {
    if (op.t === 'resolve' && taken.has(key(dot))) return false
    return !(over.get(key(dot)) ?? []).some((by) => by.op.t !== 'remove-row')
  })
  const isGone = ({ dot }: Write): boolean => (over.get(key(dot)) ?? []).some((by) => by.op.t === 'remove-row')
  const rows = Map.groupBy(
    standing.filter(({ op }) => rowKey(op) !== ''),
    ({ op }) => rowKey(op),
  )
  const open: string[] = []
  for (const [row, list] of rows) if (list.some(isGone) && !list.every(isGone)) open.push(`${row} removed`)
  for (const [slot, list] of Map.groupBy(standing, ({ op }) => slotKey(op))) {
    const { op } = list[0] as Write
    if (op.t === 'add-row' || (rows.get(rowKey(op)) ?? []).every(isGone) !== (rowKey(op) === '')) continue
    if (new Set(list.map(({ value }) => value)).size > 1) open.push(`${slot} values`)
  }
  return open.sort()
}

type Step =
  | { readonly do: 'set'; readonly who: number; readonly group: string; readonly value: number; readonly year: number }
  | { readonly do: 'cell'; readonly who: number; readonly value: number; readonly year: number }
  | { readonly do: 'remove' | 'settle' | 'takeBack'; readonly who: number; readonly which: number }
  | { readonly do: 'take'; readonly who: number; readonly from: number }

const who = fc.nat(2)
const value = fc.nat(3)
const year = fc.integer({ min: 2010, max: 2040 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      who,
      group: fc.constantFrom('sex', 'occupation'),
      value,
      year,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cell' as const), who, value, year }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('take' as const), who, from: who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('remove' as const, 'settle' as const, 'takeBack' as const),
      who,
      which: fc.nat(5),
    }),
  },
)

function carryOut(desks: readonly Replica[], { form, row }: { form: Id; row: Id }, each: Step): void {
  const desk = desks[each.who] as Replica
  if ('year' in each) desk.time = `${each.year}-05-05T05:05:05Z`
  const g = 'household_members'
  if (each.do === 'set') desk.write([set(form, each.group, `v${each.value}`)])
  else if (each.do === 'cell') {
    if (valuesOf(desk, form)[g] === undefined) return
    desk.write([{ t: 'set-row', r: form, g, row, f: 'member_age', value: { member_age: each.value } }])
  } else if (each.do === 'remove') desk.write([{ t: 'remove-row', r: form, g, row }])
  else if (each.do === 'take') desk.take(desks[each.from] as Replica)
  else if (each.do === 'settle') {
    const open = conflictsOf(desk).filter(({ kind }) => kind === 'values')
    const one = open[each.which % Math.max(1, open.length)]
    if (!one) return
    const value = { reason: 'Vu', value: { [one.cell || one.grp]: `s${each.which}` } }
    const cell = one.row === '' ? {} : { row: one.row, f: one.cell }
    desk.write([{ t: 'resolve', r: one.record, g: one.grp, ...cell, d: [], value }])
  } else {
    const back = writesIn(desk).filter(({ op }) => op.t === 'resolve' || op.t === 'remove-row')
    const { op, dot } = back[each.which % Math.max(1, back.length)] ?? {}
    if (!op || !dot || !('g' in op)) return
    const where = 'row' in op && op.row ? { row: op.row } : {}
    desk.write([{ t: 'void', r: op.r, g: op.g, ...where, o: [dot], value: { reason: '' } }])
  }
}

const runs = Number(process.env.CONFLICT_RUNS ?? 40)

test('three PCs, any history, any clock: no write is lost, the same conflicts everywhere, and rebuilding finds the same', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const desks = replicas(3) as [Replica, Replica, Replica]
      const first = child(desks[0])
      for (const desk of desks.slice(1)) desk.take(desks[0])
      for (const each of steps) {
        carryOut(desks, first, each)
        const desk = desks[each.who] as Replica
        expect(
          conflictsOf(desk)
            .map(
              (open) =>
                `${open.record} ${open.grp} ${open.row}${open.cell === '' && open.kind === 'removed' ? '' : ` ${open.cell}`} ${open.kind}`,
            )
            .sort(),
        ).toEqual(expectedConflicts(desk))
      }
      const late = replicas(1)[0] as Replica
      for (let round = 0; round < 2; round += 1) {
        for (const a of desks) for (const b of desks.toReversed()) if (a !== b) a.take(b)
      }
      late.take(desks[2])
      const hashes = [...desks, late].map((desk) => stateHash(desk.db, dataParts))
      expect(new Set(hashes).size).toBe(1)
      for (const desk of desks) desk.ledger.rebuild()
      expect(desks.map((desk) => stateHash(desk.db, dataParts))).toEqual(hashes.slice(1))
      for (const each of opened.splice(0)) each.close()
    }),
    { numRuns: runs },
  )
}, 120_000)
