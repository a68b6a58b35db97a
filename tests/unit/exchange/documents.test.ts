import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDocument } from '../../../src-main/domain/trust/document.ts'
import { documentInForce, documentsFor, layDown } from '../../../src-main/exchange/documents.ts'
import { documentOf } from '../../../src-main/store/documents.ts'
import { peerOf } from '../../../src-main/store/peers.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { type Desk, enrol, newDesk, newRegion } from '../../support/desk.ts'
import { forge, takeApart } from '../../support/forge.ts'
import { pass, secondDesk } from '../../support/second-desk.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let district: Desk

beforeEach(async () => {
  world = await newRegion()
  region = world.region
  district = world.districts[0]!
})
afterEach(() => world.close())

const down = async (from: Desk, to: Desk): ReturnType<Desk['take']> => {
  const { path } = await from.send(world.key, to.code)
  return to.take(path)
}
const inForce = (desk: Desk): unknown => documentInForce(desk.db, desk.self, 'conduct')?.content

describe('what the offices above lay down', () => {
  test('goes down, comes into force once, and is told', async () => {
    layDown(region.db, region.self, 'conduct', { text: 'Texte 1' }, region.time)
    expect(await down(region, district)).toMatchObject({ documents: [{ kind: 'conduct', version: 1, outcome: 'new' }] })
    expect(inForce(district)).toEqual({ text: 'Texte 1' })
    expect(await down(region, district)).toMatchObject({ documents: [] })
    layDown(region.db, region.self, 'conduct', { text: 'Texte 2' }, region.time)
    layDown(region.db, region.self, 'conduct', { text: 'Texte 3' }, region.time)
    expect(await down(region, district)).toMatchObject({ documents: [{ version: 3, outcome: 'new' }] })
    expect(inForce(district)).toEqual({ text: 'Texte 3' })
  })

  test('comes again until its receiver says that it holds it, and again to one that does not any more', async () => {
    layDown(region.db, region.self, 'conduct', { text: 'Texte 1' }, region.time)
    const brings = (): number => documentsFor(region.db, region.self, peerOf(region.db, district.self.replica)!).length
    await down(region, district)
    expect(brings()).toBe(1)
    const up = async (): Promise<unknown> => region.take((await district.send(world.key, region.code)).path)
    await up()
    expect(brings()).toBe(0)
    layDown(region.db, region.self, 'conduct', { text: 'Texte 2' }, region.time)
    expect(brings()).toBe(1)
    await down(region, district)
    await up()
    expect(brings()).toBe(0)
    district.db.exec('DELETE FROM document')
    await up()
    expect(brings()).toBe(1)
    expect(await down(region, district)).toMatchObject({ documents: [{ version: 2, outcome: 'new' }] })
  })

  test('a late bundle with an older one changes nothing, and says so (fault 6)', async () => {
    layDown(region.db, region.self, 'conduct', { text: 'Texte 1' }, region.time)
    const late = await region.send(world.key, 'BLS')
    layDown(region.db, region.self, 'conduct', { text: 'Texte 2' }, region.time)
    await down(region, district)
    expect(await district.take(late.path)).toMatchObject({ documents: [{ version: 1, outcome: 'older' }] })
    expect(inForce(district)).toEqual({ text: 'Texte 2' })
  })

  test('the nearest office above counts; the region passes on what comes from above it', async () => {
    const national = await newDesk({ level: 'national', code: 'NAT' })
    enrol(national, region)
    const late = await newDesk({ code: 'KYA' })
    enrol(region, late)
    layDown(national.db, national.self, 'conduct', { text: 'du ministère' }, national.time)
    await down(national, region)
    expect(inForce(region)).toEqual({ text: 'du ministère' })
    await down(region, late)
    expect(inForce(late)).toEqual({ text: 'du ministère' })
    layDown(region.db, region.self, 'conduct', { text: 'de la région' }, region.time)
    await down(region, late)
    expect(inForce(late)).toEqual({ text: 'de la région' })
    national.close()
    late.close()
  })

  test('another PC of the office takes what the office has laid down, and what it has from above, and goes on from there', async () => {
    layDown(region.db, region.self, 'conduct', { text: 'de la région' }, region.time)
    await down(region, district)
    layDown(district.db, district.self, 'lists', { retired: ['religion/catholic'] }, district.time)
    const second = await secondDesk(district)
    await pass(district, second, world.key)
    expect(inForce(second)).toEqual({ text: 'de la région' })
    const next = layDown(second.db, second.self, 'lists', { retired: [] }, second.time)
    expect(next.version).toBe(2)
    await pass(second, district, world.key)
    expect(readDocument(documentOf(district.db, district.self.office.id, 'lists')?.doc ?? '')).toEqual(next)
    second.close()
  })

  test('nothing goes up, and what does not come from above is left aside', async () => {
    layDown(district.db, district.self, 'conduct', { text: 'du district' }, district.time)
    district.child('Zongo')
    const sent = await district.send(world.key)
    const parts = await takeApart(sent.path, region)
    expect(parts.manifest.documents).toEqual([])
    const doc = district.db.prepare('SELECT doc FROM document').pluck().get() as string
    const forged = { ...parts, manifest: { ...parts.manifest, documents: [doc] } }
    const path = await forge({ parts: forged, by: district, recipients: [region.self.ageRecipient], folder: world.key })
    expect(await region.take(path)).toMatchObject({ outcome: 'applied', documents: [] })
    expect(inForce(region)).toBeUndefined()
  })

  test('a changed or unsigned one is left aside', async () => {
    layDown(region.db, region.self, 'conduct', { text: 'Texte 1' }, region.time)
    const sent = await region.send(world.key, 'BLS')
    const parts = await takeApart(sent.path, district)
    const before = stateHash(district.db, ['change', 'record'])
    const [doc = ''] = parts.manifest.documents
    for (const documents of [[doc.replace('Texte 1', 'Texte X')], ['LAKANA DOCUMENT v1\n{}\n'], [doc.slice(0, -2)]]) {
      const forged = { ...parts, manifest: { ...parts.manifest, documents } }
      const recipients = [district.self.ageRecipient]
      const path = await forge({ parts: forged, by: region, recipients, folder: world.key })
      expect(await district.take(path)).toMatchObject({ documents: [] })
    }
    expect(inForce(district)).toBeUndefined()
    expect(stateHash(district.db, ['change', 'record'])).toBe(before)
  })
})
