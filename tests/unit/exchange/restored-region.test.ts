import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeOwnCertificate } from '../../../src-main/exchange/own-certificate.ts'
import { nextHandOver } from '../../../src-main/store/custody.ts'
import { beginIncarnation, incarnationsOf } from '../../../src-main/store/incarnation.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { cloneDesk, Desk, enrol, id, newKeys, newRegion } from '../../support/desk.ts'
import { pass } from '../../support/second-desk.ts'

let world: Awaited<ReturnType<typeof newRegion>>
const more: Desk[] = []

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR'])
})
afterEach(() => {
  for (const desk of more.splice(0)) desk.close()
  world.close()
})

/** The case goes to another district and is written in there. */
async function handOver(
  caseId: string,
  { from, to, by }: { from: Desk; to: Desk; by: Desk },
  key: string,
): Promise<void> {
  const value = nextHandOver(from.db, caseId, from.self.office.id, to.self.office.id)
  from.write([{ t: 'set', r: caseId, g: 'office', value: { ...value, was: [...value.was] } }])
  await pass(from, by, key)
  await pass(by, to, key)
}

/** A copy of the office's file is put back, and goes on as a new installation. */
async function restored(backup: Desk): Promise<Desk> {
  const self = beginIncarnation(backup.db, { replica: id(), ...(await newKeys()) }, incarnationsOf(backup.db))
  storeOwnCertificate(backup.db, self, backup.time)
  const desk = new Desk(mkdtempSync(join(tmpdir(), 'lakana-desk-')), backup.db, self)
  more.push(desk)
  return desk
}

test('a region restored from an old backup gets everything again, though two districts have seen of each other what it lost', async () => {
  const { region, key } = world
  const [boulsa, tougouri] = world.districts as [Desk, Desk]
  const districts = [boulsa, tougouri]
  const there = boulsa.child('Awa')
  const back = tougouri.child('Binta')
  for (const district of districts) await pass(district, region, key)
  for (const district of districts) await pass(region, district, key)
  const backup = cloneDesk(region)
  await handOver(there.caseId, { from: boulsa, to: tougouri, by: region }, key)
  await handOver(back.caseId, { from: tougouri, to: boulsa, by: region }, key)
  tougouri.rename(there.formId, 'Awa S.')
  boulsa.rename(back.formId, 'Binta O.')
  for (const district of districts) await pass(district, region, key)
  for (const district of districts) await pass(region, district, key)
  tougouri.child('Chantal')
  boulsa.child('Djeneba')

  const again = await restored(backup)
  for (const district of districts) enrol(again, district)
  for (const district of districts) expect(await pass(district, again, key)).toMatchObject({ outcome: 'applied' })
  expect(again.names()).toEqual(['Awa S.', 'Binta O.', 'Chantal', 'Djeneba'])
  expect(allAside(again.db, 10)).toEqual([])
  for (const district of districts) await pass(again, district, key)
  const vector = again.ledger.versionVector()
  for (const { self, ledger } of districts) expect(vector[self.replica]).toBe(ledger.head(self.replica)?.seq)
})
