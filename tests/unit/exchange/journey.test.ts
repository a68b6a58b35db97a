import { afterEach, expect, test } from 'vitest'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { newRegion } from '../../support/desk.ts'

let open: { close(): void } | null = null
afterEach(() => {
  open?.close()
  open = null
})

test('a child registered in a district reaches the region, and the receipt comes back', async () => {
  const world = await newRegion()
  open = world
  const { region, key } = world
  const district = world.districts[0]!
  district.child('Ouédraogo')
  const sent = await district.send(key)
  expect(sent).toMatchObject({ file: 'LKB-BLS-1.lkb', to: 'KUI', number: 1, zeroReport: false })
  expect(sent.counts).toMatchObject({ newCases: 1, changedCases: 0, changes: 1, ops: 11 })

  const taken = await region.take(sent.path)
  expect(taken).toMatchObject({ outcome: 'applied', from: 'BLS', number: 1, counts: sent.counts, aside: 0 })
  expect(region.names()).toEqual(['Ouédraogo'])
  expect(stateHash(region.db, dataParts)).toBe(stateHash(district.db, dataParts))

  const before = stateHash(region.db)
  expect(await region.take(sent.path)).toMatchObject({ outcome: 'already', counts: { changes: 0 } })
  expect(stateHash(region.db)).toBe(before)

  const receipt = await region.send(key)
  expect(receipt).toMatchObject({ file: 'LKB-KUI-BLS-1.lkb', zeroReport: true })
  await district.take(receipt.path)
  const next = await district.send(key)
  expect(next).toMatchObject({ number: 2, zeroReport: true })
})

test('a bundle that comes eight months late, after later ones were lost, is taken; the next one closes what is missing (fault 32)', async () => {
  const world = await newRegion()
  open = world
  const { region, key } = world
  const district = world.districts[0]!
  const { formId } = district.child('Ouédraogo')
  const march = await district.send(key)
  for (const month of ['04', '06', '08']) {
    district.time = `2026-${month}-01T08:00:00Z`
    district.child(`Zongo ${month}`)
    await district.send(key)
  }
  district.time = '2026-11-01T08:00:00Z'
  district.rename(formId, 'Wedraogo')
  region.time = '2026-11-20T08:00:00Z'
  expect(await region.take(march.path)).toMatchObject({ outcome: 'applied', counts: { newCases: 1 } })
  expect(region.names()).toEqual(['Ouédraogo'])
  await district.take((await region.send(key)).path)
  await region.take((await district.send(key)).path)
  expect(region.names()).toEqual(['Wedraogo', 'Zongo 04', 'Zongo 06', 'Zongo 08'])
  expect(stateHash(region.db, dataParts)).toBe(stateHash(district.db, dataParts))
})
