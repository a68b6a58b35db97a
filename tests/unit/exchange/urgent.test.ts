import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { referralDrafts } from '../../../src-main/domain/cases/referral.ts'
import type { Id } from '../../../src-main/domain/ledger/types.ts'
import { revoke } from '../../../src-main/exchange/revocations.ts'
import { writeUrgent } from '../../../src-main/exchange/urgent.ts'
import { aheadOf } from '../../../src-main/store/ahead.ts'
import { transferOf } from '../../../src-main/store/custody.ts'
import { peerOf } from '../../../src-main/store/peers.ts'
import { referralsTo } from '../../../src-main/store/referrals.ts'
import { allAside } from '../../../src-main/store/set-aside.ts'
import { type Desk, enrol, handOver as give, id, newDesk, newRegion } from '../../support/desk.ts'
import { forge, type Parts, takeApart } from '../../support/forge.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let boulsa: Desk
let tougouri: Desk
let yalgo: Desk

beforeEach(async () => {
  world = await newRegion(['BLS', 'TGR', 'YLG'])
  region = world.region
  ;[boulsa, tougouri, yalgo] = world.districts as [Desk, Desk, Desk]
  for (const desk of world.districts) await down(desk)
})
afterEach(() => world.close())

const up = async (from: Desk): Promise<unknown> => region.take((await from.send(world.key)).path)
const down = async (to: Desk): Promise<unknown> => to.take((await region.send(world.key, to.code)).path)
const handOver = (from: Desk, caseId: Id, to: Desk, more: object = { urgent: 'yes' }): void =>
  give(from, caseId, to, more)
async function carry(from: Desk, caseId: Id): Promise<string> {
  return join(world.key, (await writeUrgent(from.working(world.key), caseId, 'Part ce soir.')).file)
}
const keeper = (desk: Desk, caseId: Id): string | undefined => transferOf(desk.db, caseId)?.office
const nameIn = (desk: Desk, caseId: Id): unknown =>
  desk.db.prepare('SELECT family_name FROM case_item WHERE id = ?').pluck().get(caseId)

test('the file holds the one case, and no word of anything else', async () => {
  const other = boulsa.child('Zongo')
  const { caseId, formId } = boulsa.child('Kaboré')
  boulsa.rename(other.formId, 'Zongo-Secret')
  boulsa.rename(formId, 'Kaboré-Neuf')
  handOver(boulsa, caseId, tougouri)
  boulsa.child('Compaoré')
  const path = await carry(boulsa, caseId)
  const { manifest, lines, envelope } = await takeApart(path, tougouri)
  const text = lines.join('\n')
  for (const hidden of ['Zongo', 'Compaoré', other.caseId, other.formId]) expect(text).not.toContain(hidden)
  expect(lines.filter((line) => line.startsWith('{"h":'))).toHaveLength(2)
  expect(manifest).toMatchObject({ have: {}, prereq: {}, taken: 0, documents: [], lacks: [] })
  expect(manifest.log).toEqual({ count: 0, hash: '', proofs: [], seen: 0 })
  expect(manifest.counts).toMatchObject({ newCases: 1, changedCases: 0, changes: 5 })
  expect(envelope).toMatchObject({ to: 'TGR', also: 'KUI', receivers: [tougouri.self.replica, region.self.replica] })
  expect((await takeApart(path, region)).lines).toEqual(lines)
  expect((await takeApart(path, boulsa)).lines).toEqual(lines)
  await expect(takeApart(path, yalgo)).rejects.toMatchObject({ code: 'bundle.damaged' })
})

test('who took it counts a chain only as far as the ordinary way has brought it, and gets the rest', async () => {
  boulsa.child('Sawadogo')
  await up(boulsa)
  const between = boulsa.child('Zongo')
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, tougouri)
  const path = await carry(boulsa, caseId)
  for (const desk of [tougouri, region]) {
    const numbers = peerOf(desk.db, boulsa.self.replica)
    expect((await desk.take(path)).counts.newCases).toBe(1)
    expect(nameIn(desk, caseId)).toBe('Kaboré')
    expect(desk.ledger.head(boulsa.self.replica)?.seq).toBe(4)
    // No receipt, no number, no log: the pair stands as it stood.
    expect(peerOf(desk.db, boulsa.self.replica)).toEqual(numbers)
    expect((await desk.take(path)).outcome).toBe('already')
  }
  expect(aheadOf(region.db)).toEqual({ [boulsa.self.replica]: 1 })
  expect(aheadOf(tougouri.db)).toEqual({ [boulsa.self.replica]: 0 })
  const back = await takeApart((await region.send(world.key, 'BLS')).path, boulsa)
  expect(back.manifest.have[boulsa.self.replica]?.seq).toBe(1)
  await up(boulsa)
  expect(nameIn(region, between.caseId)).toBe('Zongo')
  expect(aheadOf(region.db)).toEqual({})
  await down(tougouri)
  expect(aheadOf(tougouri.db)).toEqual({})
  expect(tougouri.names()).toEqual(['Kaboré'])
})

