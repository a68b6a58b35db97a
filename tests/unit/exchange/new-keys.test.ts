import { afterEach, beforeEach, expect, test } from 'vitest'
import { accept, certify, openAnswer, openRequest } from '../../../src-main/exchange/enrolment.ts'
import { identityOf, wordsOf } from '../../../src-main/exchange/keys.ts'
import { askForKeys } from '../../../src-main/exchange/new-keys.ts'
import { peerOf } from '../../../src-main/store/peers.ts'
import { cloneDesk, type Desk, newKeys, newRegion } from '../../support/desk.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let district: Desk

beforeEach(async () => {
  world = await newRegion(['BLS'])
  region = world.region
  district = world.districts[0]!
})
afterEach(() => world.close())

test('whoever had the former keys and counted far ahead stops nothing: with new keys numbers begin anew (fault 8)', async () => {
  await region.take((await district.send(world.key)).path)
  const thief = cloneDesk(district)
  thief.db.exec('UPDATE peer SET next_number = 9000')
  expect(await region.take((await thief.send(world.key)).path)).toMatchObject({ number: 9000 })

  const { text } = askForKeys(district.db, district.self, await newKeys(), '0.1.0', district.time)
  const request = openRequest(text)
  const answer = certify(region.db, region.self, request, wordsOf(request), region.time)
  accept(district.db, district.self, openAnswer(answer), wordsOf(identityOf(region.self)))
  district.reread()
  expect(wordsOf(identityOf(district.self))).toEqual(wordsOf(request))
  district.child('Sana')
  expect(await region.take((await district.send(world.key)).path)).toMatchObject({ number: 2, outcome: 'applied' })
  expect(peerOf(region.db, district.self.replica)).toMatchObject({ lastNumber: 2, keys: 2 })
  thief.child('Nobody')
  const late = await thief.send(world.key)
  await expect(region.take(late.path)).rejects.toMatchObject({ code: 'bundle.former-keys', details: { office: 'BLS' } })
  expect(region.names()).toEqual(['Sana'])
  thief.close()
})
