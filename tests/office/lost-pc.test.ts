import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { registerChild } from '../support/child.ts'
import { enrolOffices } from '../support/enrol.ts'
import { type NewTestOffice, newTestOffice, someOffice, TestOffice, testPassword } from '../support/office.ts'
import { png } from '../support/some-files.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
const tgr = { code: 'TGR', name: 'Service de Tougouri', place: 'BF490206' }
let folder: string
let key: string
let seed = 2000
const offices: TestOffice[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-lost-'))
  key = join(folder, 'KEY')
  mkdirSync(key)
})
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const drives = () => [{ path: key, label: 'KEY', freeBytes: 1e9, totalBytes: 1e9, removable: true, readOnly: false }]

async function office(home: string, more: NewTestOffice = {}): Promise<TestOffice> {
  const made = await newTestOffice({ home: join(folder, home), drives, ...more })
  offices.push(made)
  return made
}

const codeOf = async (of: TestOffice) => (await of.call('setup.status', {})).session?.office.code ?? ''
const cases = async (of: TestOffice): Promise<number> => (await of.call('machine.about', {})).cases

/** What one carries to another on a key. */
async function send(from: TestOffice, to: TestOffice) {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const code = await codeOf(to)
  const files = written.filter((each) => each.to === code).map(({ file }) => file)
  const { results } = await to.call('exchange.import', { path: key, files })
  for (const { file } of written) rmSync(join(key, file))
  expect(results).toHaveLength(1)
  return results[0]!
}

const taken = { outcome: 'applied', error: null, aside: 0 }
async function carry(from: TestOffice, to: TestOffice): Promise<void> {
  expect(await send(from, to)).toMatchObject(taken)
}

/** An invented child with these answers. */
function registerWith(at: TestOffice, consent: object, registration: object): Promise<{ id: string; code: string }> {
  const today = new Date().toISOString().slice(0, 10)
  const lean = inventChild(seededRandom(seed++), { today, detail: 'lean' })
  const forms = { consent: { ...lean.consent, ...consent }, registration: { ...lean.registration, ...registration } }
  return at.call('cases.register', { ...forms, notSame: [] } as unknown as CallInput<'cases.register'>)
}

/** A case goes from one district to another by way of their region, and is accepted. */
async function handOver(caseId: string, way: { from: TestOffice; to: TestOffice; by: TestOffice }): Promise<void> {
  const { from, to, by } = way
  const code = await codeOf(to)
  const office = (await from.call('transfers.offices', {})).offices.find((each) => each.code === code)!.id
  const why = {
    transfer_reason: 'new_location',
    child_agrees: 'yes',
    case_history: 'Suivi.',
    current_situation: 'Bien.',
  }
  await from.call('transfers.give', { caseId, to: office, urgent: false, values: why })
  await carry(from, by)
  await carry(by, to)
  const worker = (await to.call('setup.status', {})).session!.personId
  await to.call('transfers.accept', { caseId, worker })
}

const peerOf = async (above: TestOffice, code: string) =>
  (await above.call('exchange.overview', {})).peers.find((each) => each.code === code)!

async function revoke(above: TestOffice, code: string): Promise<string> {
  const { pcs } = await above.call('revocations.pcs', { officeId: (await peerOf(above, code)).officeId })
  const { replica } = pcs.find(({ revoked }) => revoked === null)!
  await above.call('revocations.revoke', { replica, reason: 'lost' })
  return replica
}

/** A new PC on which the office was made anew asks, and the office above knows it for that. */
async function rejoin(pc: TestOffice, above: TestOffice): Promise<void> {
  const request = await pc.call('enrolment.writeRequest', { path: key })
  const scanned = await above.call('exchange.scan', { path: key })
  const { words, known } = scanned.requests.find(({ file }) => file === request.file)!
  expect({ words, known: known?.name }).toEqual({
    words: request.words,
    known: (await peerOf(above, await codeOf(pc))).name,
  })
  const asked = { path: key, file: request.file, words }
  expect(await above.raw('enrolment.certify', asked)).toMatchObject({
    ok: false,
    error: { code: 'enrolment.code-taken' },
  })
  const answer = await above.call('enrolment.certify', { ...asked, newPcOf: known!.id })
  const again = await above.call('exchange.scan', { path: key })
  expect(again.requests.find(({ file }) => file === request.file)?.answered).toBe(true)
  const found = (await pc.call('exchange.scan', { path: key })).answers.find(({ file }) => file === answer.file)!
  expect(found).toMatchObject({ forUs: true, accepted: false })
  await pc.call('enrolment.accept', { path: key, file: answer.file, words: found.words })
}

