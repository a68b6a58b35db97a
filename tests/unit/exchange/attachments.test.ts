import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { sweepAttachments } from '../../../src-main/office/attachments.ts'
import { attachmentCounts, attachmentOf, keepAttachment } from '../../../src-main/store/attachments.ts'
import { stateHash } from '../../../src-main/store/state-hash.ts'
import { readAttachment, restingFiles, writeAttachment } from '../../../src-main/vault/attachment-files.ts'
import { cloneDesk, type Desk, newRegion } from '../../support/desk.ts'
import { forge, takeApart } from '../../support/forge.ts'
import { png } from '../../support/some-files.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let district: Desk
let region: Desk

beforeEach(async () => {
  world = await newRegion()
  district = world.districts[0]!
  region = world.region
})
afterEach(() => world.close())

/** A file kept by a desk and named by a change of a case. */
function attach(desk: Desk, formId: string, bytes: Buffer, type = 'image/png'): string {
  const resting = writeAttachment(desk.home, [bytes])
  const ref = { sha256: resting.sha256, bytes: bytes.length, type }
  keepAttachment(desk.db, ref, resting)
  desk.write([
    { t: 'set', r: formId, g: `photo_${ref.sha256.slice(0, 6)}`, value: { photo: { ...ref, name: 'photo.png' } } },
  ])
  return ref.sha256
}

function held(desk: Desk, sha256: string): Buffer | null {
  const resting = attachmentOf(desk.db, sha256)?.resting
  return resting ? Buffer.concat([...readAttachment(desk.home, resting)]) : null
}

const big = (seed: number): Buffer => Buffer.concat([png(seed), Buffer.alloc(200_000, seed)])

