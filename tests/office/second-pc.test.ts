import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallInput, CallOutput } from '../../src-main/contract/index.ts'
import { parseCaseCode, pcLetters } from '../../src-main/domain/case-code.ts'
import { registerChild } from '../support/child.ts'
import { newPerson } from '../support/colleague.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { png } from '../support/some-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'lakana-second-'))
const key = join(folder, 'KEY')
const secondPassword = 'trois pintades au marché'
let region: TestOffice
let first: TestOffice
let second: TestOffice

type Case = CallOutput<'cases.get'>

/** Writes for every partner of `from`; whoever is named takes what is for it. The key is empty afterwards. */
async function carry(from: TestOffice, ...to: TestOffice[]): Promise<CallOutput<'exchange.export'>['written']> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  for (const office of to) {
    const { bundles } = await office.call('exchange.scan', { path: key })
    const files = bundles.filter(({ state }) => state === 'ready').map(({ file }) => file)
    expect(files).not.toEqual([])
    const { results } = await office.call('exchange.import', { path: key, files })
    expect(results.map(({ error, aside }) => ({ error, aside }))).toEqual(files.map(() => ({ error: null, aside: 0 })))
  }
  for (const file of readdirSync(key)) rmSync(join(key, file))
  return written
}

const formOf = ({ forms }: Case, name: string) => {
  const found = forms.find(({ form }) => form === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

async function change(office: TestOffice, id: string, values: object): Promise<void> {
  const { id: formId, form, revision, values: before } = formOf(await office.call('cases.get', { id }), 'registration')
  const input = { caseId: id, formId, form, values: { ...before, ...values }, revision }
  await office.call('cases.saveForm', input as unknown as CallInput<'cases.saveForm'>)
}

const accounts = async (office: TestOffice) => (await office.call('people.list', {})).items
const peersOf = async (office: TestOffice) => (await office.call('exchange.overview', {})).peers
const up = async (office: TestOffice) => (await peersOf(office)).find(({ direction }) => direction === 'up')

beforeAll(async () => {
  mkdirSync(key)
  region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  first = await newTestOffice({ home: join(folder, 'first') })
  second = new TestOffice({ home: join(folder, 'second') })
}, 60_000)
afterAll(async () => {
  for (const office of [region, first, second]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a second PC of one office', () => {
  let words: string[] = []
  let old = { id: '', code: '' }

  test('asks with keys of its own and no office; the password that seals them is judged', async () => {
    await expect(second.call('secondPc.ask', { password: 'court' })).rejects.toMatchObject({
      code: 'session.password-weak',
    })
    await expect(second.call('secondPc.write', { path: key })).rejects.toMatchObject({ code: 'enrolment.not-asked' })
    ;({ words } = await second.call('secondPc.ask', { password: secondPassword }))
    expect((await second.call('secondPc.state', {})).request).toMatchObject({ words })
    expect((await second.call('setup.status', {})).state).toBe('empty')
    const pending = readFileSync(join(second.home, 'joining.json'), 'utf8')
    expect(pending).not.toMatch(/AGE-SECRET-KEY|signSecret/)
    expect(await second.call('secondPc.write', { path: key })).toEqual({ file: 'LKE-PC-request.lke' })
  })

  test('the first PC gives nothing before it is enrolled, for other words, or for a request that was touched', async () => {
    old = await registerChild(
      first,
      3,
      await first.call('attachments.keep', { name: 'p.png', data: png(7).toString('base64') }),
    )
    const give = (file: string, given = words) => first.call('secondPc.give', { path: key, file, words: given })
    await expect(give('LKE-PC-request.lke')).rejects.toMatchObject({ code: 'enrolment.not-enrolled' })
    await enrolOffices(first, region, key)
    const others = [...words.slice(1), words[0] ?? '']
    await expect(give('LKE-PC-request.lke', others)).rejects.toMatchObject({ code: 'enrolment.fingerprint' })
    const text = readFileSync(join(key, 'LKE-PC-request.lke'), 'utf8')
    const touched = text.replace(/"replica":"(.)/, (_all, digit) => `"replica":"${digit === 'a' ? 'b' : 'a'}`)
    writeFileSync(join(key, 'LKE-X-request.lke'), touched)
    await expect(give('LKE-X-request.lke')).rejects.toMatchObject({ code: 'enrolment.damaged' })
    await expect(give('LKE-BLS-request.lke')).rejects.toMatchObject({ code: 'enrolment.damaged' })
    const { requests } = await first.call('secondPc.requests', { path: key })
    expect(requests).toMatchObject([{ file: 'LKE-PC-request.lke', words, answered: false }])
    expect(existsSync(join(key, 'LKE-BLS-B-answer.lke'))).toBe(false)
  })

  test('another office may not certify it as an office below, nor the region take its request', async () => {
    for (const office of [region, first]) {
      const certify = office.call('enrolment.certify', { path: key, file: 'LKE-PC-request.lke', words })
      await expect(certify).rejects.toMatchObject({ code: 'enrolment.damaged' })
    }
  })

  test('it takes nothing without the bundle, by other words, by a wrong password, or from an answer to another PC', async () => {
    const given = await first.call('secondPc.give', { path: key, file: 'LKE-PC-request.lke', words })
    expect(given).toEqual({ file: 'LKE-BLS-B-answer.lke', bundle: ['LKB-BLS-B-1.lkb'], pc: 'B' })
    const [answer] = (await second.call('secondPc.answers', { path: key })).answers
    const { words: theirs } = await first.call('enrolment.state', {})
    expect((await first.call('machine.about', {})).words).toEqual(theirs)
    expect(answer).toEqual({
      file: given.file,
      office: { code: 'BLS', name: someOffice.name },
      pc: 'A',
      person: someOffice.person.name,
      words: theirs,
    })
    const join_ = (more: Partial<CallInput<'secondPc.join'>> = {}, path = key) =>
      second.call('secondPc.join', { path, file: given.file, words: theirs, password: secondPassword, ...more })
    await expect(join_({ password: testPassword })).rejects.toMatchObject({ code: 'session.wrong-password' })
    await new Promise((done) => setTimeout(done, 1100))
    await expect(join_({ words })).rejects.toMatchObject({ code: 'enrolment.fingerprint' })
    const bare = join(folder, 'BARE')
    mkdirSync(bare)
    writeFileSync(join(bare, given.file), readFileSync(join(key, given.file)))
    await expect(join_({}, bare)).rejects.toMatchObject({ code: 'enrolment.no-bundle' })

    const stranger = new TestOffice({ home: join(folder, 'stranger') })
    await stranger.call('secondPc.ask', { password: secondPassword })
    expect((await stranger.call('secondPc.answers', { path: key })).answers).toEqual([])
    const take = stranger.call('secondPc.join', {
      path: key,
      file: given.file,
      words: theirs,
      password: secondPassword,
    })
    await expect(take).rejects.toMatchObject({ code: 'enrolment.not-for-this-office' })
    await stranger.close()
    expect(readdirSync(second.home).filter((name) => /^(incoming|office\.db|keyring)/.test(name))).toEqual([])
    expect((await second.call('setup.status', {})).state).toBe('empty')
  })

  test('it joins: the same person, people, roles, settings, cases and files, without a password of the first PC', async () => {
    await first.call('settings.set', { idleMinutes: 7 })
    await first.call('people.create', newPerson())
    const given = await first.call('secondPc.give', { path: key, file: 'LKE-PC-request.lke', words })
    expect(given.bundle).toEqual(['LKB-BLS-B-2.lkb'])
    const [answer] = (await second.call('secondPc.answers', { path: key })).answers
    const sheet = await second.call('secondPc.join', {
      path: key,
      file: answer?.file ?? '',
      words: answer?.words ?? [],
      password: secondPassword,
    })
    const { session } = await first.call('setup.status', {})
    expect(sheet.session).toMatchObject({ personId: session?.personId, missing: [], office: session?.office })
    expect(sheet.code.split('-')).toHaveLength(8)
    expect(existsSync(join(second.home, 'joining.json'))).toBe(false)
    expect(await second.call('settings.get', {})).toEqual(await first.call('settings.get', {}))
    const there = await second.call('cases.get', { id: old.id })
    const here = await first.call('cases.get', { id: old.id })
    expect(there.forms.map(({ values }) => values)).toEqual(here.forms.map(({ values }) => values))
    expect(there).toMatchObject({ editable: true, officeName: here.officeName })
    const photo = formOf(there, 'registration').values['photo'] as { sha256: string } | undefined
    if (!photo) throw new Error('no photo')
    const shown = await second.call('attachments.read', { caseId: old.id, sha256: photo.sha256 })
    expect(shown.data).toBe(png(7).toString('base64'))

    // Awa has an account and no keys here until somebody gives her a password.
    const people = await accounts(second)
    expect(people.map(({ signIn }) => signIn).sort()).toEqual(['awa.k', someOffice.person.signIn])
    expect((await second.call('setup.status', {})).people.map(({ signIn }) => signIn)).toEqual([
      someOffice.person.signIn,
    ])
    const awa = people.find(({ signIn }) => signIn === 'awa.k')
    const { password } = await second.call('people.resetPassword', { id: awa?.id ?? '' })
    await second.call('session.signIn', { signIn: 'awa.k', password })
    await second.call('session.signIn', { signIn: someOffice.person.signIn, password: secondPassword })
    await expect(
      second.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword }),
    ).rejects.toMatchObject({
      code: 'session.wrong-password',
    })
    await new Promise((done) => setTimeout(done, 1100))
    await second.call('session.signIn', { signIn: someOffice.person.signIn, password: secondPassword })
    await expect(first.call('secondPc.ask', { password: secondPassword })).rejects.toMatchObject({
      code: 'session.already-set-up',
    })
    await first.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword })
    for (const file of readdirSync(key)) rmSync(join(key, file))
  })

  test('codes never meet: each PC has letters that the other never takes', async () => {
    const [here, there] = [await registerChild(first, 4), await registerChild(second, 5)]
    expect(parseCaseCode(here.code)?.pcLetter).toBeUndefined()
    expect(parseCaseCode(there.code)).toMatchObject({ pcLetter: 'B', number: 1 })
    const lettersOf = ({ home }: TestOffice) =>
      (JSON.parse(readFileSync(join(home, 'incarnations.json'), 'utf8')) as { letters: string[] }).letters
    const free = (office: TestOffice) => pcLetters.filter((letter) => !lettersOf(office).includes(letter))
    expect(free(first).filter((letter) => free(second).includes(letter))).toEqual([])
    expect([...free(first), ...free(second), 'B'].sort()).toEqual([...pcLetters])
  })

  test('both work, and exchange everything both ways: nothing is withheld, whatever consent says', async () => {
    const { id } = await registerChild(second, 8)
    const consent = formOf(await second.call('cases.get', { id }), 'consent')
    await second.call('cases.saveForm', {
      caseId: id,
      formId: consent.id,
      form: 'consent',
      values: { ...consent.values, consent_collect: 'no' } as CallInput<'cases.saveForm'>['values'],
      revision: consent.revision,
    })
    await second.call('cases.addNote', { caseId: old.id, text: 'Vue avec sa grand-mère.' })
    const written = await carry(second, first)
    expect(written.map(({ to, pc, file }) => [to, pc, file])).toEqual([
      ['KUI', null, 'LKB-BLS-1.lkb'],
      ['BLS', 'A', 'LKB-BLS-A-1.lkb'],
    ])
    const [here, there] = [await first.call('cases.get', { id }), await second.call('cases.get', { id })]
    expect(here.forms.map(({ values }) => values)).toEqual(there.forms.map(({ values }) => values))
    expect((await first.call('cases.get', { id: old.id })).notes).toMatchObject([{ text: 'Vue avec sa grand-mère.' }])
    expect((await first.call('cases.addNote', { caseId: id, text: 'Reprise au premier PC.' })).id).toBeTruthy()
    await carry(first, second)
    expect((await second.call('cases.get', { id })).notes).toMatchObject([{ text: 'Reprise au premier PC.' }])
    const [sister] = (await peersOf(second)).filter(({ direction }) => direction === 'own')
    expect(sister).toMatchObject({ pc: 'A', pendingChanges: 0, unacknowledged: 0, logAlarm: null })
    expect((await peersOf(first)).find(({ direction }) => direction === 'own')).toMatchObject({
      pc: 'B',
      logAlarm: null,
    })
  })

  test('what both changed without knowing stands side by side on both, until a person chooses', async () => {
    await change(first, old.id, { given_names: 'Fati' })
    await change(second, old.id, { given_names: 'Fatimata', languages: ['moore'] })
    await carry(first, second)
    await carry(second, first)
    const open = async (office: TestOffice) => (await office.call('conflicts.ofCase', { caseId: old.id })).conflicts
    const [[here], [there]] = [await open(first), await open(second)]
    if (!here || !there) throw new Error('no conflict')
    expect([here.seen, here.versions.length]).toEqual([there.seen, 2])
    expect(here.versions.map(({ values }) => values?.['given_names']).sort()).toEqual(['Fati', 'Fatimata'])
    expect((await second.call('conflicts.list', { offset: 0, limit: 10 })).items).toMatchObject([{ conflicts: 1 }])
    const { record, group, row, cell, seen } = there
    const chosen = there.versions.findIndex(({ values }) => values?.['given_names'] === 'Fatimata')
    const decision = { how: 'choose', version: chosen } as const
    await second.call('conflicts.settle', {
      caseId: old.id,
      record,
      group,
      row,
      cell,
      seen,
      decision,
      reason: 'Acte lu',
    })
    await carry(second, first)
    expect(await open(first)).toEqual([])
    expect(formOf(await first.call('cases.get', { id: old.id }), 'registration').values['given_names']).toBe('Fatimata')
  })

  test('the same account given on both PCs at once is two accounts on both, and neither is lost', async () => {
    const zongo = newPerson({ name: 'Moussa Zongo', signIn: 'moussa.z' })
    await first.call('people.create', zongo)
    await second.call('people.create', { ...zongo, name: 'Moussa Zongo Z.', signIn: 'moussa.zo' })
    await carry(first, second)
    await carry(second, first)
    const names = async (office: TestOffice) => (await accounts(office)).map(({ signIn }) => signIn).sort()
    expect(await names(first)).toEqual(await names(second))
    expect(await names(first)).toEqual(expect.arrayContaining(['moussa.z', 'moussa.zo']))
  })

  test('settings of the office changed on one PC reach the other, the newer ones, and both end with the same', async () => {
    const settings = (office: TestOffice) => office.call('settings.get', {})
    const hours = (high: number) => ({ firstResponseHours: { high, medium: 50, low: 90 } })
    await first.call('settings.set', { headers: ['Ministère'], standards: hours(3) })
    await carry(first, second)
    expect(await settings(second)).toMatchObject({ headers: ['Ministère'], standards: hours(3) })
    await second.call('settings.set', { headers: ['Ministère', 'Boulsa'] })
    await carry(first, second)
    expect((await settings(second)).headers).toEqual(['Ministère', 'Boulsa'])
    await carry(second, first)
    expect((await settings(first)).headers).toEqual(['Ministère', 'Boulsa'])
    await first.call('settings.set', { openingHours: 3 })
    await second.call('settings.set', { openingHours: 5 })
    await carry(first, second)
    await carry(second, first)
    expect((await settings(first)).openingHours).toBe((await settings(second)).openingHours)
  })

  test('an account ended on one PC opens on no other, and its keys there are asked to be taken away', async () => {
    const awa = (await accounts(first)).find(({ signIn }) => signIn === 'awa.k')
    const { password } = await second.call('people.resetPassword', { id: awa?.id ?? '' })
    await first.call('people.end', { id: awa?.id ?? '', reason: 'Mutation' })
    expect(await first.call('people.keysLeft', {})).toEqual([])
    await carry(first, second)
    await second.call('session.lock', { reason: 'person' })
    expect(await second.raw('session.signIn', { signIn: 'awa.k', password })).toMatchObject({
      error: { code: 'session.account-ended' },
    })
    await second.call('session.signIn', { signIn: someOffice.person.signIn, password: secondPassword })
    expect(await second.call('people.keysLeft', {})).toEqual([{ id: awa?.id, name: awa?.name }])
    await second.call('people.end', { id: awa?.id ?? '', reason: 'Mutation' })
    expect(await second.call('people.keysLeft', {})).toEqual([])
    expect((await second.call('setup.status', {})).people.map(({ signIn }) => signIn)).not.toContain('awa.k')
    await carry(second, first)
  })

  test('the region gets both chains through the first PC alone, and shows the second', async () => {
    const id = (await registerChild(second, 11)).id
    await carry(second, first)
    await carry(first, region)
    expect((await region.call('cases.get', { id })).item.id).toBe(id)
    expect(await peersOf(region)).toMatchObject([{ code: 'BLS', pcs: ['A', 'B'], receiptOwed: true }])
    const month = { from: '2000-01-01', to: '2100-01-01' }
    expect((await region.call('exchange.board', month)).offices).toMatchObject([{ code: 'BLS', pcs: ['A', 'B'] }])
    // The second PC knows of the region's receipt by what the first tells.
    expect(await up(second)).toMatchObject({ ackedAt: null, lastReceivedNumber: 0 })
    const written = await carry(region, first)
    expect(written.map(({ to, pc }) => [to, pc])).toEqual([['BLS', null]])
    await carry(first, second)
    const told = await up(second)
    expect(told).toMatchObject({ lastReceivedNumber: 0, pendingChanges: 0 })
    expect(told?.ackedAt).toBeTruthy()
    expect((await second.call('home.summary', {})).transmission).toMatchObject({
      ackedAt: told?.ackedAt,
      pendingChanges: 0,
    })
  })

  test('it goes to the region by itself too: from then on the region answers both', async () => {
    const note = await second.call('cases.addNote', { caseId: old.id, text: 'Directement à la région.' })
    expect(note.id).toBeTruthy()
    await carry(second, region)
    expect((await region.call('cases.get', { id: old.id })).notes).toHaveLength(2)
    const { written } = await region.call('exchange.export', { path: key, officeIds: null })
    expect(written.map(({ to, pc }) => [to, pc])).toEqual([
      ['BLS', null],
      ['BLS', 'B'],
    ])
    const { bundles } = await second.call('exchange.scan', { path: key })
    const mine = bundles.filter(({ state }) => state === 'ready').map(({ file }) => file)
    expect(mine).toHaveLength(1)
    await second.call('exchange.import', { path: key, files: mine })
    expect(await up(second)).toMatchObject({ lastReceivedNumber: 1, unacknowledged: 0, pendingChanges: 0 })
    for (const file of readdirSync(key)) rmSync(join(key, file))
  })

  test('the first PC is stolen: the second stands on it, and is refused until the region certifies it directly', async () => {
    const officeId = (await peersOf(region))[0]?.officeId ?? ''
    const pcs = async () => (await region.call('revocations.pcs', { officeId })).pcs
    const stolen = (await pcs()).find(({ vouchesFor }) => vouchesFor > 0)
    expect((await pcs()).map(({ vouchesFor }) => vouchesFor).sort()).toEqual([0, 1])
    await region.call('revocations.revoke', { replica: stolen?.replica ?? '', reason: 'stolen' })
    const { id } = await registerChild(second, 12)
    const write = async (): Promise<string[]> => {
      const { written } = await second.call('exchange.export', { path: key, officeIds: null })
      return written.filter(({ to }) => to === 'KUI').map(({ file }) => file)
    }
    const take = async (files: string[]) =>
      (await region.call('exchange.import', { path: key, files })).results.map(({ outcome, error }) => [
        outcome,
        error?.code,
      ])
    expect(await take(await write())).toEqual([['refused', 'bundle.revoked-signer']])
    await enrolOffices(second, region, key)
    expect(await take(await write())).toEqual([['applied', undefined]])
    expect((await region.call('cases.get', { id })).item.id).toBe(id)
    expect((await pcs()).map(({ vouchesFor }) => vouchesFor)).toEqual([0, 0])
  })
})
