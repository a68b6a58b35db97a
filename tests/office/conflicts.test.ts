import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CallInput, type CallName, type CallOutput, contract } from '../../src-main/contract/index.ts'
import { windowOrigin } from '../../src-main/contract/wire.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import type { Json } from '../../src-main/domain/ledger/types.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'
import { openPlainOffice, type PlainOffice } from '../support/plain-office.ts'
import { SecondPc } from '../support/second-pc.ts'

let here: PlainOffice
let there: SecondPc
let caseId = ''
let form = ''

beforeEach(async () => {
  here = await openPlainOffice()
  const today = new Date().toISOString().slice(0, 10)
  const { consent, registration } = inventChild(seededRandom(5), { today, detail: 'usual' })
  const input = { consent, registration: { ...registration, sex: 'female', languages: ['moore'] }, notSame: [] }
  caseId = (await call('cases.register', input as unknown as CallInput<'cases.register'>)).id
  form = (await call('cases.get', { id: caseId })).forms.find((each) => each.form === 'registration')?.id ?? ''
  there = new SecondPc(here)
  there.time = '2040-02-03T10:12:00Z'
})
afterEach(() => {
  there.close()
  here.close()
})

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const asked = { call: name, input, sender: windowOrigin, progress: () => undefined, cancelled: () => false }
  const result = await dispatch(here.context, asked)
  if (!result.ok) throw Object.assign(new Error(result.error.code), result.error)
  return contract[name].output.parse(result.value) as CallOutput<N>
}

/** Both PCs write the group without knowing of each other, then exchange keys. */
async function differ(
  group: string,
  mine: Json,
  theirs: Json,
): Promise<CallOutput<'conflicts.ofCase'>['conflicts'][number]> {
  const author = { person: here.office.person.id, role: 'administrator', time: '2026-03-01T08:00:00Z' }
  here.office.ledger.append(author, [{ t: 'set', r: form, g: group, value: mine }])
  there.write([{ t: 'set', r: form, g: group, value: theirs }])
  there.meet()
  const { conflicts } = await call('conflicts.ofCase', { caseId })
  const found = conflicts.find((each) => each.group === group)
  if (!found) throw new Error('no conflict')
  return found
}

const at = ({ record, group, row, cell, seen }: CallOutput<'conflicts.ofCase'>['conflicts'][number]) => ({
  caseId,
  record,
  group,
  row,
  cell,
  seen,
})
const registration = async (): Promise<Readonly<Record<string, unknown>>> =>
  (await call('cases.get', { id: caseId })).forms.find((each) => each.id === form)?.values ?? {}

