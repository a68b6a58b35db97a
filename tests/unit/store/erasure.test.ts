import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstBrokenValue } from '../../../src-main/domain/ledger/change.ts'
import type { ChangeBody, Draft, Id } from '../../../src-main/domain/ledger/types.ts'
import { hashing } from '../../../src-main/store/hashing.ts'
import { parseValues, textsOf } from '../../../src-main/store/shown-values.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { newId, Replica } from '../../support/replica.ts'

const office = newId()

function child(r: Id, form: Id, name: string): Draft[] {
  return [
    { t: 'new', r, k: 'case' },
    { t: 'set', r, g: 'code', value: { code: 'BLS-2026-0001-X' } },
    { t: 'set', r, g: 'office', value: { office } },
    { t: 'set', r, g: 'status', value: { status: 'closed' } },
    { t: 'new', r: form, k: 'form', p: r, f: 'registration' },
    { t: 'set', r: form, g: 'family_name', value: { family_name: name } },
  ]
}
const erase = (r: Id): Draft => ({
  t: 'erase',
  r,
  value: { code: 'BLS-2026-0001-X', office, was: [], reason: 'retention', proposed: newId() },
})

/** Every text of every table. */
function everything(replica: Replica): string {
  const tables = replica.db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'case_fts%'")
    .pluck()
    .all() as string[]
  return tables.map((table) => JSON.stringify(replica.db.prepare(`SELECT * FROM ${table}`).all())).join('\n')
}

test('a late edit of another PC keeps its place in the chain, and its values go wherever and whenever it comes', () => {
  const [a, b, c] = [new Replica(), new Replica(), new Replica()]
  const [r, form, note, later] = [newId(), newId(), newId(), newId()]
  a.write(child(r, form, 'Ouédraogo'))
  b.take(a)
  c.take(a)
  b.write([{ t: 'set', r: form, g: 'family_name', value: { family_name: 'Tardif' } }])
  b.write([
    { t: 'new', r: note, k: 'note', p: r },
    { t: 'set', r: note, g: 'text', value: { text: 'Note tardive' } },
  ])
  c.take(b)
  a.write([erase(r)])
  a.take(b)
  c.take(a)
  b.take(a)
  b.write([
    { t: 'new', r: later, k: 'note', p: r },
    { t: 'set', r: later, g: 'text', value: { text: 'Encore plus tard' } },
  ])
  a.take(b)
  c.take(b)
  for (const each of [a, b, c]) {
    for (const word of ['Ouédraogo', 'Tardif', 'Note tardive', 'Encore plus tard'])
      expect(everything(each)).not.toContain(word)
    expect(each.db.prepare('SELECT count(*) FROM case_item').pluck().get()).toBe(0)
    const before = stateHash(each.db, dataParts)
    each.ledger.rebuild()
    expect(stateHash(each.db, dataParts)).toBe(before)
  }
  expect(new Set([a, b, c].map((each) => stateHash(each.db, dataParts))).size).toBe(1)
  for (const each of [a, b, c]) each.close()
})

test('what is said of an erased case and another goes with it, and the other case stays as it was', () => {
  const [a, b] = [new Replica(), new Replica()]
  const [r, form, other, otherForm, link] = [newId(), newId(), newId(), newId(), newId()]
  a.write(child(r, form, 'Ouédraogo'))
  a.write(child(other, otherForm, 'Sawadogo'))
  b.take(a)
  const [x, y] = [r, other].sort()
  a.write([
    { t: 'new', r: link, k: 'link' },
    { t: 'set', r: link, g: 'cases', value: { a: x ?? '', b: y ?? '' } },
    { t: 'set', r: link, g: 'state', value: { state: 'different', reason: 'Les cousins Ouédraogo' } },
  ])
  a.write([{ t: 'set', r: link, g: 'state', value: { state: 'same', reason: 'Fatimata est la même' } }])
  // One change about both.
  b.write([
    { t: 'set', r: form, g: 'family_name', value: { family_name: 'Tardif' } },
    { t: 'set', r: otherForm, g: 'given_names', value: { given_names: 'Issa' } },
  ])
  b.take(a)
  a.write([erase(r)])
  a.take(b)
  b.take(a)
  b.write([{ t: 'set', r: link, g: 'state', value: { state: 'same', reason: 'Après coup' } }])
  a.take(b)
  for (const each of [a, b]) {
    for (const word of ['Ouédraogo', 'Tardif', 'Les cousins', 'Fatimata', 'Après coup'])
      expect(everything(each)).not.toContain(word)
    expect(everything(each)).toContain('Issa')
    expect(each.db.prepare('SELECT family_name, given_names FROM case_item').all()).toEqual([
      { family_name: 'Sawadogo', given_names: 'Issa' },
    ])
    expect(each.db.prepare('SELECT count(*) FROM link').pluck().get()).toBe(0)
    const before = stateHash(each.db, dataParts)
    each.ledger.rebuild()
    expect(stateHash(each.db, dataParts)).toBe(before)
    each.close()
  }
})