describe('files of cases', () => {
  test('travel with the changes that name them, once, and arrive byte for byte', async () => {
    const { formId } = district.child('Zongo')
    const [small, large] = [png(1), big(2)]
    const names = [attach(district, formId, small), attach(district, formId, large)]
    const sent = await district.send(world.key)
    expect(sent.files).toMatchObject({ count: 2, bytes: small.length + large.length, later: 0 })
    await region.take(sent.path)
    expect(names.map((name) => held(region, name))).toEqual([small, large])
    await district.take((await region.send(world.key, 'BLS')).path)
    district.rename(formId, 'Zongo A.')
    expect((await district.send(world.key)).files).toMatchObject({ count: 0 })
  })

  test('may lag behind: what had no room follows, by the word of the receiver', async () => {
    const { formId } = district.child('Zongo')
    const names = [3, 4, 5].map((seed) => attach(district, formId, big(seed)))
    const first = await district.send(world.key, undefined, { roomForFiles: 250_000 })
    expect(first.files).toMatchObject({ count: 1, later: 2 })
    await region.take(first.path)
    expect(attachmentCounts(region.db)).toEqual({ held: 1, lacking: 2, refused: 0 })
    await district.take((await region.send(world.key, 'BLS')).path)
    const second = await district.send(world.key, undefined, { roomForFiles: 250_000 })
    expect(second).toMatchObject({ counts: { changes: 0 }, files: { count: 1, later: 1 } })
    await region.take(second.path)
    await district.take((await region.send(world.key, 'BLS')).path)
    await region.take((await district.send(world.key)).path)
    expect(attachmentCounts(region.db)).toEqual({ held: 3, lacking: 0, refused: 0 })
    expect(names.every((name) => held(region, name) !== null)).toBe(true)
  })

  test('go on to the level above the region, each from who has it', async () => {
    const { formId } = district.child('Zongo')
    const name = attach(district, formId, png(7))
    await region.take((await district.send(world.key, undefined, { roomForFiles: 0 })).path)
    expect(held(region, name)).toBeNull()
    expect((await region.send(world.key, 'BLS')).files.count).toBe(0)
  })

  test('of a kind that no case may hold are left aside, and the rest is taken', async () => {
    const { formId } = district.child('Zongo')
    const name = attach(district, formId, Buffer.from('<svg onload="alert(1)"/>'), 'image/png')
    await region.take((await district.send(world.key)).path)
    expect(region.names()).toEqual(['Zongo'])
    expect(held(region, name)).toBeNull()
    expect(attachmentCounts(region.db)).toEqual({ held: 0, lacking: 0, refused: 1 })
    expect(readdirSync(join(region.home, 'attachments'))).toEqual([])
  })

  test('with other bytes than their name says: the bundle is refused; named by no change: left aside', async () => {
    const { formId } = district.child('Zongo')
    const name = attach(district, formId, png(8))
    const sent = await district.send(world.key)
    const parts = await takeApart(sent.path, region)
    const before = stateHash(region.db)
    const more = { by: district, recipients: [region.self.ageRecipient], folder: world.key }
    const stranger = png(9)
    const other = createHash('sha256').update(stranger).digest('hex')
    const swapped = { ...parts, files: [[name, Buffer.alloc(png(8).length, 1)] as const] }
    const unknown = {
      ...parts,
      manifest: { ...parts.manifest, attachments: [{ sha256: other, bytes: stranger.length }] },
      files: [[other, stranger] as const],
    }
    const missing = { ...parts, files: [] }
    for (const [forged, code] of [
      [swapped, 'bundle.invalid-content'],
      [missing, 'bundle.damaged'],
    ] as const) {
      await expect(region.take(await forge({ parts: forged, ...more }))).rejects.toMatchObject({ code })
      expect(stateHash(region.db)).toBe(before)
      expect(readdirSync(join(region.home, 'attachments'))).toEqual([])
    }
    const clone = cloneDesk(region)
    await clone.take(await forge({ parts: unknown, ...more }))
    expect(attachmentCounts(clone.db)).toEqual({ held: 0, lacking: 1, refused: 0 })
    expect(restingFiles(clone.home)).toEqual([])
    clone.close()
    expect(await region.take(sent.path)).toMatchObject({ outcome: 'applied' })
  })

  test('an import stopped at any moment leaves none of them', async () => {
    const { formId } = district.child('Zongo')
    for (const seed of [1, 2, 3]) attach(district, formId, big(seed))
    const { path } = await district.send(world.key)
    for (let at = 1; ; at += 1) {
      let calls = 0
      const checkCancelled = (): void => {
        calls += 1
        if (calls === at) throw new LakanaError('call.cancelled')
      }
      const clone = cloneDesk(region)
      const outcome = await clone.take(path, { checkCancelled }).catch((error: unknown) => error)
      const stopped = outcome instanceof LakanaError
      const files = restingFiles(clone.home).length
      clone.close()
      if (!stopped) {
        expect(files).toBe(3)
        break
      }
      expect(files).toBe(0)
    }
  })

  test('rest encrypted, bound to their name and place, and a damaged one says so', () => {
    const bytes = Buffer.concat([png(1), Buffer.from('Ouedraogo Mariam'.repeat(20_000))])
    const resting = writeAttachment(district.home, [bytes.subarray(0, 7), bytes.subarray(7)])
    const path = join(district.home, 'attachments', resting.file)
    const sealed = readFileSync(path)
    expect(resting.file).toMatch(/^[0-9a-f]{32}$/)
    expect(sealed.includes('Mariam')).toBe(false)
    expect(sealed.includes('IHDR')).toBe(false)
    const read = (): Buffer => Buffer.concat([...readAttachment(district.home, resting)])
    expect(read().equals(bytes)).toBe(true)
    const chunk = 64 * 1024 + 28
    const swapped = Buffer.concat([
      sealed.subarray(chunk, 2 * chunk),
      sealed.subarray(0, chunk),
      sealed.subarray(2 * chunk),
    ])
    for (const wrong of [swapped, sealed.subarray(0, chunk), sealed.subarray(0, -1), sealed.fill(1, 40, 41)]) {
      writeFileSync(path, wrong)
      expect(read).toThrow(expect.objectContaining({ code: 'attachment.damaged' }))
    }
    rmSync(path)
    expect(read).toThrow(expect.objectContaining({ code: 'attachment.damaged' }))
  })

  test('sweep: what no change and no draft names goes, what is gone may come again', () => {
    const { formId } = district.child('Zongo')
    const named = attach(district, formId, png(1))
    const unsaved = writeAttachment(district.home, [png(2)])
    keepAttachment(district.db, { sha256: unsaved.sha256, bytes: 1, type: 'image/png' }, unsaved)
    const drafted = writeAttachment(district.home, [png(3)])
    keepAttachment(district.db, { sha256: drafted.sha256, bytes: 1, type: 'image/png' }, drafted)
    district.db
      .prepare("INSERT INTO draft (person, subject, payload, saved_at) VALUES ('p', 's', ?, '')")
      .run(JSON.stringify({ photo: { sha256: drafted.sha256 } }))
    writeAttachment(district.home, [png(4)])
    sweepAttachments(district.home, district.db)
    expect(readdirSync(join(district.home, 'attachments'))).toHaveLength(2)
    expect(attachmentOf(district.db, unsaved.sha256)).toBeNull()
    expect(held(district, drafted.sha256)).not.toBeNull()
    rmSync(join(district.home, 'attachments', attachmentOf(district.db, named)?.resting?.file ?? ''))
    sweepAttachments(district.home, district.db)
    expect(attachmentCounts(district.db)).toEqual({ held: 1, lacking: 1, refused: 0 })
  })

  test('a rebuild finds the same files in the same cases', () => {
    const { formId } = district.child('Zongo')
    attach(district, formId, png(1))
    const refs = (): unknown[] => district.db.prepare('SELECT sha256, at FROM attachment_ref ORDER BY 1, 2').all()
    const before = refs()
    district.ledger.rebuild()
    expect(refs()).toEqual(before)
    expect(before).toHaveLength(1)
  })
})
