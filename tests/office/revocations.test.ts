import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'

const credentials = { signIn: someOffice.person.signIn, password: testPassword }
let folder: string
let key: string
let region: TestOffice
let boulsa: TestOffice
let tougouri: TestOffice
let seed = 700

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-revoked-'))
  key = join(folder, 'KEY')
  mkdirSync(key)
  region = await newTestOffice({ home: join(folder, 'region'), level: 'region' })
  boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  const place = 'BF490206'
  tougouri = await newTestOffice({ home: join(folder, 'tgr'), code: 'TGR', name: 'Service de Tougouri', place })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
})
afterEach(async () => {
  for (const office of [region, boulsa, tougouri]) await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = async (of: TestOffice) => (await of.call('setup.status', {})).session?.office.code ?? ''
async function write(from: TestOffice, to: TestOffice): Promise<string> {
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const code = await codeOf(to)
  return written.find((each) => each.to === code)?.file ?? ''
}
const take = async (at: TestOffice, file: string) =>
  (await at.call('exchange.import', { path: key, files: [file] })).results[0]!
const send = async (from: TestOffice, to: TestOffice) => take(to, await write(from, to))
const peerOf = async (code: string) =>
  (await region.call('exchange.overview', {})).peers.find((each) => each.code === code)!
const pcsOf = async (code: string) => region.call('revocations.pcs', { officeId: (await peerOf(code)).officeId })
async function revoke(code: string): Promise<string> {
  const [pc] = (await pcsOf(code)).pcs
  await region.call('revocations.revoke', { replica: pc!.replica, reason: 'stolen' })
  return pc!.replica
}

describe('a region revokes the PC of a district', () => {
  test('it is shown, logged, and refused twice; a bundle of that PC says what to do and whom to call (fault 4)', async () => {
    await registerChild(boulsa, seed++)
    expect(await send(boulsa, region)).toMatchObject({ outcome: 'applied' })
    await registerChild(boulsa, seed++)
    const onItsWay = await write(boulsa, region)
    const { pcs, name } = await pcsOf('BLS')
    const { words } = await boulsa.call('enrolment.state', {})
    expect({ name, pcs }).toMatchObject({
      name: someOffice.name,
      pcs: [{ words, lastReceivedNumber: 1, revoked: null }],
    })

    const scanned = await region.call('exchange.scan', { path: key })
    expect(scanned.bundles.find(({ file }) => file === onItsWay)).toMatchObject({ state: 'ready' })
    const replica = await revoke('BLS')
    const again = await region.raw('revocations.revoke', { replica, reason: 'lost' })
    expect(again).toMatchObject({ ok: false, error: { code: 'enrolment.revoked-already' } })
    const error = { code: 'bundle.revoked-signer', details: { office: 'BLS', by: 'Direction régionale du Kuilsé' } }
    const looked = await region.call('exchange.scan', { path: key })
    expect(looked.bundles.find(({ file }) => file === onItsWay)).toMatchObject({ state: 'refused', error })
    expect(await take(region, onItsWay)).toMatchObject({ outcome: 'refused', error })
    expect((await region.call('machine.about', {})).cases).toBe(1)
    const believed = pcs[0]!.changes
    const revoked = { reason: 'stolen', by: 'Direction régionale du Kuilsé', believed, apart: 0, replacedAt: null }
    expect((await pcsOf('BLS')).pcs).toMatchObject([{ revoked }])
    expect(await peerOf('BLS')).toMatchObject({ revokedAt: expect.any(String) })
    expect(await peerOf('TGR')).toMatchObject({ revokedAt: null })
    const filters = { act: 'enrolment.revoke' } as const
    const { entries } = await region.call('log.page', { filters, before: null, limit: 9, archive: null })
    expect(entries).toMatchObject([{ subject: { id: 'BLS' }, details: { replica, reason: 'stolen', believed } }])
  })

  test('nobody revokes what is not below', async () => {
    const [pc] = (await pcsOf('BLS')).pcs
    for (const [office, code] of [
      [tougouri, 'enrolment.not-below'],
      [boulsa, 'enrolment.not-below'],
    ] as const)
      expect(await office.raw('revocations.revoke', { replica: pc!.replica, reason: 'lost' })).toMatchObject({
        ok: false,
        error: { code },
      })
    const own = (await region.call('setup.status', {})).session!.office.id
    expect(await region.raw('revocations.pcs', { officeId: own })).toMatchObject({
      ok: false,
      error: { code: 'enrolment.not-below' },
    })
  })

  test('the others learn it; the PC itself stops writing, says why, deletes nothing, and comes back only enrolled anew', async () => {
    await registerChild(boulsa, seed++)
    await send(boulsa, region)
    await revoke('BLS')
    expect(await send(region, tougouri)).toMatchObject({
      revocations: [{ reason: 'stolen', office: someOffice.name, here: false }],
    })
    expect(await send(region, boulsa)).toMatchObject({ revocations: [{ here: true }] })
    const held = async () => (await boulsa.call('setup.status', {})).held
    expect(await held()).toBe('revoked')
    await expect(registerChild(boulsa, seed++)).rejects.toMatchObject({ code: 'vault.revoked' })
    expect((await boulsa.call('machine.about', {})).cases).toBe(1)
    await boulsa.call('session.lock', { reason: 'person' })
    await boulsa.call('session.signIn', credentials)
    expect(await held()).toBe('revoked')

    await boulsa.call('machine.adopt', {})
    expect(await held()).toBeNull()
    await registerChild(boulsa, seed++)
    expect((await boulsa.call('exchange.overview', {})).enrolled).toBe(false)
    await enrolOffices(boulsa, region, key)
    expect(await send(boulsa, region)).toMatchObject({ outcome: 'applied', aside: 0 })
    expect((await region.call('machine.about', {})).cases).toBe(2)
    const { pcs } = await pcsOf('BLS')
    expect(pcs).toMatchObject([{ revoked: null }, { revoked: { replacedAt: pcs[0]!.certifiedAt } }])
    expect(await peerOf('BLS')).toMatchObject({ revokedAt: null })
    expect(await send(region, boulsa)).toMatchObject({ outcome: 'applied' })
    expect(await held()).toBeNull()
  })

  test('what the office had in its backup is kept apart until somebody has made sure of it (fault 8)', async () => {
    await registerChild(boulsa, seed++)
    await send(boulsa, region)
    await registerChild(boulsa, seed++)
    await boulsa.call('backups.make', {})
    const replica = await revoke('BLS')
    const backup = (await boulsa.call('backups.list', {})).find(({ reason }) => reason === 'by-hand')!
    await boulsa.call('backups.restore', { place: backup.place, credentials })
    await boulsa.call('session.signIn', credentials)
    await enrolOffices(boulsa, region, key)
    expect(await send(boulsa, region)).toMatchObject({ outcome: 'applied', aside: expect.any(Number) })
    const apart = (await pcsOf('BLS')).pcs.find((each) => each.replica === replica)!.revoked!.apart
    expect(apart).toBeGreaterThan(0)
    expect((await region.call('machine.about', {})).cases).toBe(1)
    const { items } = await region.call('aside.list', { offset: 0, limit: 10 })
    expect(items.map(({ reason }) => reason)).toEqual(Array.from({ length: apart }, () => 'revoked'))

    const unsaid = await region.raw('revocations.believe', { replica, why: ' ' })
    expect(unsaid).toMatchObject({ ok: false, error: { code: 'call.input' } })
    await region.call('revocations.believe', { replica, why: 'Appelé le chef de service au numéro connu.' })
    expect((await region.call('machine.about', {})).cases).toBe(2)
    expect((await region.call('aside.list', { offset: 0, limit: 10 })).total).toBe(0)
    expect(await send(region, boulsa)).toMatchObject({ outcome: 'applied' })
    expect((await boulsa.call('machine.about', {})).cases).toBe(2)
    expect((await boulsa.call('aside.list', { offset: 0, limit: 10 })).total).toBe(0)
  })
})
