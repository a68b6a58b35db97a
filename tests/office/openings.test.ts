import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { situations } from '../../config/access-situations.ts'
import { standardRole } from '../../src-main/domain/access/standard-roles.ts'
import { RoleOffice } from '../support/role-office.ts'

const why = 'Blessée, au CSPS ; sa travailleuse sociale est en congé.'
const worker = standardRole('case_worker')!
const supervisor = standardRole('supervisor')!
const head = standardRole('administrator')!
const reviewer = 'b'.repeat(32)
const stranger = '9'.repeat(32)

let office: RoleOffice
let ours = ''
let theirs = ''
let code = ''

beforeAll(async () => {
  office = await RoleOffice.open()
  ours = await office.register({ family_name: 'Sienne' })
  theirs = await office.register({ family_name: 'Autrui' })
  code = (await office.value('cases.get', { id: theirs })).item.code
  toColleague()
}, 60_000)
afterAll(() => office.close())

/** Writing draws the lists anew from the ledger, where the case is this person's. */
const toColleague = (): void => office.place(theirs, situations.find(({ name }) => name === 'same office')!)

const refusal = async (call: string, input: object): Promise<string> => {
  const result = await office.ask(call, input)
  return result.ok ? 'ok' : result.error.code
}
const open = (wanted: object, more: object = {}) => ({ case: wanted, motive: 'absent', why, ...more })
const lines = (act: string): { subject: string; why: string; person: string; details: string }[] =>
  office.made.office.db.prepare('SELECT subject, why, person, details FROM access_log WHERE act = ?').all(act) as never

describe('an exceptional opening', () => {
  test('is for who may, for a reason that says something, and for a case that there is', async () => {
    office.become(standardRole('trainee')!)
    expect(await refusal('openings.open', open({ id: theirs }))).toBe('session.permission')
    office.become(worker)
    expect(await refusal('openings.open', open({ id: theirs }, { why: ' urgence            ' }))).toBe('call.input')
    expect(await refusal('openings.open', open({ code: 'BLS-2026-0001-Q' }))).toBe('case.not-found')
    expect(await refusal('openings.open', open({ code: 'n’importe quoi' }))).toBe('case.not-found')
    expect(lines('refused').map(({ details }) => JSON.parse(details).call)).toContain('openings.open')
    expect(await refusal('cases.get', { id: theirs })).toBe('case.out-of-scope')
    expect(lines('case.break-glass')).toEqual([])
  })

  test('of a case within reach opens nothing', async () => {
    office.become(worker)
    expect(await office.value('openings.open', open({ id: ours }) as never)).toEqual({ id: ours, until: null })
    expect(lines('case.break-glass')).toEqual([])
  })

  test('lets the case be read and noted, not written nor listed, and leaves its line with the reason', async () => {
    office.become(worker)
    const { id, until } = await office.value('openings.open', open({ code: ` ${code.toLowerCase()} ` }) as never)
    expect(id).toBe(theirs)
    expect(until).toMatch(/^\d{4}-/)
    const file = await office.value('cases.get', { id: theirs })
    expect(file).toMatchObject({ item: { familyName: 'Autrui' }, editable: false, readOnly: 'opened' })
    expect(await refusal('cases.history', { id: theirs, offset: 0, limit: 5 })).toBe('ok')
    expect(await refusal('cases.addNote', { caseId: theirs, text: 'Conduite au CSPS.' })).toBe('ok')
    toColleague()
    const save = { caseId: theirs, formId: null, form: 'follow_up', values: {}, revision: null }
    expect(await refusal('cases.saveForm', save)).toBe('case.out-of-scope')
    const { items } = await office.value('cases.list', { filters: {}, sort: 'name', offset: 0, limit: 50 })
    expect((items as { id: string }[]).map((each) => each.id)).toEqual([ours])
    expect(lines('case.break-glass')).toMatchObject([{ subject: theirs, why, person: office.made.office.person.id }])
  })

  test('ends with its hours, and with the session', async () => {
    office.become(worker)
    expect(await refusal('cases.get', { id: theirs })).toBe('case.out-of-scope')
    await office.value('openings.open', open({ id: theirs }) as never)
    expect(await refusal('cases.get', { id: theirs })).toBe('ok')
    const opened = office.made.context.open!.opened
    expect(opened.get(theirs)! - performance.now()).toBeLessThanOrEqual(4 * 3_600_000)
    opened.set(theirs, performance.now() - 1)
    expect(await refusal('cases.get', { id: theirs })).toBe('case.out-of-scope')
  })

  test('is seen at once by who reviews, is not reviewed by who made it, and is reviewed once', async () => {
    office.become(worker)
    expect(await office.value('home.summary', {})).toMatchObject({ openings: null })
    expect(await refusal('openings.list', {})).toBe('session.permission')
    office.become(head)
    expect(await office.value('home.summary', {})).toMatchObject({ openings: 0 })
    const mine = (await office.value('openings.list', {})).openings as { id: string; own: boolean }[]
    expect(mine.map(({ own }) => own)).toEqual([true, true])
    expect(await refusal('openings.review', { id: mine[0]!.id, justified: true, comment: '' })).toBe('opening.own')

    office.become(head, reviewer)
    expect(await office.value('home.summary', {})).toMatchObject({ openings: 2 })
    const [first] = (await office.value('openings.list', {})).openings as { id: string; code: string; why: string }[]
    expect(first).toMatchObject({ code, why, motive: 'absent', person: 'Rasmata Sawadogo', review: null })
    expect(JSON.stringify(first)).not.toContain('Autrui')
    expect(await refusal('openings.review', { id: first!.id, justified: false, comment: 'Pas d’urgence.' })).toBe('ok')
    expect(await refusal('openings.review', { id: first!.id, justified: true, comment: '' })).toBe('opening.reviewed')
    expect(await office.value('home.summary', {})).toMatchObject({ openings: 1 })
    expect(lines('case.break-glass-review')).toMatchObject([{ subject: theirs, person: reviewer }])
  })

  test('concerns the supervisor of the person or of the case, nobody else’s', async () => {
    office.become(supervisor, stranger)
    expect(await office.value('home.summary', {})).toMatchObject({ openings: 0 })
    expect(await office.value('openings.list', {})).toEqual({ openings: [] })
    const id = office.made.office.db.prepare('SELECT id FROM opening WHERE reviewed_at IS NULL').pluck().get()
    expect(await refusal('openings.review', { id, justified: true, comment: '' })).toBe('opening.not-found')
    // The one who follows the case supervises it too.
    office.made.office.db.prepare('UPDATE case_item SET worker = ? WHERE id = ?').run(stranger, theirs)
    expect(await office.value('home.summary', {})).toMatchObject({ openings: 1 })
  })

  test('is neither taken back nor rewritten in the file', () => {
    const { db } = office.made.office
    expect(() => db.prepare('DELETE FROM opening').run()).toThrow('openings are kept')
    expect(() => db.prepare("UPDATE opening SET why = 'autre'").run()).toThrow('openings are kept')
    expect(() => db.prepare("UPDATE opening SET comment = '' WHERE reviewed_at IS NOT NULL").run()).toThrow('kept')
  })
})
