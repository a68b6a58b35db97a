import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pcLetters } from '../../../src-main/domain/case-code.ts'
import { certificateText, isChain, readCertificate } from '../../../src-main/domain/trust/certificate.ts'
import { accept, certify, openAnswer, openRequest, ownRequest } from '../../../src-main/exchange/enrolment.ts'
import { identityOf, signWith, verifyText, wordsOf } from '../../../src-main/exchange/keys.ts'
import { isTrusted, trustedChain } from '../../../src-main/exchange/own-certificate.ts'
import { revoke } from '../../../src-main/exchange/revocations.ts'
import {
  newcomerWords,
  newSecondPcRequest,
  openSecondPcAnswer,
  openSecondPcRequest,
  vouch,
} from '../../../src-main/exchange/second-pc.ts'
import { certificateOf, revokeReplica } from '../../../src-main/store/certificates.ts'
import { nextHandOver, transferOf } from '../../../src-main/store/custody.ts'
import { freeLetter, incarnationsOf, pcLetter } from '../../../src-main/store/incarnation.ts'
import { addPeer, currentPeers, heldAbove, parentPeer, peerOf } from '../../../src-main/store/peers.ts'
import { hasReached } from '../../../src-main/store/reach.ts'
import { readSelf } from '../../../src-main/store/self.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { Desk, enrol, id, newDesk, newKeys, newRegion } from '../../support/desk.ts'
import { takeApart } from '../../support/forge.ts'
import { pass, secondDesk, vouchedBy, written } from '../../support/second-desk.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let boulsa: Desk
let tougouri: Desk
let second: Desk
let key: string

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR'])
  ;({ region, key } = world)
  ;[boulsa, tougouri] = world.districts as [Desk, Desk]
  second = await secondDesk(boulsa)
})
afterEach(() => {
  second.close()
  world.close()
})

const code = (failure: string) => ({ code: failure })