/** Every chain whole, every value that is left opens its commitment. */
function expectSoundChains({ ledger }: Replica): void {
  for (const [replica, have] of Object.entries(ledger.versionVector())) {
    let prev: string | null = null
    for (const { hash, body: text, secret, vals } of ledger.read(replica, 1, have)) {
      const body = JSON.parse(text) as ChangeBody
      expect(hashing.sha256Hex(text)).toBe(hash)
      expect(body.prev).toBe(prev)
      prev = hash
      const redacted = secret?.startsWith('{')
      const opens = redacted
        ? { secret: null, salts: JSON.parse(secret ?? '{}') as Record<number, string> }
        : { secret }
      expect(firstBrokenValue({ body, ...opens }, textsOf(parseValues(vals)), hashing)).toBe(-1)
    }
  }
}

const cases = [0, 1, 2].map(() => ({ r: newId(), form: newId() }))
/** One thing that happens at a PC (`who`): about a case, and where it takes two about another; `take` is from another PC. */
interface Step {
  readonly do: 'write' | 'note' | 'erase' | 'both' | 'link' | 'take'
  readonly who: number
  readonly about: number
  readonly other: number
}
const three = fc.nat(2)
const doing = (...acts: readonly Step['do'][]): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constantFrom(...acts), who: three, about: three, other: three })
const step = fc.oneof(
  { weight: 8, arbitrary: doing('write', 'note', 'both', 'link', 'take', 'take') },
  // The third case stays, so that something is left to be compared.
  { weight: 1, arbitrary: doing('erase').filter(({ about }) => about < 2) },
)

test('whoever writes, erases and exchanges in whatever order: chains stay whole, all end equal, and nothing of an erased case is left', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const pcs = [new Replica(), new Replica(), new Replica()] as const
      const erased = new Set<number>()
      pcs[0].write(cases.flatMap(({ r, form }, index) => child(r, form, `Môt${index}`)))
      for (const pc of [pcs[1], pcs[2]]) pc.take(pcs[0])
      for (const [index, each] of steps.entries()) {
        const [pc, { r, form }] = [pcs[each.who]!, cases[each.about]!]
        const named = {
          t: 'set',
          r: form,
          g: 'family_name',
          value: { family_name: `Môt${each.about} ${index}` },
        } as const
        if (each.do === 'write') pc.write([named])
        else if (each.do === 'erase') {
          pc.write([erase(r)])
          erased.add(each.about)
        } else if (each.do === 'note') {
          const note = newId()
          pc.write([
            { t: 'new', r: note, k: 'note', p: r },
            { t: 'set', r: note, g: 'text', value: { text: `Môt${each.about} vient` } },
          ])
        } else if (each.do === 'take') pc.take(pcs[each.other]!)
        else if (each.about !== each.other) {
          const other = cases[each.other]!
          if (each.do === 'both')
            pc.write([named, { t: 'set', r: other.form, g: 'given_names', value: { given_names: `Môt${each.other}` } }])
          else {
            const [link, [a = '', b = '']] = [newId(), [r, other.r].sort()]
            pc.write([
              { t: 'new', r: link, k: 'link' },
              { t: 'set', r: link, g: 'cases', value: { a, b } },
              {
                t: 'set',
                r: link,
                g: 'state',
                value: { state: 'same', reason: `Môt${each.about} et Môt${each.other}` },
              },
            ])
          }
        }
      }
      for (let round = 0; round < 2; round += 1)
        for (const pc of pcs) for (const other of pcs) if (pc !== other) pc.take(other)
      const hashes = pcs.map((pc) => stateHash(pc.db, dataParts))
      expect(new Set(hashes).size).toBe(1)
      for (const pc of pcs) {
        expectSoundChains(pc)
        const all = everything(pc)
        for (const index of erased) expect(all).not.toContain(`Môt${index}`)
        expect(pc.db.prepare('SELECT count(*) FROM case_item').pluck().get()).toBe(3 - erased.size)
        pc.ledger.rebuild()
        expect(stateHash(pc.db, dataParts)).toBe(hashes[0])
        pc.close()
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
