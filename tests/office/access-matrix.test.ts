import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isReached, situations } from '../../config/access-situations.ts'
import type { CallSpec } from '../../src-main/contract/define.ts'
import { type CallName, contract } from '../../src-main/contract/index.ts'
import type { Permission } from '../../src-main/contract/permissions.ts'
import { formLevel } from '../../src-main/domain/access/fields.ts'
import type { Role, SensitiveRight } from '../../src-main/domain/access/role.ts'
import { standardRoles } from '../../src-main/domain/access/standard-roles.ts'
import { RoleOffice } from '../support/role-office.ts'

const unknownId = 'f'.repeat(32)
const names = Object.keys(contract) as CallName[]
const openToAll: readonly string[] = ['nobody', 'entering', 'signed-in']
const spec = (name: CallName): CallSpec => contract[name]

/** A sound input for each call about a case. A new one comes here, or its test fails. */
const aboutCase: Readonly<Record<string, (id: string) => object>> = {
  'cases.get': (id) => ({ id }),
  'cases.history': (id) => ({ id, offset: 0, limit: 200 }),
  'cases.saveForm': (caseId) => ({ caseId, formId: null, form: 'follow_up', values: {}, revision: null }),
  'cases.addNote': (caseId) => ({ caseId, text: ' ' }),
  'attachments.read': (caseId) => ({ caseId, sha256: '0'.repeat(64) }),
  'conflicts.ofCase': (caseId) => ({ caseId }),
  'conflicts.settle': (caseId) => ({
    caseId,
    record: unknownId,
    group: 'name',
    row: null,
    cell: null,
    seen: '',
    decision: { how: 'choose', version: 0 },
    reason: '',
  }),
  'duplicates.say': (caseId) => ({ caseId, other: caseId, state: 'same', reason: '' }),
  'duplicates.ofCase': (caseId) => ({ caseId }),
  'conflicts.undo': (caseId) => ({ caseId, undo: { replica: unknownId, seq: 1, index: 0 } }),
  'log.ofCase': (id) => ({ id }),
  'print.case': (id) => ({ id }),
  'exchange.previewCase': (caseId) => ({ caseId }),
  'assign.coworkers': (caseId) => ({ caseId, people: [unknownId] }),
  'transfers.identity': (caseId) => ({ caseId }),
  'transfers.direct': (caseId) => ({ caseId }),
  'transfers.carry': (caseId) => ({ caseId, path: '/nowhere', reason: 'x' }),
  'transfers.give': (caseId) => ({ caseId, to: unknownId, urgent: false, values: {} }),
  'transfers.accept': (caseId) => ({ caseId, worker: null }),
  'transfers.refuse': (caseId) => ({ caseId, reason: 'Trop loin' }),
  'words.write': (caseId) => ({ caseId, text: 'Mot' }),
  'words.ofCase': (caseId) => ({ caseId }),
  'words.note': (caseId) => ({ caseId, word: unknownId }),
  'words.propose': (caseId) => ({ caseId, record: unknownId, group: 'name', revision: '', values: {}, reason: 'x' }),
  'words.answer': (caseId) => ({ caseId, word: unknownId, seen: '', decision: { how: 'accept' }, why: '' }),
  'referrals.preview': (caseId) => ({ caseId }),
  'referrals.send': (caseId) => ({
    caseId,
    to: unknownId,
    priority: 'urgent',
    service: 'medical',
    serviceOther: '',
    reason: 'Soins',
    parts: [],
  }),
  'referrals.ofCase': (caseId) => ({ caseId }),
  'referrals.withdraw': (caseId) => ({ caseId, referral: unknownId }),
  'referrals.note': (caseId) => ({ caseId, referral: unknownId }),
  'erasures.ofCase': (caseId) => ({ caseId }),
  'erasures.propose': (caseId) => ({ caseId, reason: 'retention' }),
  'erasures.withdraw': (caseId) => ({ caseId }),
  'erasures.confirm': (caseId) => ({ caseId, password: 'x' }),
  'transfers.late': (caseId) => ({ caseId }),
  'transfers.decide': (caseId) => ({ caseId, replica: unknownId, seq: 1, take: false }),
}

