import { expect, test } from 'vitest'
import type { ChangeBody } from '../../../src-main/domain/ledger/types.ts'
import { allAside, countAside, takeUp } from '../../../src-main/store/set-aside.ts'
import { parseValues } from '../../../src-main/store/shown-values.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { newId, Replica } from '../../support/replica.ts'

test('what was set aside is taken up once its record is known, in its place: what overwrote it meanwhile stays', () => {
  const [there, here] = [new Replica(), new Replica()]
  const [caseId, form] = [newId(), newId()]
  there.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'new', r: form, k: 'form', p: caseId, f: 'registration' },
  ])
  there.write([{ t: 'set', r: form, g: 'occupation', value: { occupation: 'un' } }])
  there.write([{ t: 'set', r: form, g: 'occupation', value: { occupation: 'deux' } }])
  const other = newId()
  there.write([{ t: 'new', r: other, k: 'case' }])
  const outcomes = [...there.ledger.read(there.ledger.replica, 1, 4)].map((each) => {
    const body = JSON.parse(each.body) as ChangeBody
    const change = { body, hash: each.hash, secret: each.secret, values: parseValues(each.vals) }
    const aside = body.seq === 1 ? ({ reason: 'out-of-scope', op: 0 } as const) : null
    return here.ledger.apply(change, each.body, each.vals, undefined, aside)
  })
  here.ledger.finish()
  expect(outcomes).toEqual(['aside', 'aside', 'aside', 'applied'])
  expect(allAside(here.db, 10).map(({ reason }) => reason)).toEqual([
    'unknown-record',
    'unknown-record',
    'out-of-scope',
  ])
  expect(here.ledger.versionVector()).toEqual(there.ledger.versionVector())
  expect(here.ledger.takeUpAside()).toBe(0)

  takeUp(here.db, allAside(here.db, 10).at(-1)?.at ?? 0)
  here.ledger.rebuild()
  expect(here.ledger.takeUpAside()).toBe(2)
  expect(countAside(here.db)).toBe(0)
  expect(stateHash(here.db, dataParts)).toBe(stateHash(there.db, dataParts))
  here.close()
  there.close()
})
