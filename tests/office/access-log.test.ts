import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isScreen } from '../../src-main/contract/access-log.ts'
import type { CallSpec } from '../../src-main/contract/define.ts'
import { type CallName, contract } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import type { LogLine } from '../../src-main/store/access-log.ts'
import { verifyAccessLog } from '../../src-main/store/access-log-check.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { makeHome, removeHome } from '../support/vault.ts'

/** Calls that leave no line, each with its reason. A new call declares its line in the contract or comes here to be thought about. */
const tellsNothing: Readonly<Partial<Record<CallName, string>>> = {
  'setup.status': 'nothing but what the sign-in page shows',
  'setup.checkPassword': 'judges a word that is being typed; nothing is kept or shown',
  'setup.suggestCode': 'a table of places',
  'forms.all': 'the same in every office',
  'places.search': 'a table of places',
  'places.labels': 'a table of places',
  'cases.facets': 'counts, no child',
  'home.summary': 'counts, and the first of the person’s own cases each time the page is shown',
  'conflicts.count': 'a number',
  'duplicates.count': 'two numbers',
  'duplicates.ofCase': 'part of a case that is open: codes of others, no child',
  'aside.list': 'who made a change and when; what it says is not told',
  'drafts.save': 'what the person is typing; saving it is told',
  'drafts.get': 'the person’s own typing',
  'drafts.list': 'the person’s own typing',
  'drafts.drop': 'the person’s own typing',
  'openings.list': 'what its reviewer is to look at; each opening and each review is told',
  'attachments.browse': 'names of files on a drive',
  'attachments.pick': 'a file of the drive, not yet kept',
  'attachments.keep': 'told by the change that names it',
  'attachments.readNew': 'what the person has just added',
  'attachments.state': 'counts',
  'exchange.overview': 'numbers of bundles and counts',
  'exchange.board': 'numbers of bundles and counts',
  'exchange.preview': 'codes and numbers',
  'revocations.pcs': 'installations and their state, no child',
  'transfers.offices': 'names of offices, no child',
  'referrals.offices': 'the same list of offices',
  'erasures.ofCase': 'whether an open case may be erased, and who proposed it',
  'erasures.count': 'a number',
  'erasures.list': 'codes of erased cases, no child; proposing and confirming are told',
  'transfers.identity': 'why a name may not go, never the name',
  'transfers.direct': 'whether and when a file was written, which has a line of its own',
  'exchange.previewCase': 'which questions are answered, never an answer',
  'exchange.documents': 'numbers of versions',
  'exchange.drives': 'keys that are plugged in',
  'exchange.browse': 'names of folders',
  'exchange.scan': 'what lies on a key, before anything is taken; taking or refusing it is told',
  'enrolment.state': 'public keys in words',
  'secondPc.state': 'what a PC without an office has asked for',
  'secondPc.ask': 'made where there is no office yet, and so no log',
  'secondPc.write': 'written where there is no office yet, and so no log',
  'secondPc.answers': 'what lies on a key; joining by it is told',
  'secondPc.requests': 'what lies on a key; giving is told',
  'recovery.state': 'what the locked office shows',
  'recovery.drives': 'keys that are plugged in',
  'recovery.ask': 'made while locked; opens nothing before an answer, which is told',
  'recovery.write': 'written while locked; opens nothing before an answer, which is told',
  'recovery.answers': 'what lies on a key; opening with it is told',
  'recovery.requests': 'what lies on a key; answering is told',
  'roles.list': 'what roles allow and who holds them, no child',
  'roles.found': 'roles that lie on a key, before any is taken; saving one is told',
  'groups.list': 'names of colleagues, no child',
  'assign.people': 'names of colleagues and counts',
  'assign.preview': 'counts of what would be done; doing it is told',
  'caseload.list': 'names of colleagues and counts',
  'log.about': 'names of colleagues for the filter, and counts',
  'people.list': 'names of colleagues and their roles',
  'people.keysLeft': 'names of colleagues whose keys still lie here',
  'people.get': 'one colleague’s account',
  'people.history': 'one colleague’s account; each change is told when it is made',
  'people.register': 'colleagues’ accounts; printing them is told',
  'people.due': 'how many reviews wait',
  'conditions.state': 'what the person’s own account lacks',
  'conduct.current': 'a text that everybody reads',
  'conduct.versions': 'texts that everybody reads',
  'settings.get': 'no person’s data',
  'lists.get': 'answers and places that everybody chooses from',
  'lists.options': 'answers that everybody chooses from',
  'lists.places': 'places that everybody chooses from',
  'lists.questions': 'questions that everybody is asked',
  'lists.edit': 'meant and in force nowhere; laying it down is told',
  'lists.takeBack': 'what was meant and in force nowhere',
  'machine.about': 'figures of this PC',
  'machine.selfTest': 'published answers, nothing of the office',
  'machine.findMoved': 'names of offices on a key',
  'backups.status': 'dates of backups',
  'backups.list': 'dates and counts that lie open in the folders',
}

describe('every call', () => {
  const names = Object.keys(contract) as CallName[]

  test.each(names)('%s declares its line or is known to leave none', (name) => {
    const declared = (contract[name] as CallSpec).logs !== undefined
    expect([name, declared, tellsNothing[name] !== undefined]).toEqual([name, declared, !declared])
  })

  test('the list of the others names no call that is not', () => {
    expect(Object.keys(tellsNothing).filter((name) => !Object.hasOwn(contract, name))).toEqual([])
  })
})