describe('the PC of a district is lost', () => {
  test('with a backup on a key: a new PC goes back to it, is enrolled anew, and the region gives what it has more', async () => {
    const region = await office('region', { level: 'region' })
    const lost = await office('lost')
    await enrolOffices(lost, region, key)
    await registerChild(lost, seed++)
    await carry(lost, region)
    await lost.call('backups.make', {})
    await lost.call('backups.setKey', { wanted: true, label: 'KEY' })
    await lost.call('backups.toKey', { path: key })
    const later = await registerChild(lost, seed++)
    await carry(lost, region)
    await lost.close()

    await revoke(region, 'BLS')
    const fresh = new TestOffice({ home: join(folder, 'fresh'), drives })
    offices.push(fresh)
    const backup = (await fresh.call('backups.list', {})).find(({ place }) => place.kind === 'key')!
    await fresh.call('backups.restore', { place: backup.place, credentials })
    await fresh.call('session.signIn', credentials)
    expect(await cases(fresh)).toBe(1)
    await enrolOffices(fresh, region, key)
    await carry(fresh, region)
    await carry(region, fresh)
    expect(await cases(fresh)).toBe(2)
    await fresh.call('cases.get', { id: later.id })
    await registerChild(fresh, seed++)
    await carry(fresh, region)
    expect(await cases(region)).toBe(3)
  })

  test('with nothing left: a new PC takes up the office, and gets all that the region has', async () => {
    const region = await office('region', { level: 'region' })
    const lost = await office('lost')
    const beside = await office('beside', tgr)
    for (const district of [lost, beside]) await enrolOffices(district, region, key)
    await carry(region, beside)
    const data = png(7).toString('base64')
    const photo = await lost.call('attachments.keep', { name: 'photo.png', data })
    const agreed = { consent_collect: 'yes', consent_photo: 'yes' }
    const child = await registerWith(lost, agreed, { photo })
    const refused = { lawful_basis: 'consent', consent_collect: 'no', consent_share_statistics: 'yes' }
    const withheld = await registerWith(lost, refused, { family_name: 'Zoungrana' })
    // One that came from the office beside: its chain must come along.
    const given = await registerChild(beside, seed++)
    await carry(lost, region)
    await carry(beside, region)
    await carry(region, beside)
    await handOver(given.id, { from: beside, to: lost, by: region })
    await carry(lost, region)
    await lost.close()

    await revoke(region, 'BLS')
    const person = { name: 'Awa Sana', signIn: 'awa.s' }
    const fresh = await office('fresh', { name: 'Boulsa', person })
    expect((await fresh.call('setup.status', {})).session?.office.name).toBe('Boulsa')
    await rejoin(fresh, region)
    const { session } = await fresh.call('setup.status', {})
    expect(session).toMatchObject({ name: 'Awa Sana', office: { name: someOffice.name, code: 'BLS' } })
    expect(await cases(fresh)).toBe(0)
    expect(await send(region, fresh)).toMatchObject({ ...taken, files: 1, revocations: [{ reason: 'lost' }] })
    expect(await cases(fresh)).toBe(3)
    const read = await fresh.call('attachments.read', { caseId: child.id, sha256: photo.sha256 })
    expect(read).toEqual({ type: 'image/png', data })
    expect((await fresh.call('cases.get', { id: given.id })).readOnly).toBeNull()
    const blind = await fresh.call('cases.get', { id: withheld.id })
    expect(blind.item).toMatchObject({ familyName: '', code: withheld.code })
    expect(JSON.stringify(blind)).not.toContain('Zoungrana')

    const next = await registerChild(fresh, seed++)
    expect([child.code, withheld.code]).not.toContain(next.code)
    await fresh.call('cases.addNote', { caseId: child.id, text: 'Repris sur le nouveau PC.' })
    await carry(fresh, region)
    expect(await cases(region)).toBe(4)
    expect((await region.call('cases.get', { id: child.id })).notes).toHaveLength(1)
    await carry(region, fresh)
    expect(await send(fresh, region)).toMatchObject({ ...taken, counts: { changes: 0 } })
    await fresh.call('session.lock', { reason: 'person' })
    await fresh.call('session.signIn', { signIn: 'awa.s', password: testPassword })
    expect(await cases(fresh)).toBe(4)
  })

  test('a PC that holds cases of its own takes up no other office, and only the office above says whose new PC it is', async () => {
    const region = await office('region', { level: 'region' })
    const lost = await office('lost')
    const beside = await office('beside', tgr)
    for (const district of [lost, beside]) await enrolOffices(district, region, key)
    const stranger = await office('stranger')
    await registerChild(stranger, seed++)
    const request = await stranger.call('enrolment.writeRequest', { path: key })
    const asked = { path: key, file: request.file, words: request.words }
    const other = { ...asked, newPcOf: (await peerOf(region, 'TGR')).officeId }
    expect(await region.raw('enrolment.certify', other)).toMatchObject({
      ok: false,
      error: { code: 'enrolment.damaged' },
    })
    const answer = await region.call('enrolment.certify', { ...asked, newPcOf: (await peerOf(region, 'BLS')).officeId })
    const { words } = await region.call('enrolment.state', {})
    const refused = await stranger.raw('enrolment.accept', { path: key, file: answer.file, words })
    expect(refused).toMatchObject({ ok: false, error: { code: 'enrolment.has-cases' } })
    expect(await cases(stranger)).toBe(1)
    expect((await stranger.call('exchange.overview', {})).enrolled).toBe(false)
  })
})

