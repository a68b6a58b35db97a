import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { certificateText, readCertificate } from '../../../src-main/domain/trust/certificate.ts'
import { readRevocation, revocationText } from '../../../src-main/domain/trust/revocation.ts'
import { accept, certify, openAnswer, openRequest, ownRequest } from '../../../src-main/exchange/enrolment.ts'
import { identityOf, signWith, wordsOf } from '../../../src-main/exchange/keys.ts'
import { isTrusted } from '../../../src-main/exchange/own-certificate.ts'
import { believedOf, revoke } from '../../../src-main/exchange/revocations.ts'
import { certificateOf } from '../../../src-main/store/certificates.ts'
import { beginIncarnation } from '../../../src-main/store/incarnation.ts'
import { currentPeers, peerOf } from '../../../src-main/store/peers.ts'
import { allRevocations, countUnbelieved } from '../../../src-main/store/revocations.ts'
import { readSelf } from '../../../src-main/store/self.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { cloneDesk, Desk, enrol, id, newDesk, newKeys, newRegion } from '../../support/desk.ts'
import { forge, takeApart } from '../../support/forge.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let district: Desk
let beside: Desk
const more: Desk[] = []

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR'])
  region = world.region
  district = world.districts[0]!
  beside = world.districts[1]!
})
afterEach(() => {
  for (const desk of more.splice(0)) desk.close()
  world.close()
})

const carry = async (from: Desk, to: Desk): ReturnType<Desk['take']> =>
  to.take((await from.send(world.key, to.code)).path)
const isRevoked = (at: Desk, of: Desk): boolean => certificateOf(at.db, of.self.replica)?.revoked === true

/** The office goes on from a copy of its file, as a new replica that the region certifies: as after a backup was restored. */
async function restored(desk: Desk, above: Desk): Promise<Desk> {
  const { home, db, time } = cloneDesk(desk)
  beginIncarnation(db, { replica: id(), ...(await newKeys()) }, { highest: 1, letters: [] })
  const heir = new Desk(home, db, readSelf(db)!)
  heir.time = time
  more.push(heir)
  enrol(above, heir)
  return heir
}

/** What is known of revoked PCs. */
const knownAt = (desk: Desk): unknown[] => [
  desk.db.prepare('SELECT * FROM revocation').all(),
  desk.db.prepare('SELECT replica, version, revoked FROM certificate').all(),
]

