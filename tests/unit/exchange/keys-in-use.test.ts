import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { certificateText } from '../../../src-main/domain/trust/certificate.ts'
import { layDown } from '../../../src-main/exchange/documents.ts'
import { accept, certify, openAnswer, openRequest } from '../../../src-main/exchange/enrolment.ts'
import { identityOf, signWith, wordsOf } from '../../../src-main/exchange/keys.ts'
import { askForKeys, changeKeys } from '../../../src-main/exchange/new-keys.ts'
import { isTrusted, keepDocument, trustedChain } from '../../../src-main/exchange/own-certificate.ts'
import { revocationOf, revoke } from '../../../src-main/exchange/revocations.ts'
import { certificateOf } from '../../../src-main/store/certificates.ts'
import { documentOf } from '../../../src-main/store/documents.ts'
import { type Desk, enrol, newDesk, newKeys } from '../../support/desk.ts'
import { pass, secondDesk, written } from '../../support/second-desk.ts'

let key: string
let national: Desk
let region: Desk
let district: Desk
const more: Desk[] = []

beforeEach(async () => {
  key = mkdtempSync(join(tmpdir(), 'lakana-key-'))
  national = await newDesk({ level: 'national', code: 'NAT' })
  region = await newDesk({ level: 'region' })
  district = await newDesk()
  enrol(national, region)
  enrol(region, district)
})
afterEach(() => {
  for (const desk of [national, region, district, ...more.splice(0)]) desk.close()
  rmSync(key, { recursive: true, force: true })
})

/** New keys of an office below, asked for and given. */
async function renew(below: Desk, above: Desk): Promise<void> {
  const request = openRequest(askForKeys(below.db, below.self, await newKeys(), '0.1.0', below.time).text)
  const answer = certify(above.db, above.self, request, wordsOf(request), above.time)
  accept(below.db, below.self, openAnswer(answer), wordsOf(identityOf(above.self)))
  below.reread()
}

const knowing = ({ db, ledger, self, time }: Desk) => ({ db, ledger, self, time })
const signedWith = (at: Desk, from: Desk): string | undefined =>
  at.db
    .prepare(
      'SELECT sign_public FROM certificate c JOIN peer p USING (replica) WHERE p.replica = ? AND c.version = p.keys',
    )
    .pluck()
    .get(from.self.replica) as string | undefined

test('a region takes new keys: what is on its way is read, its districts learn them by key, lost or not, and the former ones end', async () => {
  const before = region.self
  district.child('Awa')
  const up = await written(district, region, key)
  const down = await written(region, district, key)
  await renew(region, national)
  expect(region.self.signPublic).not.toBe(before.signPublic)
  await region.take(up)
  await district.take(down)
  await region.send(key, 'BLS')
  district.child('Binta')
  await pass(district, region, key)
  expect(isTrusted(national.db, region.self.replica)).toBe(true)
  await pass(region, national, key)
  expect(isTrusted(national.db, district.self.replica)).toBe(true)
  await pass(region, district, key)
  expect(signedWith(district, region)).toBe(before.signPublic)
  expect(readKeys(district, region)).toBe(region.self.signPublic)
  const late = await written(region, district, key)
  district.child('Chantal')
  await pass(district, region, key)
  await pass(region, district, key)
  expect(signedWith(district, region)).toBe(region.self.signPublic)
  await expect(district.take(late)).rejects.toMatchObject({ code: 'bundle.former-keys' })
  expect(region.names()).toEqual(['Awa', 'Binta', 'Chantal'])
  expect(trustedChain(district.db, district.self.replica)).toHaveLength(3)
})

const readKeys = (at: Desk, of: Desk): string | undefined => certificateOf(at.db, of.self.replica)?.signPublic