/** Subjects with calls that a locked office answers. Those that open or put back anything ask for a password or a code themselves. */
const locked = ['backups', 'forms', 'machine', 'places', 'recovery', 'secondPc', 'session', 'setup']

/** What each part of the file is told by. None of these words may be anywhere in an answer to whom the part is closed. */
const secret: Readonly<Record<SensitiveRight | 'names' | 'contact' | 'story' | 'note', string>> = {
  names: 'Zorgholinga',
  contact: 'Derrierelemoulin',
  story: 'Histoirelongue',
  sexual: 'rape',
  armed: 'Groupearme',
  hiv: 'Traitementsuivi',
  perpetrator: 'Lemaricoupable',
  care: 'Chezfamillecachee',
  note: 'Motecrit',
}

/** As a word of its own: ten words of a fingerprint may hold a « drapeau ». */
const says = (text: string, word: string): boolean => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(text)

/** Calls that end the session, make a second office or write files: asked for the decision only. */
const notLooked: readonly string[] = ['session.lock', 'settings.backupNow', 'log.archive']
const looks: Readonly<Record<string, readonly object[]>> = {
  'cases.list': ['name', 'risk', 'changed'].map((sort) => ({ filters: {}, sort, offset: 0, limit: 50 })),
  'cases.search': [secret.names, 'BLS'].map((text) => ({ text, limit: 50 })),
  'cases.likely': [{ sketch: { familyName: 'Zorgolinga', givenNames: 'Awa' } }],
  'log.page': [{ filters: {}, before: null, limit: 200, archive: null }],
  'drafts.get': situations.map((_each, index) => ({ subject: `case:${String(index).repeat(32)}:registration` })),
}

let office: RoleOffice
const ids: string[] = []

beforeAll(async () => {
  office = await RoleOffice.open()
  for (const situation of situations) {
    if (!situation.facts) continue
    const id = await office.register({
      family_name: secret.names,
      given_names: `${secret.names} Awa`,
      mother_name: secret.names,
      care_arrangement: 'foster_care',
      care_address: secret.care,
      safe_contact: secret.contact,
      situation_narrative: secret.story,
      risk_codes: ['sexual_abuse_violence', 'associated_with_armed', 'neglect'],
      main_risk: 'neglect',
      armed_details: secret.armed,
    })
    await office.save(id, 'incident', incident)
    await office.save(id, 'assessment', assessment)
    await office.value('cases.addNote', { caseId: id, text: secret.note })
    ids.push(id)
  }
  for (const [index, id] of ids.entries()) office.place(id, situations[index]!)
}, 60_000)
afterAll(() => office.close())

const idOf = (index: number): string => ids[index] ?? unknownId

test('every call about a case says so, and every call needs somebody or is known not to', () => {
  for (const name of names) {
    const { shape: members = {} } = spec(name).input as unknown as { shape?: object }
    const shape = Object.keys(members)
    if (shape.includes('caseId') || name.startsWith('cases.get')) expect(spec(name).onCase, name).toBeDefined()
    if (spec(name).onCase !== undefined) expect(aboutCase[name], `${name} has no input in this test`).toBeDefined()
  }
  const free = names.filter((name) => spec(name).needs === 'nobody').map((name) => name.split('.')[0])
  expect([...new Set(free)].sort()).toEqual(locked)
})

