import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ErrorCode, LakanaError } from '../../src-main/contract/errors.ts'
import { canonical } from '../../src-main/domain/ledger/canonical.ts'
import type { Draft, Json } from '../../src-main/domain/ledger/types.ts'
import { tarEnd, tarHeader, tarPadding } from '../../src-main/exchange/container/tar.ts'
import { compressFrame } from '../../src-main/exchange/container/zstd-frames.ts'
import { listDrive } from '../../src-main/exchange/drive-listing.ts'
import { type Manifest, manifestText } from '../../src-main/exchange/manifest.ts'
import { scanBundles } from '../../src-main/exchange/scan.ts'
import { revokeReplica } from '../../src-main/store/certificates.ts'
import { openLedger } from '../../src-main/store/ledger.ts'
import { currentPeers, pendingFor } from '../../src-main/store/peers.ts'
import { allAside } from '../../src-main/store/set-aside.ts'
import { stateHash } from '../../src-main/store/state-hash.ts'
import { type Desk, enrol, id, newDesk, newRegion } from '../support/desk.ts'
import { type Forging, forge, innerOf, type Parts, resized, takeApart } from '../support/forge.ts'

let world: Awaited<ReturnType<typeof newRegion>>
let region: Desk
let district: Desk
let key: string

beforeEach(async () => {
  world = await newRegion()
  region = world.region
  district = world.districts[0]!
  key = world.key
})
afterEach(() => world.close())