describe('a conflict at the office', () => {
  test('shows both values with who, where and when, and that neither knew of the other', async () => {
    const found = await differ('sex', { sex: 'male' }, { sex: 'female' })
    expect(found).toMatchObject({ form: 'registration', sensitive: true, fields: ['sex'], settleable: true })
    const { name } = here.office.self.office
    expect(found.versions.map(({ values, authors, unaware }) => ({ values, authors, unaware }))).toEqual(
      expect.arrayContaining([
        {
          values: { sex: 'male' },
          authors: [{ person: 'Rasmata Sawadogo', office: name, time: '2026-03-01T08:00:00Z' }],
          unaware: [expect.any(Number)],
        },
        {
          values: { sex: 'female' },
          authors: [{ person: 'Adama Ouédraogo', office: name, time: '2040-02-03T10:12:00Z' }],
          unaware: [expect.any(Number)],
        },
      ]),
    )
    expect(await call('conflicts.list', { offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      cases: 1,
      items: [{ item: { id: caseId, conflicts: 1 }, mine: true, settleable: true, sensitive: 1 }],
    })
  })

  test('is settled by choosing, told in the history with the reason, and opened again by undo', async () => {
    const found = await differ('sex', { sex: 'male' }, { sex: 'unknown' })
    const version = found.versions.findIndex(({ values }) => values?.sex === 'unknown')
    const decision = { how: 'choose', version } as const
    await expect(call('conflicts.settle', { ...at(found), decision, reason: ' ' })).rejects.toMatchObject({
      code: 'form.invalid',
    })
    const { undo } = await call('conflicts.settle', { ...at(found), decision, reason: 'La mère le confirme' })
    expect((await registration()).sex).toBe('unknown')
    expect((await call('conflicts.count', {})).total).toBe(0)
    const { entries } = await call('cases.history', { id: caseId, offset: 0, limit: 5 })
    expect(entries[0]?.items).toMatchObject([
      { kind: 'settled', field: 'sex', to: 'unknown', reason: 'La mère le confirme' },
    ])
    await call('conflicts.undo', { caseId, undo })
    expect((await call('conflicts.ofCase', { caseId })).conflicts).toMatchObject([{ group: 'sex', seen: found.seen }])
  })

  test('is settled by a third value, through the checks of the form', async () => {
    const found = await differ('languages', { languages: ['moore'] }, { languages: ['dioula'] })
    const wrong = { how: 'write', values: { languages: ['klingon'] }, from: [] } as const
    await expect(
      call('conflicts.settle', {
        ...at(found),
        decision: { ...wrong, values: { languages: ['klingon'] }, from: [] },
        reason: '',
      }),
    ).rejects.toMatchObject({ code: 'form.invalid', details: { fields: ['languages'] } })
    const decision = { how: 'write' as const, values: { languages: ['moore', 'dioula'] }, from: [0, 1] }
    await call('conflicts.settle', { ...at(found), decision, reason: '' })
    expect((await registration()).languages).toEqual(['moore', 'dioula'])
  })

  test('is not settled unseen: a third write meanwhile, or somebody who decided first', async () => {
    const found = await differ('sex', { sex: 'male' }, { sex: 'unknown' })
    there.write([{ t: 'set', r: form, g: 'sex', value: { sex: 'female' } }])
    there.meet()
    await expect(
      call('conflicts.settle', { ...at(found), decision: { how: 'choose', version: 0 }, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'conflict.changed' })
  })

  test('a row that one took away and the other wrote in: keep it, undo, take it away', async () => {
    const row = 'ab'.repeat(16)
    const g = 'household_members'
    const author = { person: here.office.person.id, role: 'administrator', time: '2026-03-01T08:00:00Z' }
    here.office.ledger.append(author, [
      { t: 'add-row', r: form, g, row, value: { order: 9 } },
      { t: 'set-row', r: form, g, row, f: 'member_name', value: { member_name: 'Awa' } },
    ])
    there.meet()
    here.office.ledger.append(author, [{ t: 'remove-row', r: form, g, row }])
    there.write([{ t: 'set-row', r: form, g, row, f: 'member_age', value: { member_age: 9 } }])
    there.meet()
    const of = async () => (await call('conflicts.ofCase', { caseId })).conflicts
    const [found] = await of()
    if (!found) throw new Error('no conflict')
    expect(found).toMatchObject({ kind: 'removed', row, cell: null, rowValues: { member_name: 'Awa', member_age: 9 } })
    expect(found.versions.map(({ act }) => act).sort()).toEqual(['removed', 'wrote'])
    const kept = await call('conflicts.settle', { ...at(found), decision: { how: 'keep' }, reason: 'Elle est là' })
    expect(await of()).toEqual([])
    expect((await registration())[g]).toContainEqual({ id: row, values: { member_name: 'Awa', member_age: 9 } })
    await call('conflicts.undo', { caseId, undo: kept.undo })
    expect(JSON.stringify((await registration())[g] ?? [])).not.toContain(row)
  })

  test('about what a person may not see does not reach him, and is counted', async () => {
    await differ('mother_name', { mother_name: 'Awa' }, { mother_name: 'Aminata' })
    const role = standardRole('focal_point')
    if (!role) throw new Error('no role')
    here.context.open = { ...here.office, access: { ...here.office.access, role } }
    const seen = await call('conflicts.ofCase', { caseId })
    expect([seen.conflicts, seen.reserved]).toEqual([[], 1])
    expect(JSON.stringify(seen)).not.toContain('Aminata')
    await expect(
      call('conflicts.settle', {
        caseId,
        record: form,
        group: 'mother_name',
        row: null,
        cell: null,
        seen: 'x',
        decision: { how: 'choose', version: 0 },
        reason: 'x',
      }),
    ).rejects.toMatchObject({ code: 'session.permission' })
    here.context.open = here.office
  })
})