describe.each(standardRoles.map((role) => [role.name.fr, role] as const))('%s', (_name, role) => {
  test.each(names)('%s', async (name) => {
    office.become(role)
    const { needs, onCase } = spec(name)
    if (openToAll.includes(needs)) return
    const granted = role.permissions.includes(needs as Permission)
    if (onCase === undefined) {
      expect(await code(name, { unexpected: true })).toBe(granted ? 'call.input' : 'session.permission')
      return
    }
    for (const [index, situation] of situations.entries()) {
      const got = await code(name, aboutCase[name]!(idOf(index)))
      const reach = !situation.facts ? 'case.not-found' : isReached(role, situation) ? 'reached' : 'case.out-of-scope'
      const refused = ['session.permission', 'case.not-found', 'case.out-of-scope'].includes(got)
      expect([situation.name, refused ? got : 'reached']).toEqual([
        situation.name,
        granted ? reach : 'session.permission',
      ])
    }
  })

  test('no answer to any call holds what is closed to this role', async () => {
    const said: string[] = []
    for (const name of names) {
      if (notLooked.includes(name) || name.startsWith('setup.')) continue
      const inputs = aboutCase[name]
        ? situations.map((_each, index) => aboutCase[name]!(idOf(index)))
        : (looks[name] ?? [{}])
      for (const input of inputs) {
        office.become(role)
        if (!spec(name).input.safeParse(input).success) continue
        const result = await office.ask(name, input)
        if (result.ok) expect(spec(name).output.safeParse(result.value).error, name).toBeUndefined()
        // The definitions of the forms name every answer there is.
        if (name !== 'forms.all') said.push(`${name}: ${JSON.stringify(result)}`)
      }
    }
    const closed = closedTo(role)
    for (const answer of said) {
      for (const [part, word] of Object.entries(closed)) {
        if (says(answer, word)) throw new Error(`${part} is told by ${answer.slice(0, 60)}`)
      }
    }
    const all = said.join('\n')
    const told = Object.entries(secret).filter(([part, word]) => !Object.hasOwn(closed, part) && !says(all, word))
    expect(told.map(([part]) => part)).toEqual([])
  })
})

async function code(name: string, input: object): Promise<string> {
  const result = await office.ask(name, input)
  return result.ok ? 'ok' : result.error.code
}

function closedTo(role: Role): Partial<typeof secret> {
  const reads = role.scope !== 'none' && role.permissions.includes('case.read')
  const forms = reads && formLevel(role, 'registration') !== 'none'
  const rights = role.sensitive
  const narratives = forms && rights.includes('sexual') && rights.includes('armed')
  const open: Record<keyof typeof secret, boolean> = {
    names: reads && role.names,
    contact: forms && role.names,
    story: narratives,
    sexual: forms && rights.includes('sexual'),
    armed: forms && rights.includes('armed'),
    hiv: forms && rights.includes('hiv') && narratives,
    perpetrator: forms && rights.includes('perpetrator'),
    care: forms && rights.includes('care'),
    note: reads && role.names && narratives,
  }
  return Object.fromEntries(Object.entries(secret).filter(([part]) => !open[part as keyof typeof secret]))
}

const day = { precision: 'exact', date: '2026-11-02' } as const
const incident = {
  report_date: day,
  incident_date: day,
  incident_place: 'home',
  main_violence_type: 'rape',
  violence_types: ['rape', 'physical_assault'],
  circumstances: secret.story,
  ongoing_danger: 'no',
  medical_care: 'unknown',
  perpetrator_number: 'equal_to_1',
  perpetrator_name: secret.perpetrator,
  safety_plan_needed: 'no',
}
const assessment = {
  start_date: day,
  safety_rating: '2',
  family_rating: '3',
  physical_health_rating: '3',
  emotional_rating: '2',
  education_rating: '3',
  social_rating: '3',
  work_rating: '3',
  legal_rating: '3',
  protective_details: 'Une tante.',
  risk_details: secret.story,
  child_views: secret.story,
  risk_codes: ['neglect'],
  summary: secret.story,
  risk_level: 'high',
  risk_reasons: secret.story,
  hiv_follow_up: 'yes',
  hiv_details: secret.hiv,
}