test('what a region had laid down and revoked goes on counting for who knows its new keys only', async () => {
  layDown(region.db, region.self, 'settings', { standards: null }, region.time)
  const gone = await newDesk({ code: 'KAY' })
  more.push(gone)
  enrol(region, gone)
  revoke(knowing(region), gone.self.replica, 'lost')
  await pass(region, national, key)
  await renew(region, national)
  const newcomer = await newDesk({ code: 'TGR' })
  const other = await newDesk({ level: 'region', code: 'EST' })
  more.push(newcomer, other)
  enrol(region, newcomer)
  enrol(national, other)
  await pass(region, newcomer, key)
  expect(documentOf(newcomer.db, region.self.office.id, 'settings')?.version).toBe(1)
  expect(revocationOf(newcomer.db, gone.self.replica)).toMatchObject({ reason: 'lost' })
  await pass(region, national, key)
  await pass(national, other, key)
  expect(revocationOf(other.db, gone.self.replica)).toMatchObject({ reason: 'lost' })
})

test('at the top the present keys certify the next: two levels down they are known, and whoever holds a region cannot invent them', async () => {
  const former = national.self.signPublic
  expect(() => changeKeys(region.db, region.self, national.self, region.time)).toThrow('enrolment.wrong-level')
  const words = changeKeys(national.db, national.self, await newKeys(), national.time)
  national.reread()
  expect(wordsOf(identityOf(national.self))).toEqual(words)
  await national.send(key)
  region.child('Djénéba')
  await pass(region, national, key)
  await pass(national, region, key)
  await pass(region, district, key)
  expect(readKeys(district, national)).toBe(national.self.signPublic)
  await pass(region, national, key)
  await pass(national, region, key)
  expect(signedWith(region, national)).toBe(national.self.signPublic)
  expect(trustedChain(region.db, region.self.replica)).toHaveLength(3)
  expect(certificateOf(region.db, region.self.replica)?.version).toBe(3)

  const next = await newDesk({ code: 'TGR' })
  more.push(next)
  enrol(region, next)
  expect(readKeys(next, national)).toBe(national.self.signPublic)
  await pass(next, region, key)

  // A region may not say of itself, nor of the national level, what these have not signed.
  const thief = await newKeys()
  const held = { ...national.self, signSecret: thief.signSecret, signPublic: former }
  region.db.prepare('UPDATE certificate SET issuer = replica WHERE replica = ?').run(national.self.replica)
  changeKeysOf(region, held, thief)
  await pass(region, district, key)
  expect(readKeys(district, national)).toBe(national.self.signPublic)
})

/** Puts a certificate of new keys for another installation into a desk, signed by keys that are not its. */
function changeKeysOf(at: Desk, of: Desk['self'], thief: Awaited<ReturnType<typeof newKeys>>): void {
  const version = (certificateOf(at.db, of.replica)?.version ?? 0) + 1
  const { office, replica, training } = of
  const keys = { sign: thief.signPublic, age: thief.ageRecipient, agepq: thief.agepqRecipient }
  const { id, code, name, level, place } = office
  const doc = certificateText(
    {
      office: { id, code, name, level, place },
      replica,
      ...keys,
      training,
      version,
      issuer: replica,
      scope: 'own-office',
      issuedAt: at.time,
    },
    signWith(thief.signSecret),
  )
  keepDocument(at.db, doc)
}

test('a PC that vouches for a second one takes new keys: the second goes on, and learns them by the key between them', async () => {
  const second = await secondDesk(district)
  more.push(second)
  await pass(district, second, key)
  await pass(district, region, key)
  await pass(second, region, key)
  const onItsWay = await written(second, district, key)
  await renew(district, region)
  await district.take(onItsWay)
  await pass(district, second, key)
  expect(readKeys(second, district)).toBe(district.self.signPublic)
  expect(certificateOf(second.db, second.self.replica)?.version).toBe(2)
  second.child('Edith')
  await pass(second, district, key)
  await pass(district, second, key)
  await pass(district, region, key)
  await pass(second, region, key)
  expect(isTrusted(region.db, second.self.replica)).toBe(true)
  expect(signedWith(second, district)).toBe(district.self.signPublic)
  expect(region.names()).toEqual(['Edith'])
})