describe('a revocation', () => {
  test('reads as it was written, and nothing else does', () => {
    const made = revoke(region, district.self.replica, 'stolen')
    const [row] = allRevocations(region.db)
    expect(readRevocation(row!.doc)).toEqual(made)
    expect(made).toMatchObject({ number: 1, believed: 0, reason: 'stolen', issuer: region.self.replica })
    const sign = signWith(region.self.signSecret)
    for (const wrong of [{ number: 0 }, { number: 2_000_000 }, { believed: -1 }, { reason: 'broken' }, { issuer: 'x' }])
      expect(readRevocation(revocationText({ ...made, ...wrong } as typeof made, sign))).toBeNull()
    expect(readRevocation(row!.doc.replace('stolen', 'lost'))).not.toBeNull()
    expect(readRevocation(`${row!.doc}x`)).toBeNull()
  })

  test('is for those above only', async () => {
    expect(() => revoke(district, region.self.replica, 'lost')).toThrow('enrolment.not-below')
    expect(() => revoke(region, region.self.replica, 'lost')).toThrow('enrolment.not-below')
    expect(() => revoke(region, 'a'.repeat(32), 'lost')).toThrow('enrolment.not-below')
  })

  test('a bundle signed by the revoked PC is refused, and nothing changes (fault 4)', async () => {
    district.child('Zongo')
    expect(await carry(district, region)).toMatchObject({ outcome: 'applied' })
    district.child('Kaboré')
    const { path } = await district.send(world.key)
    revoke(region, district.self.replica, 'stolen')
    const before = stateHash(region.db, ['change', 'record', 'case_item'])
    await expect(region.take(path)).rejects.toMatchObject({
      code: 'bundle.revoked-signer',
      details: { office: 'BLS', by: 'Bureau KUI' },
    })
    expect(stateHash(region.db, ['change', 'record', 'case_item'])).toBe(before)
    expect(region.names()).toEqual(['Zongo'])
  })

  test('goes down and up with every bundle, and is applied before what follows (fault 4)', async () => {
    const national = await newDesk({ level: 'national', code: 'NAT' })
    more.push(national)
    enrol(national, region)
    revoke(region, district.self.replica, 'lost')
    const { revocations, olderRevocations } = await carry(region, beside)
    expect({ count: revocations.length, olderRevocations }).toEqual({ count: 1, olderRevocations: false })
    expect(isRevoked(beside, district)).toBe(true)
    expect((await carry(region, national)).revocations).toHaveLength(1)
    expect(isRevoked(national, district)).toBe(true)
    expect((await carry(region, national)).revocations).toEqual([])
  })

  test('a PC that is revoked learns it, and nothing else, from a bundle for it', async () => {
    beside.child('Ouédraogo')
    await carry(beside, region)
    revoke(region, district.self.replica, 'closed')
    const sent = await region.send(world.key, 'BLS')
    const { manifest, lines } = await takeApart(sent.path, district)
    expect(lines).toEqual([])
    expect(manifest).toMatchObject({ have: {}, documents: [], zeroReport: true })
    expect(await district.take(sent.path)).toMatchObject({ revocations: [{ replica: district.self.replica }] })
    expect(isRevoked(district, district)).toBe(true)
  })

  test('counts only from an office that stands above, is trusted, and signed it', async () => {
    await carry(region, beside)
    const stranger = await newDesk({ level: 'region', code: 'ZZZ' })
    more.push(stranger)
    const forgedBy = (by: Desk) =>
      revocationText(
        {
          replica: district.self.replica,
          reason: 'lost',
          believed: 0,
          number: 1,
          issuer: by.self.replica,
          training: false,
          issuedAt: region.time,
        },
        signWith(by.self.signSecret),
      )
    const sent = await region.send(world.key, 'TGR')
    const parts = await takeApart(sent.path, beside)
    const real = forgedBy(region)
    const certificates = [
      ...parts.manifest.certificates,
      ...[district, stranger].flatMap(({ self }) =>
        [region, stranger].flatMap(({ db }) => certificateOf(db, self.replica)?.doc ?? []),
      ),
    ]
    for (const text of [
      forgedBy(stranger),
      forgedBy(beside),
      forgedBy(district),
      real.replace('"believed":0', '"believed":1'),
      real.replace(region.self.replica, beside.self.replica),
      'LAKANA REVOCATION v1 (retrait de PC)\n{}\n',
    ]) {
      const manifest = { ...parts.manifest, certificates, revocations: [text] }
      const path = await forge({
        parts: { ...parts, manifest },
        by: region,
        recipients: [beside.self.ageRecipient],
        folder: world.key,
      })
      expect(await beside.take(path)).toMatchObject({ outcome: 'applied', revocations: [] })
      expect(isRevoked(beside, district)).toBe(false)
    }
    const manifest = { ...parts.manifest, certificates, revocations: [real] }
    const path = await forge({
      parts: { ...parts, manifest },
      by: region,
      recipients: [beside.self.ageRecipient],
      folder: world.key,
    })
    expect((await beside.take(path)).revocations).toHaveLength(1)
  })

  test('no certificate that comes later makes a revoked PC trusted again', async () => {
    revoke(region, district.self.replica, 'lost')
    expect(() => enrol(region, district)).toThrow('bundle.revoked-signer')
    await carry(region, beside)
    const again = { ...readCertificate(certificateOf(region.db, district.self.replica)!.doc)!, version: 9 }
    const sent = await region.send(world.key, 'TGR')
    const parts = await takeApart(sent.path, beside)
    const certificates = [...parts.manifest.certificates, certificateText(again, signWith(region.self.signSecret))]
    const manifest = { ...parts.manifest, certificates }
    const recipients = [beside.self.ageRecipient]
    const path = await forge({ parts: { ...parts, manifest }, by: region, recipients, folder: world.key })
    expect(await beside.take(path)).toMatchObject({ outcome: 'applied' })
    expect(certificateOf(beside.db, district.self.replica)).toMatchObject({ revoked: true })
    expect(isTrusted(beside.db, district.self.replica)).toBe(false)
  })
})

describe('a bundle that knows fewer revocations than its sender did before (fault 6)', () => {
  test('is noted, and what it says of them is left aside', async () => {
    const late = await region.send(world.key, 'TGR')
    revoke(region, district.self.replica, 'lost')
    await carry(region, beside)
    expect(peerOf(beside.db, region.self.replica)?.revocations).toBe(1)
    const before = knownAt(beside)
    expect(await beside.take(late.path)).toMatchObject({ olderRevocations: true, revocations: [] })
    const sent = await region.send(world.key, 'TGR')
    const parts = await takeApart(sent.path, beside)
    const { revocations: _none, ...manifest } = parts.manifest
    const back = { ...manifest, config: { version: 0, revocations: 0 } }
    const recipients = [beside.self.ageRecipient]
    const path = await forge({ parts: { ...parts, manifest: back }, by: region, recipients, folder: world.key })
    expect(await beside.take(path)).toMatchObject({ outcome: 'applied', olderRevocations: true })
    expect(knownAt(beside)).toEqual(before)
    expect(isRevoked(beside, district)).toBe(true)
    expect(peerOf(beside.db, region.self.replica)?.revocations).toBe(1)
  })
})