describe('who may vouch for a PC', () => {
  test('a PC of the same office that stands on the office above: not one of another, nor one vouched for itself', async () => {
    const own = certificateOf(second.db, second.self.replica)?.doc ?? ''
    const chain = trustedChain(boulsa.db, second.self.replica) ?? []
    expect(chain.map((each) => readCertificate(each)?.replica)).toEqual(
      [second, boulsa, region].map(({ self }) => self.replica),
    )
    expect(readCertificate(own)).toMatchObject({ pc: 'B', office: identityOf(boulsa.self).office })
    await expect(vouchedBy(second)).rejects.toMatchObject(code('enrolment.second-hand'))

    const forged = (by: Desk, office: Desk, issuers: string[]): boolean => {
      const keys = { ...identityOf(second.self), replica: id(), office: identityOf(office.self).office }
      const more = { version: 1, issuer: by.self.replica, scope: 'own-office', issuedAt: by.time } as const
      return isChain([certificateText({ ...keys, ...more }, signWith(by.self.signSecret)), ...issuers], verifyText)
    }
    expect(forged(boulsa, boulsa, chain.slice(1))).toBe(true)
    expect(forged(boulsa, tougouri, chain.slice(1))).toBe(false)
    expect(forged(second, boulsa, chain)).toBe(false)
    expect(forged(tougouri, boulsa, trustedChain(tougouri.db, tougouri.self.replica) ?? [])).toBe(false)
  })

  test('an office without one above vouches for nobody; training and real work never meet', async () => {
    const alone = await newDesk({ code: 'ALO' })
    await expect(vouchedBy(alone)).rejects.toMatchObject(code('enrolment.not-enrolled'))
    const training = await newDesk({ level: 'region', code: 'FRM', training: true })
    await expect(vouchedBy(training)).rejects.toMatchObject(code('bundle.not-training'))
    for (const desk of [alone, training]) desk.close()
  })

  test('asked again for the same keys it gives the same certificate and letters; a third PC gets others', async () => {
    const third = await vouchedBy(boulsa)
    const answer = openSecondPcAnswer(third.answer)
    expect(answer.letters).not.toContain('B')
    expect(third.pc).toBe('C')
    const words = newcomerWords(third.request)
    const more = { person: answer.person, officer: null, settings: {}, time: '2030-01-01T00:00:00Z' }
    const again = vouch(boulsa.db, boulsa.self, third.request, words, more)
    expect(again).toEqual({ answer: third.answer, pc: 'C' })
    const keys = { replica: id(), ...(await newKeys()) }
    const touched = newSecondPcRequest(keys, '0.1.0', boulsa.time).replace(/"app":"0/, '"app":"1')
    expect(() => openSecondPcRequest(touched)).toThrow(expect.objectContaining(code('enrolment.damaged')))
  })
})

describe('revoking one of two PCs', () => {
  test('revoking the first one leaves the second untrusted until the office above certifies it itself', async () => {
    await pass(boulsa, second, key)
    await pass(boulsa, region, key)
    const early = await written(second, region, key)
    revokeReplica(region.db, boulsa.self.replica)
    await expect(region.take(early)).rejects.toMatchObject(code('bundle.revoked-signer'))
    expect(isTrusted(region.db, second.self.replica)).toBe(false)
    enrol(region, second)
    expect(isTrusted(region.db, second.self.replica)).toBe(true)
    expect(await pass(second, region, key)).toMatchObject({ outcome: 'applied' })
    expect(readCertificate(certificateOf(region.db, second.self.replica)?.doc ?? '')).toMatchObject({
      pc: 'B',
      issuer: region.self.replica,
    })
  })

  test('revoking the second one touches the first in nothing', async () => {
    await pass(boulsa, region, key)
    revokeReplica(region.db, second.self.replica)
    boulsa.child('Zongo')
    expect(await pass(boulsa, region, key)).toMatchObject({ outcome: 'applied' })
    await expect(region.take(await written(second, region, key))).rejects.toMatchObject(code('bundle.revoked-signer'))
  })
})

describe('between two PCs of one office', () => {
  const refused = { consent_collect: 'no' }

  test('what came by way of the region with less is made whole by the other PC, and nothing is ever taken away', async () => {
    await pass(boulsa, second, key)
    const { formId } = boulsa.child('Zongo', 2, refused)
    await pass(boulsa, region, key)
    await pass(second, region, key)
    await pass(region, second, key)
    expect(second.names()).toEqual([''])
    // It tells what it lacks, and gets it.
    await pass(second, boulsa, key)
    const path = await written(boulsa, second, key)
    expect((await takeApart(path, second)).manifest.again).toEqual({ [boulsa.self.replica]: [1] })
    await second.take(path)
    expect(second.names()).toEqual(['Zongo'])
    expect(stateHash(second.db, dataParts)).toBe(stateHash(boulsa.db, dataParts))
    // The region shows less of it again: an office above never takes a value away.
    boulsa.rename(formId, 'Zongo-Neuf')
    await pass(boulsa, region, key)
    await pass(region, second, key, { snapshot: true })
    await pass(second, boulsa, key)
    expect(boulsa.names()).toEqual(['Zongo-Neuf'])
    await pass(boulsa, second, key)
    expect(second.names()).toEqual(['Zongo-Neuf'])
    const quiet = await takeApart(await written(boulsa, second, key), second)
    expect([quiet.manifest.zeroReport, quiet.manifest.again]).toEqual([false, { [boulsa.self.replica]: [2] }])
  })

  test('a case handed over to the office reaches the second PC through the first, and the region takes what it writes', async () => {
    await pass(boulsa, second, key)
    const { caseId, formId } = tougouri.child('Kaboré')
    const other = tougouri.child('Compaoré')
    const { office } = boulsa.self
    const value = nextHandOver(tougouri.db, caseId, tougouri.self.office.id, office.id)
    tougouri.write([{ t: 'set', r: caseId, g: 'office', value }])
    await pass(tougouri, region, key)
    await pass(region, boulsa, key)
    await pass(boulsa, second, key)
    expect(second.names()).toEqual(['Kaboré'])
    expect(transferOf(second.db, caseId)?.office).toBe(office.id)
    expect(JSON.stringify(second.db.prepare('SELECT vals FROM change').all())).not.toContain('Compaoré')
    expect(second.db.prepare('SELECT 1 FROM record WHERE id = ?').get(other.caseId)).toBeUndefined()
    second.rename(formId, 'Kaboré-Deux')
    await pass(second, boulsa, key)
    await pass(boulsa, region, key)
    expect(region.names()).toEqual(['Compaoré', 'Kaboré-Deux'])
    expect(allAside(region.db, 10)).toEqual([])
    await pass(region, tougouri, key)
    expect(stateHash(second.db, dataParts)).toBe(stateHash(boulsa.db, dataParts))
  })

  test('hears from the first how far what was handed over has come', async () => {
    const { caseId } = boulsa.child('Kaboré')
    const value = nextHandOver(boulsa.db, caseId, boulsa.self.office.id, tougouri.self.office.id)
    boulsa.write([{ t: 'set', r: caseId, g: 'office', value }])
    await pass(boulsa, region, key)
    await pass(region, boulsa, key)
    await pass(boulsa, second, key)
    const arrived = () => hasReached(second.db, tougouri.self.office.id, boulsa.self.replica, 2)
    const above = () => heldAbove(second.db, second.self, parentPeer(second.db, second.self)!)[boulsa.self.replica]
    expect([arrived(), above()]).toEqual([false, 2])
    for (const [from, to] of [
      [region, tougouri],
      [tougouri, region],
      [region, boulsa],
      [boulsa, second],
    ] as const)
      await pass(from, to, key)
    expect(arrived()).toBe(true)
  })

  test('a lost key heals with the next one', async () => {
    second.child('Un')
    await written(second, boulsa, key)
    second.child('Deux')
    await pass(second, boulsa, key)
    expect(boulsa.names()).toEqual(['Deux', 'Un'])
    await pass(boulsa, second, key)
    expect((await takeApart(await written(boulsa, second, key), second)).manifest.zeroReport).toBe(true)
  })

  test('every PC is told once: what took the place of another, and what works beside it', async () => {
    await pass(boulsa, second, key)
    await pass(boulsa, region, key)
    const replicas = (desk: Desk) =>
      currentPeers(desk.db)
        .filter(({ office }) => office === boulsa.self.office.id)
        .map(({ replica }) => replica)
    expect(replicas(region)).toEqual([boulsa.self.replica])
    await pass(second, region, key)
    expect(replicas(region)).toEqual([boulsa.self.replica, second.self.replica])
    // The first PC is restored from a backup: what it was is written to no more, the second one as soon as it is heard.
    const restored = id()
    addPeer(region.db, restored, boulsa.self.office.id)
    expect(replicas(region)).toEqual([restored])
    await pass(second, region, key)
    expect(replicas(region)).toEqual([second.self.replica, restored])
    expect(peerOf(region.db, boulsa.self.replica)).not.toBeNull()
  })
})

test('a PC that comes back with nothing bears a letter that no other PC of its office bears, and the others never take it', async () => {
  const [first, letterOf] = [boulsa, (desk: Desk) => pcLetter(desk.db)]
  await pass(first, second, key)
  await pass(first, region, key)
  const taken = new Set(pcLetters.filter((letter) => letter !== 'Q'))
  expect(freeLetter(taken)).toBe('Q')
  revoke({ db: region.db, ledger: region.ledger, self: region.self, time: region.time }, first.self.replica, 'lost')
  const made = await newDesk()
  const request = openRequest(ownRequest(made.db, made.self, '0.1.0', made.time))
  const newPcOf = first.self.office.id
  const answer = certify(region.db, region.self, request, wordsOf(request), region.time, { newPcOf })
  accept(made.db, made.self, openAnswer(answer), wordsOf(identityOf(region.self)))
  const back = new Desk(made.home, made.db, readSelf(made.db) ?? made.self)
  const letter = letterOf(back)
  const known = certificateOf(region.db, made.self.replica)
  expect(readCertificate(known?.doc ?? '')?.pc).toBe(letter)
  expect(letter).not.toBe(letterOf(second))
  await pass(region, back, key)
  back.child('Awa')
  await pass(back, region, key)
  enrol(region, second)
  await pass(region, second, key)
  expect(incarnationsOf(second.db).letters).toContain(letter)
  back.close()
})