describe('a day at the office', () => {
  const home = makeHome()
  const signIn = { signIn: someOffice.person.signIn, password: testPassword }
  let office: TestOffice
  let child = ''
  let told: LogLine[] = []

  beforeAll(async () => {
    office = await newTestOffice({ home })
    const random = seededRandom(4)
    const { consent, registration } = inventChild(random, {
      today: '2026-11-20',
      homeCommune: someOffice.place,
      detail: 'usual',
    })
    const opened = await office.raw('cases.register', { consent, registration, notSame: [] }, { from: 'register' })
    child = opened.ok ? (opened.value as { id: string }).id : ''
    await office.raw('cases.get', { id: child }, { from: 'case' })
    await office.raw('cases.get', { id: child }, { from: 'case' })
    await office.raw('cases.get', { id: child }, { from: 'Awa Ouédraogo' })
    await office.call('cases.search', { text: 'Awa Ouedraogo', limit: 20 })
    await office.call('cases.list', {
      filters: { mine: true, text: 'sawa' },
      sort: 'name',
      offset: 0,
      limit: 50,
    })
    await office.call('cases.addNote', { caseId: child, text: 'Visite faite' })
    await office.call('settings.set', { idleMinutes: 7 })
    await office.raw('session.changePassword', { current: 'not this one', next: 'whatever it is' })
    await office.call('session.lock', { reason: 'idle' })
    await pause(1100)
    await office.raw('session.signIn', { ...signIn, password: 'wrong word' })
    await office.raw('session.signIn', { signIn: 'le mot de passe tapé ici', password: 'wrong word' })
    expect(readFileSync(join(home, 'failed-tries.json'), 'utf8')).not.toContain('mot de passe')
    await pause(2100)
    await office.call('session.signIn', signIn)
    await office.close()
    told = await readLog()
  }, 60_000)
  afterAll(() => removeHome(home))

  async function readLog(): Promise<LogLine[]> {
    const vault = await openVault({ home, signInName: signIn.signIn, password: testPassword })
    try {
      expect(verifyAccessLog(vault.db).broken).toBeNull()
      return vault.db.prepare('SELECT * FROM access_log ORDER BY n').all() as LogLine[]
    } finally {
      vault.close()
    }
  }

  /** Without the day's first backup, which is made beside the calls: its line comes when it is done, or never where the lock was quicker. */
  const askedIn = (lines: readonly LogLine[]): string[] =>
    lines.map(({ act }) => act).filter((act) => act !== 'backup.make')
  const ofAct = (act: string): LogLine[] => told.filter((line) => line.act === act)
  const detailsOf = (line: LogLine | undefined): unknown => JSON.parse(line?.details ?? 'null')

  test('is told in order, each by who did it', () => {
    expect(askedIn(told)).toEqual([
      'session.sign-in',
      'office.create',
      'session.conditions',
      'case.register',
      'case.open',
      'case.open',
      'case.search',
      'case.list',
      'case.note',
      'settings.change',
      'refused',
      'session.lock',
      'session.failed',
      'session.failed',
      'session.sign-in',
      'session.lock',
    ])
    const persons = new Set(told.filter(({ act }) => act !== 'session.failed').map(({ person }) => person))
    expect([...persons]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
  })

  test('a child’s lines name the child and the page; a page cannot slip anything else in', () => {
    expect(ofAct('case.register')[0]).toMatchObject({ subject: child, screen: 'register' })
    expect(ofAct('case.note')[0]).toMatchObject({ subject: child, screen: null })
    // The same look twice is one line; from a page that does not exist, it is another look from nowhere.
    expect(ofAct('case.open').map(({ subject, screen }) => [subject, screen])).toEqual([
      [child, 'case'],
      [child, null],
    ])
    for (const { screen } of told) expect(screen === null || isScreen(screen)).toBe(true)
  })

  test('a search keeps its words, a list what it was asked for', () => {
    expect(detailsOf(ofAct('case.search')[0])).toEqual({ words: 'Awa Ouedraogo', shown: expect.any(Number) })
    expect(detailsOf(ofAct('case.list')[0])).toMatchObject({ words: 'sawa', filters: ['mine'], offset: 0 })
  })

  test('tries made while the office was locked come in at the next opening, without what was typed', () => {
    const [known, unknown] = ofAct('session.failed')
    expect(known).toMatchObject({ person: null, subject: told[0]?.person })
    expect(unknown).toMatchObject({ person: null, subject: null })
    expect(JSON.parse(readFileSync(join(home, 'failed-tries.json'), 'utf8'))).toEqual({ version: 1, tries: [] })
  })

  test('a wrong password given while signed in is told at once', () => {
    expect(detailsOf(ofAct('refused')[0])).toEqual({
      call: 'session.changePassword',
      code: 'session.wrong-password',
      wanted: 'session.password',
    })
  })

  test('sessions and their time only go forward', () => {
    expect(new Set(told.map(({ session }) => session))).toEqual(new Set([1, 2]))
  })

  test('a note of tries that was tampered with keeps nobody out', async () => {
    writeFileSync(join(home, 'failed-tries.json'), '{"version":1,"tries":[{"id":"x"}]}')
    const again = new TestOffice({ home })
    await again.call('session.signIn', signIn)
    await again.close()
    expect(askedIn((await readLog()).slice(told.length))).toEqual(['session.sign-in', 'session.lock'])
  })
})