describe('what a revoked PC wrote (fault 8)', () => {
  test('is believed up to what was held then; what comes later is kept apart, until somebody has made sure of it', async () => {
    district.child('Zongo')
    await carry(district, region)
    const { formId } = district.child('Kaboré')
    const heir = await restored(district, region)
    revoke(region, district.self.replica, 'lost')
    heir.rename(formId, 'Kaboré Awa')
    heir.child('Sana')
    expect(await carry(heir, region)).toMatchObject({ outcome: 'applied', aside: 2 })
    expect(region.names()).toEqual(['Sana', 'Zongo'])
    expect(countUnbelieved(region.db, district.self.replica)).toBe(1)
    // The office itself learns that it is not believed of what its old PC wrote last.
    expect(heir.names()).toEqual(['Kaboré Awa', 'Sana', 'Zongo'])
    await carry(region, heir)
    expect(heir.names()).toEqual(['Sana', 'Zongo'])
    revoke(region, district.self.replica, 'lost')
    expect(believedOf(region.db, district.self.replica)).toBe(2)
    expect(region.names()).toEqual(['Kaboré Awa', 'Sana', 'Zongo'])
    expect(countUnbelieved(region.db, district.self.replica)).toBe(0)
    await carry(region, heir)
    expect(heir.names()).toEqual(['Kaboré Awa', 'Sana', 'Zongo'])
    const before = stateHash(region.db, ['register', 'case_item'])
    region.ledger.rebuild()
    expect(stateHash(region.db, ['register', 'case_item'])).toBe(before)
  })

  test('its numbers end with it: the PC that follows begins at 1', async () => {
    for (let turn = 0; turn < 3; turn += 1) await carry(district, region)
    const thief = cloneDesk(district)
    more.push(thief)
    thief.db.exec('UPDATE peer SET next_number = 9000')
    thief.child('Nobody')
    const ahead = await thief.send(world.key)
    expect(await region.take(ahead.path)).toMatchObject({ number: 9000 })
    const heir = await restored(district, region)
    revoke(region, district.self.replica, 'stolen')
    expect(peerOf(region.db, heir.self.replica)).toMatchObject({ lastNumber: 0 })
    expect(currentPeers(region.db).find(({ office }) => office === heir.self.office.id)?.replica).toBe(
      heir.self.replica,
    )
    heir.child('Sana')
    thief.child('Nobody again')
    const late = await thief.send(world.key)
    await expect(region.take(late.path)).rejects.toMatchObject({ code: 'bundle.revoked-signer' })
  })

  test('a new region believes of it what the lost region believed, whose certificates and words count for that only', async () => {
    const national = await newDesk({ level: 'national', code: 'NAT' })
    more.push(national)
    enrol(national, region)
    district.child('Zongo')
    await carry(district, region)
    district.child('Kaboré')
    const heir = await restored(district, region)
    revoke(region, district.self.replica, 'stolen')
    heir.child('Sana')
    await carry(heir, region)
    await carry(region, heir)
    revoke(national, region.self.replica, 'lost')
    const made = await newDesk({ level: 'region', code: 'KUI' })
    const request = openRequest(ownRequest(made.db, made.self, '0.1.0', made.time))
    const about = region.self.office.id
    const answer = certify(national.db, national.self, request, wordsOf(request), national.time, { newPcOf: about })
    accept(made.db, made.self, openAnswer(answer), wordsOf(identityOf(national.self)))
    const next = new Desk(made.home, made.db, readSelf(made.db)!)
    more.push(next)
    await carry(national, next)
    enrol(next, heir)
    expect(await carry(heir, next)).toMatchObject({ outcome: 'applied', aside: 1 })
    expect(next.names()).toEqual(['Sana', 'Zongo'])
    expect(isRevoked(next, district)).toBe(true)
    expect(isRevoked(next, heir)).toBe(false)
    // The lost region revokes nobody any more who stands on the new one.
    const text = revocationText(
      { ...revoke(region, heir.self.replica, 'lost'), number: 9 },
      signWith(region.self.signSecret),
    )
    const sent = await national.send(world.key, 'KUI')
    const parts = await takeApart(sent.path, next)
    const manifest = { ...parts.manifest, revocations: [text] }
    const recipients = [next.self.ageRecipient]
    const path = await forge({ parts: { ...parts, manifest }, by: national, recipients, folder: world.key })
    expect(await next.take(path)).toMatchObject({ revocations: [] })
    expect(isRevoked(next, heir)).toBe(false)
  })

  test('a number far above all others is not one of a revocation', async () => {
    await carry(region, beside)
    const sent = await region.send(world.key, 'TGR')
    const parts = await takeApart(sent.path, beside)
    const about = { replica: district.self.replica, reason: 'lost', believed: 0, training: false } as const
    const text = revocationText(
      { ...about, number: 999_999, issuer: region.self.replica, issuedAt: region.time },
      signWith(region.self.signSecret),
    )
    const manifest = { ...parts.manifest, revocations: [text] }
    const recipients = [beside.self.ageRecipient]
    const path = await forge({ parts: { ...parts, manifest }, by: region, recipients, folder: world.key })
    expect(await beside.take(path)).toMatchObject({ revocations: [] })
  })
})