/** Refused with this code, and nothing is otherwise than before: no row, no staged copy, and the file as it was. */
async function refused(desk: Desk, path: string, code: ErrorCode): Promise<LakanaError> {
  const before = stateHash(desk.db)
  const bytes = readFileSync(path)
  const error = await desk.take(path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(LakanaError)
  expect(error).toMatchObject({ code })
  expect(stateHash(desk.db)).toBe(before)
  expect(readdirSync(join(desk.home, 'staging'))).toEqual([])
  expect(readFileSync(path).equals(bytes)).toBe(true)
  expect(desk.db.inTransaction).toBe(false)
  return error as LakanaError
}

/** A bundle of one child as the district wrote it, taken apart. */
async function sample(): Promise<Parts> {
  district.child('Sawadogo')
  const sent = await district.send(key)
  const parts = await takeApart(sent.path, region)
  rmSync(sent.path)
  return parts
}

function forged(parts: Parts, more: Partial<Forging> = {}): Promise<string> {
  return forge({ parts, by: district, recipients: [region.self.ageRecipient], folder: key, ...more })
}

function withManifest(parts: Parts, change: Partial<Manifest>): Parts {
  return { ...parts, manifest: { ...parts.manifest, ...change } }
}

function withLines(parts: Parts, lines: readonly string[]): Parts {
  return { ...parts, lines, manifest: resized(parts.manifest, lines) }
}

/** What the district's ledger would write, sent as its bundle whatever it is. */
async function written(drafts: readonly Draft[]): Promise<string> {
  district.write(drafts)
  return (await district.send(key)).path
}

describe('who sent it, and to whom (faults 3 and 4)', () => {
  test('for another office: refused by its name, and the content is not touched', async () => {
    const other = await newDesk({ code: 'KYA' })
    enrol(region, other)
    district.child('Zongo')
    const { path } = await district.send(key)
    const error = await refused(other, path, 'bundle.wrong-recipient')
    expect(error.details).toEqual({ office: 'KUI' })
    other.close()
  })

  test('from an office unknown here', async () => {
    const stranger = await newDesk({ code: 'ZZZ' })
    const parts = await sample()
    const sender = { ...parts.envelope, from: 'ZZZ', sender: stranger.self.replica }
    await refused(region, await forged({ ...parts, envelope: sender }, { by: stranger }), 'bundle.unknown-signer')
    stranger.close()
  })

  test('signed by a stranger in the name of a known office', async () => {
    const stranger = await newDesk({ code: 'ZZZ' })
    await refused(region, await forged(await sample(), { by: stranger }), 'bundle.unknown-signer')
    stranger.close()
  })

  test('from an installation that was revoked', async () => {
    district.child('Zongo')
    const { path } = await district.send(key)
    revokeReplica(region.db, district.self.replica)
    await refused(region, path, 'bundle.revoked-signer')
  })

  test('from below an installation that was revoked', async () => {
    const national = await newDesk({ level: 'national', code: 'NAT' })
    enrol(national, region)
    district.child('Zongo')
    const { path } = await district.send(key)
    revokeReplica(region.db, national.self.replica)
    await refused(region, path, 'bundle.revoked-signer')
    national.close()
  })

  test('training and real offices take nothing from each other', async () => {
    const training = await newDesk({ code: 'TRN', training: true })
    const parts = await sample()
    const envelope = { ...parts.envelope, from: 'TRN', sender: training.self.replica, training: true }
    await refused(region, await forged({ ...parts, envelope }, { by: training }), 'bundle.training')
    const real = { ...parts.envelope, receivers: [training.self.replica] }
    await refused(training, await forged({ ...parts, envelope: real }), 'bundle.not-training')
    expect(() => enrol(region, training)).toThrow('bundle.training')
    training.close()
  })

  test('encrypted for somebody else than the envelope says', async () => {
    await refused(region, await forged(await sample(), { recipients: [district.self.ageRecipient] }), 'bundle.damaged')
  })
})

describe('the outside and the inside say the same', () => {
  test.each<[string, (parts: Parts) => Parts]>([
    ['another number', (parts) => ({ ...parts, envelope: { ...parts.envelope, number: 2 } })],
    ['another office', (parts) => ({ ...parts, envelope: { ...parts.envelope, from: 'XYZ' } })],
    ['another receiver inside', (parts) => withManifest(parts, { to: { ...parts.manifest.to, replica: id() } })],
    ['another sender inside', (parts) => withManifest(parts, { from: { ...parts.manifest.from, replica: id() } })],
    ['training inside', (parts) => withManifest(parts, { training: true })],
  ])('%s', async (_name, change) => {
    await refused(region, await forged(change(await sample())), 'bundle.envelope-mismatch')
  })

  test('a forwarded content, signed again by another district', async () => {
    const other = await newDesk({ code: 'KYA' })
    enrol(region, other)
    const parts = await sample()
    const envelope = { ...parts.envelope, from: 'KYA', sender: other.self.replica }
    await refused(region, await forged({ ...parts, envelope }, { by: other }), 'bundle.envelope-mismatch')
    other.close()
  })
})

describe('numbers, versions, order (faults 5, 6, 8, 9, 14, 15)', () => {
  test('the same bundle again, under another name: already, and not even a counter moves', async () => {
    district.child('Zongo')
    const { path } = await district.send(key)
    region.time = '2026-03-02T10:00:00Z'
    await region.take(path)
    const before = stateHash(region.db)
    copyFileSync(path, join(key, 'LKB-BLS-1 (1).lkb'))
    region.time = '2026-03-05T10:00:00Z'
    const again = await region.take(join(key, 'LKB-BLS-1 (1).lkb'))
    expect(again).toMatchObject({ outcome: 'already', counts: { changes: 0, ops: 0 } })
    expect(stateHash(region.db)).toBe(before)
  })

  test('an older bundle after a newer one brings nothing and takes nothing back', async () => {
    district.child('Un')
    const first = await district.send(key)
    district.child('Deux')
    const second = await district.send(key)
    await region.take(second.path)
    const data = stateHash(region.db, ['change', 'record', 'register', 'case_item', 'peer'])
    expect(await region.take(first.path)).toMatchObject({ outcome: 'applied', counts: { changes: 0, newCases: 0 } })
    expect(stateHash(region.db, ['change', 'record', 'register', 'case_item', 'peer'])).toBe(data)
    expect(region.names()).toEqual(['Deux', 'Un'])
  })

  test('a number that leaps absurdly far', async () => {
    const parts = await sample()
    const number = 2 ** 31
    const leap = withManifest({ ...parts, envelope: { ...parts.envelope, number } }, { number })
    const error = await refused(region, await forged(leap), 'bundle.number-jump')
    expect(error.details).toMatchObject({ number, last: 0 })
  })

  test('a number that leaps over lost keys', async () => {
    const parts = await sample()
    const next = withManifest({ ...parts, envelope: { ...parts.envelope, number: 40 } }, { number: 40 })
    expect(await region.take(await forged(next))).toMatchObject({ outcome: 'applied', number: 40 })
  })

  test('a container format of tomorrow, of yesterday, and lower than the sender has used', async () => {
    const parts = await sample()
    const comment = `lkb v3 from=BLS to=KUI n=1 sender=${district.self.replica} receiver=${region.self.replica} more=1`
    await refused(region, await forged(parts, { comment }), 'bundle.format-too-new')
    await refused(region, await forged(parts, { comment: 'lkb v0 from=BLS' }), 'bundle.format-too-old')
    await refused(region, await forged(withManifest(parts, { format: 3 })), 'bundle.format-too-new')
    await refused(region, await forged(withManifest(parts, { format: 2 })), 'bundle.invalid-content')
    region.db.prepare('UPDATE peer SET min_format = 2').run()
    await refused(region, await forged(parts), 'bundle.format-too-old')
  })

  test('a schema of tomorrow, whatever else it holds', async () => {
    const parts = await sample()
    await refused(region, await forged(withManifest(parts, { schema: 2 })), 'bundle.schema-too-new')
    const tomorrow = { ...(parts.manifest as unknown as Record<string, Json>), schema: 7, minReader: 7, novelty: [1] }
    await refused(region, await forged(parts, { manifestText: canonical(tomorrow) }), 'bundle.schema-too-new')
    await refused(region, await forged(withManifest(parts, { minReader: 2 })), 'bundle.schema-too-new')
  })
})

describe('chains (faults 21 and 26)', () => {
  test('a gap: the exact ranges, and the earlier bundle heals it', async () => {
    district.child('Un')
    district.child('Deux')
    const first = await district.send(key)
    await region.take(first.path)
    await district.take((await region.send(key)).path)
    for (const name of ['Trois', 'Quatre', 'Cinq']) district.child(name)
    const second = await district.send(key)
    const copy = await newDesk({ level: 'region' })
    const other = await newRegion(['ABC'])
    other.close()
    copy.close()
    // A region that lost its disk: it knows the district, and nothing of what it sent.
    region.db.exec(
      'DELETE FROM change; DELETE FROM replica; DELETE FROM record; DELETE FROM register; DELETE FROM bundle_in',
    )
    const lost = openLedger(region.db, region.self.replica)
    Object.assign(region, { ledger: lost })
    const error = await refused(region, second.path, 'bundle.gap')
    expect(error.details).toMatchObject({ from: 1, to: 2, missing: [`${district.self.replica}:1-2`], office: 'BLS' })
    await region.take(first.path)
    expect(await region.take(second.path)).toMatchObject({ counts: { newCases: 3 } })
  })

  test('two histories under one replica', async () => {
    const parts = await sample()
    await region.take(await forged(parts))
    // The disk was copied before the first change: the copy writes another one.
    const rival = openLedger(district.db, district.self.replica)
    district.db.exec('DELETE FROM change; DELETE FROM replica; DELETE FROM record; DELETE FROM register')
    Object.assign(district, { ledger: openLedger(district.db, district.self.replica) })
    expect(rival.replica).toBe(district.self.replica)
    district.child('Autre')
    const error = await refused(region, (await district.send(key)).path, 'bundle.fork')
    expect(error.details).toMatchObject({ replica: district.self.replica, seq: 1 })
    district.child('Encore')
    await refused(region, (await district.send(key)).path, 'bundle.fork')
  })

  test('a receipt for what this office never wrote', async () => {
    district.child('Un')
    await region.take((await district.send(key)).path)
    const receipt = await region.send(key)
    const parts = await takeApart(receipt.path, district)
    const have = { [district.self.replica]: { seq: 9, hash: 'ab'.repeat(32) } }
    const path = await forged(withManifest(parts, { have }), { by: region, recipients: [district.self.ageRecipient] })
    await refused(district, path, 'bundle.restored')
    await district.take(receipt.path)
  })

  test('lines that are not those promised', async () => {
    district.child('Un')
    const parts = await sample()
    const [first = '', second = ''] = parts.lines
    await refused(region, await forged(withLines(parts, [second, first])), 'bundle.invalid-content')
    await refused(region, await forged(withLines(parts, [first])), 'bundle.invalid-content')
    await refused(region, await forged(withLines(parts, [first, second, second])), 'bundle.invalid-content')
    await refused(region, await forged(withLines(parts, [])), 'bundle.invalid-content')
    await refused(
      region,
      await forged(withManifest(parts, { size: parts.manifest.size + 1 })),
      'bundle.invalid-content',
    )
    const counts = { ...parts.manifest.counts, ops: 1 }
    await refused(region, await forged(withManifest(parts, { counts })), 'bundle.invalid-content')
    expect(await region.take(await forged(parts))).toMatchObject({ outcome: 'applied' })
  })
})

describe('what an office may write (fault 25)', () => {
  let other: Desk
  let theirs: { caseId: string; formId: string }

  beforeEach(async () => {
    other = await newDesk({ code: 'KYA' })
    enrol(region, other)
    theirs = other.child('Kaboré')
    await region.take((await other.send(key)).path)
  })
  afterEach(() => other.close())

  const overwrite = (form: string): Draft => ({ t: 'set', r: form, g: 'family_name', value: { family_name: 'Pris' } })
  /** The bundle is taken; what its author may not write stays in his chain, waits for a person and changes nothing. */
  async function setAside(path: string, count = 1): Promise<void> {
    const data = stateHash(region.db, ['record', 'register', 'cover', 'conflict', 'case_item'])
    const mine = district.child('Suivi')
    expect(await region.take(path)).toMatchObject({ outcome: 'applied', aside: count })
    expect(stateHash(region.db, ['record', 'register', 'cover', 'conflict', 'case_item'])).toBe(data)
    const waiting = allAside(region.db, 10)
    expect(waiting.map(({ reason }) => reason)).toEqual(Array(count).fill('out-of-scope'))
    // The same chain goes on: what does not depend on it is applied, and all of it is acknowledged.
    expect(await region.take((await district.send(key)).path)).toMatchObject({ outcome: 'applied', aside: 0 })
    expect(region.names()).toContain('Suivi')
    region.ledger.rebuild()
    expect(region.names()).toContain('Suivi')
    expect(allAside(region.db, 10)).toEqual(waiting)
    await district.take((await region.send(key, district.code)).path)
    expect(pendingFor(district.db, district.ledger, district.self, currentPeers(district.db)[0]!)).toBe(0)
    expect(mine.caseId).not.toBe('')
  }

  const fake = (record: string, kind: 'case' | 'form'): Draft => ({ t: 'new', r: record, k: kind })

  test("a write to another office's form", async () => {
    await setAside(await written([fake(theirs.formId, 'form'), overwrite(theirs.formId)]))
  })

  test("a new form or note in another office's case", async () => {
    const form = id()
    district.write([fake(theirs.caseId, 'case')])
    await setAside(await written([{ t: 'new', r: form, k: 'form', p: theirs.caseId, f: 'x' }]), 2)
  })

  test('a case under the name of another office, or with its code', async () => {
    const mine = district.child('Mien')
    await region.take((await district.send(key)).path)
    const office: Draft = { t: 'set', r: mine.caseId, g: 'office', value: { office: other.self.office.id } }
    await setAside(await written([office]))
  })

  test('a case with the code of another office', async () => {
    const caseId = id()
    const code: Draft = { t: 'set', r: caseId, g: 'code', value: { code: 'KYA-2026-0001-X' } }
    await setAside(await written([fake(caseId, 'case'), code]))
  })

  test.each(['role', 'group', 'person'] as const)("a write to another office's %s", async (kind) => {
    const record = id()
    other.write([
      { t: 'new', r: record, k: kind },
      { t: 'set', r: record, g: 'name', value: { name: 'Nord' } },
    ])
    await region.take((await other.send(key)).path)
    const again: Draft = { t: 'new', r: record, k: kind }
    const path = await written([again, { t: 'set', r: record, g: 'name', value: { name: 'Pris' } }])
    await setAside(path)
  })

  test.each(['role', 'group'] as const)('a %s under the name of another office', async (kind) => {
    const record = id()
    const path = await written([
      { t: 'new', r: record, k: kind },
      { t: 'set', r: record, g: 'office', value: { office: other.self.office.id } },
    ])
    await setAside(path)
  })

  test("giving away another office's case, or a co-worker on it", async () => {
    const worker: Draft = { t: 'set', r: theirs.caseId, g: 'worker', value: { worker: id() } }
    const coworker: Draft = { t: 'add-row', r: theirs.caseId, g: 'coworkers', row: id(), value: { order: 0 } }
    const path = await written([fake(theirs.caseId, 'case'), worker, coworker])
    await setAside(path)
  })

  test("another office's chain, whoever carries it", async () => {
    other.child('Deuxième')
    const theirBundle = await other.send(key)
    const theirParts = await takeApart(theirBundle.path, region)
    const parts = await sample()
    const smuggled = {
      ...parts,
      lines: theirParts.lines,
      manifest: { ...theirParts.manifest, from: parts.manifest.from, number: parts.manifest.number },
    }
    await refused(region, await forged(smuggled), 'bundle.out-of-scope')
  })

  test('a change about records that nobody knows here waits; the rest is taken (fault 29)', async () => {
    const { formId } = district.child('Retenu')
    district.rename(formId, 'Renommé')
    district.child('Pris')
    const parts = await takeApart((await district.send(key)).path, region)
    const [first, ...rest] = parts.lines
    const { b, ...values } = JSON.parse(first ?? '') as { b: { seq: number; ops: unknown[] } }
    expect([b.seq, Object.keys(values)]).toEqual([1, ['s', 'v']])
    const stub = canonical({
      h: district.ledger.hashAt(district.self.replica, 1),
      p: null,
      q: 1,
      r: district.self.replica,
    })
    const cut = withLines(parts, [stub, ...rest])
    const counts = { ...cut.manifest.counts, ops: cut.manifest.counts.ops - b.ops.length }
    const path = await forged({ ...cut, manifest: { ...cut.manifest, counts } })
    expect(await region.take(path)).toMatchObject({ outcome: 'applied', aside: 1 })
    expect(allAside(region.db, 10)).toMatchObject([{ reason: 'unknown-record', op: 0 }])
    expect(region.names()).toEqual(['Kaboré', 'Pris'])
  })

  test('a logical clock that leaps', async () => {
    const parts = await sample()
    const line = (parts.lines[0] ?? '').replace(/"lamport":\d+/, '"lamport":4000000000')
    await refused(region, await forged(withLines(parts, [line])), 'bundle.invalid-content')
  })

  test('an erasure of what its author cannot have seen', async () => {
    const parts = await sample()
    const line = (parts.lines[0] ?? '').replace('"o":[]', `"o":[["${other.self.replica}",99,0]]`)
    await refused(region, await forged(withLines(parts, [line])), 'bundle.invalid-content')
  })
})

describe('content that no correct office writes (faults 10 to 13)', () => {
  test('a line in another form, a value changed, bytes that are not UTF-8', async () => {
    const parts = await sample()
    const [line = ''] = parts.lines
    await refused(region, await forged(withLines(parts, [line.replace('{"b":', '{ "b":')])), 'bundle.not-canonical')
    await refused(
      region,
      await forged(withLines(parts, [line.replace('Sawadogo', 'Sawadoga')])),
      'bundle.invalid-content',
    )
    const latin = Buffer.from(`${line.replace('Sawadogo', 'Kabor\u00e9')}\n`, 'latin1')
    const odd = withManifest(parts, { size: latin.length })
    await refused(region, await forged(odd, { frames: [compressFrame(latin)] }), 'bundle.not-canonical')
    const unended = Buffer.from(line)
    const cut = withManifest(parts, { size: unended.length })
    await refused(region, await forged(cut, { frames: [compressFrame(unended)] }), 'bundle.invalid-content')
  })

  test('a manifest in another form, with a key twice, or with more in it', async () => {
    const parts = await sample()
    const text = manifestText(parts.manifest)
    await refused(region, await forged(parts, { manifestText: ` ${text}` }), 'bundle.not-canonical')
    await refused(
      region,
      await forged(parts, { manifestText: text.replace('"number":1', '"number":1,"number":1') }),
      'bundle.not-canonical',
    )
    await refused(
      region,
      await forged(parts, { manifestText: text.replace('"number":1', '"number":1,"o":1') }),
      'bundle.invalid-content',
    )
    await refused(region, await forged(parts, { manifestText: text.slice(0, -1) }), 'bundle.not-canonical')
  })

  test('names and kinds of entries', async () => {
    const parts = await sample()
    const manifest = Buffer.from(manifestText(parts.manifest))
    const changes = compressFrame(Buffer.from(`${parts.lines[0]}\n`))
    const inner = (entries: Parameters<typeof innerOf>[0]): Promise<string> =>
      forged(parts, { inner: innerOf(entries) })
    const refuse = async (path: string): Promise<unknown> => refused(region, path, 'bundle.damaged')
    for (const name of ['../../etc/passwd', '/etc/passwd', 'CON', 'C:x', 'changes.ndjson.zst ', 'attachments/../x']) {
      await refuse(
        await inner([
          ['manifest.json', manifest],
          [name, changes],
        ]),
      )
      await refuse(
        await inner([
          ['manifest.json', manifest],
          ['changes.ndjson.zst', changes],
          [name, changes],
        ]),
      )
    }
    await refuse(
      await inner([
        ['changes.ndjson.zst', changes],
        ['manifest.json', manifest],
      ]),
    )
    await refuse(await inner([['manifest.json', manifest]]))
    for (const kind of ['1', '2', '3', '5', '6', 'x', 'g', 'L']) {
      const header = tarHeader('changes.ndjson.zst', changes.length)
      header.write(kind, 156, 'latin1')
      const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
      const head = tarHeader('manifest.json', manifest.length)
      const bytes = [head, manifest, tarPadding(manifest.length), header, changes, tarPadding(changes.length), tarEnd]
      await refuse(await forged(parts, { inner: Buffer.concat(bytes) }))
    }
    const whole = innerOf([
      ['manifest.json', manifest],
      ['changes.ndjson.zst', changes],
    ])
    await refuse(await forged(parts, { inner: Buffer.concat([whole, Buffer.alloc(512)]) }))
    await refuse(await forged(parts, { inner: whole.subarray(0, -512) }))
  })

  test('bombs stop at what they declare, and what they declare has a limit', async () => {
    const parts = await sample()
    const zeros = (size: number): Buffer =>
      zstdCompressSync(Buffer.alloc(size, 10), {
        params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_contentSizeFlag]: 1 },
      })
    const bomb = zeros(200 * 1024 * 1024)
    expect(bomb.length).toBeLessThan(100_000)
    const before = process.memoryUsage().rss
    await refused(region, await forged(parts, { frames: [bomb] }), 'bundle.too-large')
    // Many small frames, each within the limit, more in all than the manifest declares.
    const many = Array.from({ length: 3000 }, () => zeros(1024 * 1024))
    await refused(region, await forged(parts, { frames: many }), 'bundle.not-canonical')
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    const lying = zeros(1000)
    const single = Buffer.from(lying)
    const at = 5
    single.writeUInt16LE(100, at)
    await refused(region, await forged(parts, { frames: [single] }), 'bundle.damaged')
    const unsigned = zstdCompressSync(Buffer.from(`${parts.lines[0]}\n`))
    await refused(region, await forged(parts, { frames: [unsigned] }), 'bundle.damaged')
  })

  test('a line, a manifest, an envelope beyond their limits', async () => {
    const parts = await sample()
    const long = `${(parts.lines[0] ?? '').slice(0, -2)}${' '.repeat(1024 * 1024)}]}`
    await refused(region, await forged(withLines(parts, [long])), 'bundle.too-large')
    await refused(region, await forged(parts, { manifestText: ' '.repeat(4 * 1024 * 1024 + 1) }), 'bundle.too-large')
    await refused(region, await forged(parts, { comment: `lkb v1 ${'x'.repeat(8000)}` }), 'bundle.too-large')
    const counts = { ...parts.manifest.counts, ops: 2_000_001 }
    await refused(region, await forged(withManifest(parts, { counts })), 'bundle.too-large')
  })

  test('more recipients than an age header may have', async () => {
    const recipients = Array.from({ length: 17 }, () => region.self.ageRecipient)
    await refused(region, await forged(await sample(), { recipients }), 'bundle.too-large')
  })

  test('files that are no bundles', async () => {
    const write = (name: string, bytes: Buffer): string => {
      writeFileSync(join(key, name), bytes)
      return join(key, name)
    }
    await refused(region, write('LKB-A.lkb', Buffer.from('MZ this is a program, not a bundle')), 'bundle.not-a-bundle')
    await refused(region, write('LKB-B.lkb', Buffer.alloc(100_000, 7)), 'bundle.not-a-bundle')
    await refused(region, write('LKB-C.lkb', Buffer.alloc(0)), 'bundle.truncated')
  })
})