test('a third office, an unknown signer, a revoked one and an old program refuse it', async () => {
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, tougouri)
  const path = await carry(boulsa, caseId)
  await expect(yalgo.take(path)).rejects.toMatchObject({ code: 'bundle.wrong-recipient', details: { office: 'TGR' } })
  const parts = await takeApart(path, tougouri)
  const recipients = [tougouri.self.ageRecipient]
  const stranger = await newDesk({ code: 'BLS' })
  const forged = await forge({ parts, by: stranger, recipients, folder: world.key })
  await expect(tougouri.take(forged)).rejects.toMatchObject({ code: 'bundle.unknown-signer' })
  stranger.close()
  const comment = `lkb v3 urgent from=BLS`
  const newer = await forge({ parts, by: boulsa, recipients, folder: world.key, comment })
  await expect(tougouri.take(newer)).rejects.toMatchObject({ code: 'bundle.format-too-new' })
  revoke(region.working(world.key), boulsa.self.replica, 'stolen')
  await down(tougouri)
  await expect(tougouri.take(path)).rejects.toMatchObject({ code: 'bundle.revoked-signer' })
  await expect(region.take(path)).rejects.toMatchObject({ code: 'bundle.revoked-signer' })
  expect(tougouri.names()).toEqual([])
})

test('an office that the receiver does not know yet is introduced by the certificates inside', async () => {
  const late = await newDesk({ code: 'MNE' })
  enrol(region, late)
  await late.take((await region.send(world.key, 'MNE')).path)
  const { caseId } = late.child('Kaboré')
  handOver(late, caseId, tougouri)
  const path = await carry(late, caseId)
  const parts = await takeApart(path, tougouri)
  // By the certificates of another, or by none, it stays a stranger.
  const manifest = { ...parts.manifest, certificates: [] }
  const recipients = [tougouri.self.ageRecipient]
  const bare = await forge({ parts: { ...parts, manifest }, by: late, recipients, folder: world.key })
  await expect(tougouri.take(bare)).rejects.toMatchObject({ code: 'bundle.unknown-signer' })
  expect((await tougouri.take(path)).outcome).toBe('applied')
  expect(nameIn(tougouri, caseId)).toBe('Kaboré')
  late.close()
})

test('only what was handed over from here, urgently, to a district beside, with its name, and written by no third office', async () => {
  const { caseId } = boulsa.child('Kaboré')
  const refusal = async (from: Desk, id: Id): Promise<unknown> =>
    carry(from, id).then(
      () => null,
      (error: { code?: string }) => error.code,
    )
  expect(await refusal(boulsa, caseId)).toBe('transfer.not-given')
  handOver(boulsa, caseId, tougouri, {})
  expect(await refusal(boulsa, caseId)).toBe('transfer.not-urgent')

  const second = boulsa.child('Zongo')
  handOver(boulsa, second.caseId, region)
  expect(await refusal(boulsa, second.caseId)).toBe('transfer.not-beside')

  const third = boulsa.child('Sawadogo')
  boulsa.consent(third.consentId, { consent_collect: 'no' })
  handOver(boulsa, third.caseId, tougouri)
  expect(await refusal(boulsa, third.caseId)).toBe('transfer.nameless')

  await up(boulsa)
  await down(tougouri)
  handOver(tougouri, caseId, yalgo)
  expect(await refusal(tougouri, caseId)).toBe('transfer.written-elsewhere')
  expect(await refusal(boulsa, caseId)).toBe('transfer.not-urgent')
  // Back where it came from, all of it was written by the two.
  const fourth = boulsa.child('Nikiema')
  handOver(boulsa, fourth.caseId, tougouri)
  await tougouri.take(await carry(boulsa, fourth.caseId))
  tougouri.write([{ t: 'set', r: fourth.caseId, g: 'accepted', value: { accepted: 1 } }])
  handOver(tougouri, fourth.caseId, boulsa)
  expect((await boulsa.take(await carry(tougouri, fourth.caseId))).aside).toBe(0)
  expect(keeper(boulsa, fourth.caseId)).toBe(boulsa.self.office.id)
})

/** What a bundle would be that its sender's program does not write. */
async function otherwise(path: string, by: Desk, change: (parts: Parts) => Partial<Parts>): Promise<string> {
  const parts = await takeApart(path, tougouri)
  const recipients = [tougouri.self.ageRecipient]
  return forge({ parts: { ...parts, ...change(parts) }, by, recipients, folder: world.key })
}

