import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Dot } from '../../../src-main/domain/ledger/types.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { expectedOf, foundIn, writesIn } from '../../fuzz/model.ts'
import { type Child, carryOut, conflictsOf, register, setGroup, type Task, valuesOf } from '../../fuzz/work.ts'
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

function child(desk: Replica): Child {
  const made = { caseId: newId(), consent: newId(), form: newId(), row: newId() }
  register(desk, made)
  return made
}

const meet = (a: Replica, b: Replica): void => {
  a.take(b)
  b.take(a)
}

describe('an open conflict', () => {
  test('is there when two wrote without knowing of each other, and nowhere chosen for good', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form, caseId } = child(a)
    b.take(a)
    a.write([setGroup(form, 'sex', 'male'), setGroup(form, 'household_notes', 'Chez sa tante')])
    b.write([setGroup(form, 'sex', 'unknown'), setGroup(form, 'household_notes', 'Chez sa tante')])
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
    a.write([setGroup(form, 'sex', 'male')])
    b.take(a)
    b.write([setGroup(form, 'sex', 'unknown')])
    a.write([setGroup(form, 'household_notes', 'Rien')])
    b.write([setGroup(form, 'household_notes', 'Rien')])
    meet(a, b)
    expect(conflictsOf(a)).toEqual([])
    expect(valuesOf(a, form).sex).toBe('unknown')
  })

  test('is not ended by saving the form: only the value shown was seen', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([setGroup(form, 'household_notes', 'Un')])
    b.write([setGroup(form, 'household_notes', 'Deux')])
    meet(a, b)
    a.write([setGroup(form, 'household_notes', 'Trois')])
    expect(valuesOf(a, form).household_notes).toBe('Trois')
    expect(conflictsOf(a)).toMatchObject([{ grp: 'household_notes', sensitive: 0 }])
    const live = a.db.prepare("SELECT value FROM register v JOIN grp g ON g.n = v.grp WHERE g.name = 'household_notes'")
    expect(live.pluck().all().length).toBe(2)
  })

  test('is ended by a settling, everywhere, and comes back when the settling is taken back', () => {
    const [a, b] = replicas(2) as [Replica, Replica]
    const { form } = child(a)
    b.take(a)
    a.write([setGroup(form, 'sex', 'male')])
    b.write([setGroup(form, 'sex', 'unknown')])
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
      a.write([setGroup(form, 'sex', 'male')])
      b.write([setGroup(form, 'sex', 'unknown')])
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
    a.write([setGroup(form, 'occupation', 'x')])
    b.write([setGroup(form, 'occupation', 'x')])
    meet(a, b)
    a.db.exec(
      'UPDATE change SET vals = replace(vals, \'{"occupation":"x"}\', \'null\') WHERE rowid IN (SELECT max(at) FROM change)',
    )
    a.ledger.rebuild()
    expect(conflictsOf(a).map(({ grp }) => grp)).toEqual(['occupation'])
  })
})

type Step =
  | { readonly do: 'work'; readonly who: number; readonly task: Task; readonly year: number }
  | { readonly do: 'take'; readonly who: number; readonly from: number }

const who = fc.nat(2)
const value = fc.nat(3)
const year = fc.integer({ min: 2010, max: 2040 })
const group = fc.constantFrom('sex', 'occupation')
const task: fc.Arbitrary<Task> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('set' as const), group, value }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cell' as const), value }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('remove' as const, 'settle' as const, 'takeBack' as const),
      which: fc.nat(5),
    }),
  },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 11, arbitrary: fc.record({ do: fc.constant('work' as const), who, task, year }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('take' as const), who, from: who }) },
)

const runs = Number(process.env.CONFLICT_RUNS ?? 40)

test('three PCs, any history, any clock: no write is lost, the same conflicts everywhere, and rebuilding finds the same', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const desks = replicas(3) as [Replica, Replica, Replica]
      const first = child(desks[0])
      for (const desk of desks.slice(1)) desk.take(desks[0])
      for (const each of steps) {
        const desk = desks[each.who] as Replica
        if (each.do === 'take') desk.take(desks[each.from] as Replica)
        else {
          desk.time = `${each.year}-05-05T05:05:05Z`
          carryOut(desk, first, each.task)
        }
        expect(foundIn(desk.db)).toEqual(expectedOf(writesIn(desk.ledger)))
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