describe('a suite of tomorrow', () => {
  test('a bundle encrypted to the hybrid recipient is read today', async () => {
    const parts = await sample()
    const path = await forged(parts, { recipients: [region.self.agepqRecipient] })
    expect(await region.take(path)).toMatchObject({ outcome: 'applied' })
  })
})

describe('what lies on a key (faults 23 and 27)', () => {
  const scan = async (desk: Desk) => {
    const listing = await listDrive(key)
    return { ...listing, found: await scanBundles(desk.working(key), listing.bundles) }
  }

  test('only regular files of ours, in the root and in /LAKANA; programs and shortcuts are counted, not opened', async () => {
    district.child('Un')
    const { path } = await district.send(key)
    mkdirSync(join(key, 'Lakana'))
    mkdirSync(join(key, 'other'))
    mkdirSync(join(key, 'LKB-FOLDER.lkb'))
    copyFileSync(path, join(key, 'Lakana', 'lkb-copy.LKB'))
    copyFileSync(path, join(key, 'other', 'LKB-HIDDEN.lkb'))
    copyFileSync(path, join(key, 'LKB-BLS-9.lkb.part'))
    symlinkSync(path, join(key, 'LKB-LINK.lkb'))
    for (const name of ['AUTORUN.INF', 'LKB-BLS-1.lkb.exe', 'photos.lnk', 'run.vbs', 'Lakana/x.SCR'])
      writeFileSync(join(key, name), '')
    const { bundles, wary, found } = await scan(region)
    expect(bundles.map((each) => each.file)).toEqual(['LKB-BLS-1.lkb', 'Lakana/lkb-copy.LKB'])
    expect(wary).toEqual({ autorun: true, shortcuts: 1, programs: 3 })
    expect(found).toMatchObject([{ file: 'LKB-BLS-1.lkb', state: 'ready', number: 1, counts: { newCases: 1 } }])
  })

  test('says what each would bring, in the order in which they can be taken; a bad one hides no other', async () => {
    district.child('Un')
    const first = await district.send(key)
    await region.take(first.path)
    await district.take((await region.send(key)).path)
    district.child('Deux')
    const second = await district.send(key)
    const ownReceipt = await region.send(key)
    writeFileSync(join(key, 'LKB-AAA.lkb'), readFileSync(second.path).subarray(0, statSync(second.path).size - 1))
    const { found } = await scan(region)
    expect(found.map(({ file, state }) => [file, state])).toEqual([
      ['LKB-BLS-1.lkb', 'taken'],
      ['LKB-BLS-2.lkb', 'ready'],
      ['LKB-AAA.lkb', 'refused'],
      ['LKB-KUI-BLS-1.lkb', 'other-office'],
      [ownReceipt.file, 'other-office'],
    ])
    expect(found[1]).toMatchObject({
      from: { code: 'BLS' },
      counts: { newCases: 1, changes: 1 },
      period: { from: '2026-03-01', to: '2026-03-01' },
    })
    expect(found[2]?.error).toMatchObject({ code: 'bundle.truncated' })
    expect(found[3]?.to).toMatchObject({ code: 'BLS', name: 'Bureau BLS' })
  })

  test('a bundle that waits for another one on the same key is ready; alone it shows its gap', async () => {
    district.child('Un')
    const first = await district.send(key)
    await region.take(first.path)
    await district.take((await region.send(key)).path)
    district.child('Deux')
    await district.send(key)
    region.db.exec(
      'DELETE FROM change; DELETE FROM replica; DELETE FROM record; DELETE FROM register; DELETE FROM bundle_in',
    )
    Object.assign(region, { ledger: openLedger(region.db, region.self.replica) })
    expect((await scan(region)).found.slice(0, 2).map(({ state }) => state)).toEqual(['ready', 'ready'])
    rmSync(first.path)
    const [alone] = (await scan(region)).found
    expect(alone).toMatchObject({ state: 'gap', error: { code: 'bundle.gap', details: { from: 1, to: 1 } } })
  })
})