test('it may show nothing beside its case, bring no receipt, and must hold the hand-over that it is for', async () => {
  const other = boulsa.child('Zongo')
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, tougouri)
  const path = await carry(boulsa, caseId)
  const claims = (urgent: object) =>
    otherwise(path, boulsa, ({ manifest }) => ({
      manifest: { ...manifest, urgent: { ...(manifest.urgent as NonNullable<typeof manifest.urgent>), ...urgent } },
    }))
  await expect(tougouri.take(await claims({ case: other.caseId }))).rejects.toMatchObject({
    code: 'bundle.out-of-scope',
  })
  await expect(tougouri.take(await claims({ epoch: 2 }))).rejects.toMatchObject({ code: 'bundle.invalid-content' })
  const receipt = await otherwise(path, boulsa, ({ manifest }) => ({
    manifest: { ...manifest, have: { [tougouri.self.replica]: { seq: 1, hash: 'ab'.repeat(32) } } },
  }))
  await expect(tougouri.take(receipt)).rejects.toMatchObject({ code: 'bundle.invalid-content' })
  expect(tougouri.names()).toEqual([])
  expect(aheadOf(tougouri.db)).toEqual({})
})

test('an office that hands over what it does not keep gives nothing away: its word is set aside', async () => {
  const { caseId } = boulsa.child('Kaboré')
  handOver(boulsa, caseId, tougouri)
  await up(boulsa)
  await down(tougouri)
  yalgo.write([
    { t: 'new', r: caseId, k: 'case' },
    { t: 'set', r: caseId, g: 'code', value: { code: 'YLG-2026-0001-X' } },
    { t: 'set', r: caseId, g: 'office', value: { office: yalgo.self.office.id } },
    { t: 'new', r: 'ab'.repeat(16), k: 'form', p: caseId, f: 'consent' },
    { t: 'set', r: 'ab'.repeat(16), g: 'consent.collect', value: { consent_collect: 'yes' } },
  ])
  handOver(yalgo, caseId, tougouri)
  const path = await carry(yalgo, caseId)
  for (const desk of [tougouri, region]) {
    expect((await desk.take(path)).aside).toBe(2)
    expect(transferOf(desk.db, caseId)).toMatchObject({ epoch: 1, giver: boulsa.self.office.id })
    expect(nameIn(desk, caseId)).toBe('Kaboré')
    expect(allAside(desk.db, 10).map(({ reason }) => reason)).toEqual(['out-of-scope', 'out-of-scope'])
  }
})

describe('what the region hears before the case itself it tells once more when it can read it', () => {
  /** Tougouri has taken a child of Boulsa's straight from the key; the region has heard of it from neither. */
  const taken = async (name: string): Promise<ReturnType<Desk['child']>> => {
    const child = boulsa.child(name)
    handOver(boulsa, child.caseId, tougouri)
    await tougouri.take(await carry(boulsa, child.caseId))
    return child
  }
  /** Something later of Tougouri's chain, so that what comes before goes along as places. */
  const more = (to: Desk): void => handOver(tougouri, tougouri.child('Zongo').caseId, to, {})

  test('consent withdrawn: the office that kept the child before takes back what it told', async () => {
    const { caseId, consentId } = await taken('Kaboré')
    tougouri.consent(consentId, { consent_collect: 'no' })
    more(boulsa)
    await up(tougouri)
    await down(boulsa)
    await up(boulsa)
    expect(nameIn(region, caseId)).toBe('Kaboré')
    // A key that is lost on the way takes nothing with it.
    await region.send(world.key, 'BLS')
    await down(boulsa)
    await up(boulsa)
    expect(nameIn(region, caseId)).toBe('')
    expect(JSON.stringify(region.db.prepare('SELECT vals FROM change').all())).not.toContain('Kaboré')
    expect((await takeApart((await region.send(world.key, 'BLS')).path, boulsa)).lines).toEqual([])
  })

  test('a referral: the office that it is to hears of it', async () => {
    const { caseId } = await taken('Kaboré')
    const request = { referral_priority: 'urgent', service_type: 'medical', referral_reason: 'Soins' }
    const given = { to: yalgo.self.office.id, form: id(), code: 'X', today: '2026-03-01', request }
    tougouri.write(referralDrafts(id(), caseId, { ...given, parts: { name: { family_name: 'Kaboré' } } }))
    more(yalgo)
    await up(tougouri)
    await down(yalgo)
    await up(yalgo)
    await up(boulsa)
    await down(yalgo)
    expect(referralsTo(yalgo.db, yalgo.self.office.id)).toMatchObject([{ caseId }])
  })
})