describe('the PC of a region is lost', () => {
  test('with nothing left: a new one is enrolled by the national level, its districts again, and their next bundles give it everything', async () => {
    const national = await office('national', { level: 'national', code: 'NAT', name: 'Direction centrale' })
    const lost = await office('lost', { level: 'region' })
    const boulsa = await office('boulsa')
    const tougouri = await office('tougouri', tgr)
    const districts = [boulsa, tougouri]
    for (const district of districts) await enrolOffices(district, lost, key)
    await enrolOffices(lost, national, key)
    for (const district of districts) await carry(lost, district)
    const [there, back] = [await registerChild(boulsa, seed++), await registerChild(tougouri, seed++)]
    for (const district of districts) await carry(district, lost)
    for (const district of districts) await carry(lost, district)
    // Each has seen what the other wrote, so that neither's chain comes first.
    await handOver(there.id, { from: boulsa, to: tougouri, by: lost })
    await handOver(back.id, { from: tougouri, to: boulsa, by: lost })
    const kept = [
      { keeper: tougouri, id: there.id },
      { keeper: boulsa, id: back.id },
    ]
    for (const { keeper, id } of kept) await keeper.call('cases.addNote', { caseId: id, text: 'Vu au bureau.' })
    for (const district of districts) await carry(district, lost)
    for (const district of districts) await carry(lost, district)
    await carry(lost, national)
    await carry(national, lost)
    const { written } = await lost.call('exchange.export', { path: key, officeIds: null })
    const late = written.find(({ to }) => to === 'BLS')!.file
    await lost.close()

    await revoke(national, 'KUI')
    const person = { name: 'Issa Kaboré', signIn: 'issa' }
    const region = await office('region', { level: 'region', name: 'Région', person })
    await rejoin(region, national)
    expect(await send(national, region)).toMatchObject({ ...taken, revocations: [{ reason: 'lost', here: false }] })
    for (const district of districts) await enrolOffices(district, region, key)
    await registerChild(boulsa, seed++)
    // The first speaks of cases that only the second opens: what it says of them waits.
    expect(await send(boulsa, region)).toMatchObject({ outcome: 'applied', error: null })
    expect((await region.call('aside.list', { offset: 0, limit: 10 })).total).toBeGreaterThan(0)
    expect(await send(tougouri, region)).toMatchObject({ outcome: 'applied', error: null })
    expect((await region.call('aside.list', { offset: 0, limit: 10 })).total).toBe(0)
    expect(await cases(region)).toBe(3)
    for (const { keeper, id } of kept) {
      const [seen, own] = [await region.call('cases.get', { id }), await keeper.call('cases.get', { id })]
      expect(seen.item.code).toBe(own.item.code)
      expect(seen.item.familyName).toBe(own.item.familyName)
      expect(seen.notes.map(({ text }) => text)).toEqual(own.notes.map(({ text }) => text))
      expect(seen.transfer).toMatchObject({ to: own.transfer?.to, accepted: true })
    }

    const heard = await send(region, boulsa)
    expect(heard).toMatchObject({ outcome: 'applied', revocations: [{ reason: 'lost', here: false }] })
    expect((await boulsa.call('exchange.import', { path: key, files: [late] })).results).toMatchObject([
      { outcome: 'refused', error: { code: 'bundle.revoked-signer' } },
    ])
    await carry(boulsa, region)
    await carry(region, national)
    expect(await cases(national)).toBe(3)
    const { parent } = await boulsa.call('enrolment.state', {})
    expect(parent?.words).toEqual((await region.call('enrolment.state', {})).words)
    // Cases go on being handed over.
    await send(region, tougouri)
    await handOver(there.id, { from: tougouri, to: boulsa, by: region })
    expect((await boulsa.call('cases.get', { id: there.id })).readOnly).toBeNull()
  })
})
