import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attachmentCounts, attachmentOf, keepAttachment } from '../../../src-main/store/attachments.ts'
import { dataParts, stateHash } from '../../../src-main/store/state-hash.ts'
import { writeAttachment } from '../../../src-main/vault/attachment-files.ts'
import { cloneDesk, type Desk, enrol, newDesk, newRegion } from '../../support/desk.ts'
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

const refused = { consent_collect: 'no', consent_photo: 'no' }
const agreed = { consent_collect: 'yes', consent_photo: 'yes' }

const up = async (): Promise<unknown> => region.take((await district.send(world.key)).path)
const down = async (): Promise<unknown> => district.take((await region.send(world.key, 'BLS')).path)
const codes = (desk: Desk): unknown[] => desk.db.prepare('SELECT code FROM case_item ORDER BY code').pluck().all()
const found = (desk: Desk, word: string): unknown[] =>
  desk.db.prepare('SELECT rowid FROM case_fts WHERE case_fts MATCH ?').all(word)
/** Every value that the changes and registers of a desk hold, as text. */
const held = (desk: Desk): string =>
  JSON.stringify([
    desk.db.prepare('SELECT secret, vals FROM change').all(),
    desk.db.prepare('SELECT value FROM register').all(),
    desk.db.prepare('SELECT * FROM case_item').all(),
  ])

/** What was drawn step by step is what the ledger gives when everything is drawn again. */
function expectRebuilt(desk: Desk): void {
  const before = stateHash(desk.db, dataParts)
  desk.ledger.rebuild()
  expect(stateHash(desk.db, dataParts)).toBe(before)
}

describe('what consent keeps back', () => {
  test('a refused child is counted at the region and known to nobody there', async () => {
    const { caseId } = district.child('Zongo', 1, refused)
    const sent = await district.send(world.key)
    const { lines } = await takeApart(sent.path, region)
    const stored = district.ledger.change(district.self.replica, 1)!
    expect(lines.join('')).not.toContain('Zongo')
    expect(lines.join('')).not.toContain(stored.secret)
    expect(lines[0]).toMatch(/^\{"b":\{.*"k":\{"1":"/)
    await region.take(sent.path)
    expect(codes(region)).toEqual(codes(district))
    expect(region.names()).toEqual([''])
    expect(held(region)).not.toContain('Zongo')
    expect(found(region, 'zongo')).toEqual([])
    expect(region.db.prepare('SELECT id FROM case_item').pluck().all()).toEqual([caseId])
    expect(region.ledger.head(district.self.replica)).toEqual(district.ledger.head(district.self.replica))
    expectRebuilt(region)
  })

  test('the same change of two children opens the values of one only', async () => {
    const a = district.child('Zongo', 1, refused)
    const b = district.child('Sawadogo', 1)
    district.write([
      { t: 'set', r: a.formId, g: 'name', value: { given_names: 'Mariam' } },
      { t: 'set', r: b.formId, g: 'name', value: { given_names: 'Issa' } },
    ])
    await up()
    expect(held(region)).not.toContain('Mariam')
    expect(held(region)).toContain('Issa')
  })

  test('a line whose salts were changed is refused', async () => {
    district.child('Zongo', 1, refused)
    const parts = await takeApart((await district.send(world.key)).path, region)
    const [line = ''] = parts.lines
    const salt = /"1":"(.)/.exec(line)?.[1]
    const other = line.replace(/"1":"./, `"1":"${salt === 'A' ? 'B' : 'A'}`)
    const path = await forge({
      parts: { ...parts, lines: [other] },
      by: district,
      recipients: [region.self.ageRecipient],
      folder: world.key,
    })
    await expect(region.take(path)).rejects.toMatchObject({ code: 'bundle.invalid-content' })
  })

  test('agreed later: the values that stayed behind follow, and all is as if nothing had', async () => {
    const { consentId } = district.child('Zongo', 2, refused)
    district.child('Sawadogo')
    await up()
    await down()
    expect((await district.send(world.key)).zeroReport).toBe(true)
    district.consent(consentId, agreed)
    const sent = await district.send(world.key)
    const { manifest } = await takeApart(sent.path, region)
    expect(manifest.again).toEqual({ [district.self.replica]: [1] })
    expect(await region.take(sent.path)).toMatchObject({ counts: { changes: 1, changedCases: 1 } })
    expect(region.names()).toEqual(['Sawadogo', 'Zongo'])
    expect(found(region, 'zongo')).toHaveLength(1)
    expect(stateHash(region.db, dataParts)).toBe(stateHash(district.db, dataParts))
    expectRebuilt(region)
    await down()
    expect((await district.send(world.key)).zeroReport).toBe(true)
  })

  test('a key lost with the completion on it: the next one brings it', async () => {
    const { consentId } = district.child('Zongo', 2, refused)
    await up()
    await down()
    district.consent(consentId, agreed)
    await district.send(world.key)
    await down()
    await up()
    expect(stateHash(region.db, dataParts)).toBe(stateHash(district.db, dataParts))
  })

  test('a region that went back to a copy from before the completion gets it again', async () => {
    const { consentId } = district.child('Zongo', 2, refused)
    district.consent(consentId, agreed)
    district.consent(consentId, refused)
    await up()
    await down()
    const copy = cloneDesk(region)
    district.consent(consentId, agreed)
    await up()
    await down()
    expect(region.names()).toEqual(['Zongo'])
    await copy.take((await district.send(world.key, undefined, { snapshot: true })).path)
    expect(copy.names()).toEqual(['Zongo'])
    copy.close()
  })

  test('withdrawn later: it is asked back from the region, by lists, search, history and file', async () => {
    const { consentId } = district.child('Zongo', 2)
    await up()
    await down()
    expect(region.names()).toEqual(['Zongo'])
    district.consent(consentId, { withdrawn: 'yes' })
    await up()
    expect(region.names()).toEqual([''])
    expect(held(region)).not.toContain('Zongo')
    expect(found(region, 'zongo')).toEqual([])
    expect(region.ledger.head(district.self.replica)).toEqual(district.ledger.head(district.self.replica))
    expectRebuilt(region)
    expect(district.names()).toEqual(['Zongo'])
    await down()
    expect((await district.send(world.key)).zeroReport).toBe(true)
  })

  test('withdrawn before the region had acknowledged anything: the next bundle hides it all the same', async () => {
    const { consentId } = district.child('Zongo', 2)
    await up()
    district.consent(consentId, { withdrawn: 'yes' })
    await up()
    expect(held(region)).not.toContain('Zongo')
  })

  test('an agreement that runs out is asked back on the day after its last, though nobody wrote anything', async () => {
    const { consentId } = district.child('Zongo', 2)
    district.consent(consentId, { valid_until: { precision: 'exact', date: '2026-03-10' } })
    await up()
    await down()
    expect(district.db.prepare('SELECT verdict, until FROM case_verdict').all()).toEqual([
      { verdict: '', until: '2026-03-10' },
    ])
    district.time = '2026-03-10T08:00:00Z'
    await up()
    expect(region.names()).toEqual(['Zongo'])
    district.time = '2026-03-11T08:00:00Z'
    await up()
    expect(region.names()).toEqual([''])
    expect(held(region)).not.toContain('Zongo')
    await down()
    district.consent(consentId, { valid_until: { precision: 'exact', date: '2027-03-10' } })
    await up()
    expect(region.names()).toEqual(['Zongo'])
  })

  test('an older bundle taken late brings nothing back', async () => {
    const { consentId } = district.child('Zongo', 2)
    const old = await district.send(world.key)
    district.consent(consentId, { withdrawn: 'yes' })
    await up()
    await region.take(old.path)
    expect(held(region)).not.toContain('Zongo')
  })

  test('the office above takes nothing away from those who wrote it', async () => {
    district.child('Zongo', 2, refused)
    await up()
    const before = stateHash(district.db, dataParts)
    const { path } = await region.send(world.key, 'BLS', { snapshot: true })
    await district.take(path)
    expect(stateHash(district.db, dataParts)).toBe(before)
  })

  test('told again, but not of this bundle or not as it is known: refused', async () => {
    const { consentId } = district.child('Zongo', 2, refused)
    await up()
    await down()
    district.consent(consentId, agreed)
    const parts = await takeApart((await district.send(world.key)).path, region)
    const by = { by: district, recipients: [region.self.ageRecipient], folder: world.key }
    const without = parts.lines.slice(1)
    const size = Buffer.byteLength(without.map((line) => `${line}\n`).join(''))
    const short = { ...parts, lines: without, manifest: { ...parts.manifest, size } }
    await expect(region.take(await forge({ parts: short, ...by }))).rejects.toMatchObject({
      code: 'bundle.invalid-content',
      details: { reason: 'again' },
    })
    const beyond = { ...parts.manifest, again: { [district.self.replica]: [2] } }
    await expect(region.take(await forge({ parts: { ...parts, manifest: beyond }, ...by }))).rejects.toMatchObject({
      code: 'bundle.invalid-content',
      details: { reason: 'again' },
    })
    expect(region.names()).toEqual([''])
  })
})

describe('files of withheld fields', () => {
  function photograph(formId: string): string {
    const bytes = png(1)
    const resting = writeAttachment(district.home, [bytes])
    const ref = { sha256: resting.sha256, bytes: bytes.length, type: 'image/png' }
    keepAttachment(district.db, ref, resting)
    district.write([{ t: 'set', r: formId, g: 'photo', value: { photo: { ...ref, name: 'photo.png' } } }])
    return ref.sha256
  }

  test('stay behind with them, follow them, and are asked for no more', async () => {
    const { formId, consentId } = district.child('Zongo', 1, { consent_collect: 'yes', consent_photo: 'no' })
    const name = photograph(formId)
    expect((await district.send(world.key)).files.count).toBe(0)
    await up()
    expect(region.names()).toEqual(['Zongo'])
    expect(attachmentOf(region.db, name)).toBeNull()
    await down()
    district.consent(consentId, { consent_photo: 'yes' })
    const sent = await district.send(world.key, undefined, { roomForFiles: 0 })
    await region.take(sent.path)
    expect(attachmentCounts(region.db)).toEqual({ held: 0, lacking: 1, refused: 0 })
    await down()
    district.consent(consentId, { consent_photo: 'no' })
    expect((await district.send(world.key)).files.count).toBe(0)
    await up()
    expect(region.db.prepare('SELECT 1 FROM attachment_ref').all()).toEqual([])
    await down()
    district.consent(consentId, { consent_photo: 'yes' })
    expect((await district.send(world.key)).files.count).toBe(1)
    await up()
    expect(attachmentCounts(region.db)).toEqual({ held: 1, lacking: 0, refused: 0 })
  })
})

test('the national level counts the children of the districts and learns no name, also of what is completed', async () => {
  const top = await newDesk({ level: 'national', code: 'NAT' })
  enrol(top, region)
  const { consentId } = district.child('Zongo', 1, refused)
  const higher = async (): Promise<void> => {
    await top.take((await region.send(world.key, 'NAT')).path)
    await region.take((await top.send(world.key)).path)
  }
  await up()
  await higher()
  await down()
  district.consent(consentId, agreed)
  await up()
  await higher()
  expect(region.names()).toEqual(['Zongo'])
  expect(codes(top)).toEqual(codes(district))
  expect(held(top)).not.toContain('Zongo')
  expect((await region.send(world.key, 'NAT')).zeroReport).toBe(true)
  top.close()
})

type Step =
  | { readonly do: 'child' | 'rename' | 'consent'; readonly which: number; readonly answer: string }
  | { readonly do: 'send' | 'receipt' }
  | { readonly do: 'take' | 'lose'; readonly which: number }
const answer = fc.constantFrom('yes', 'no', 'limited', 'not_asked')
const which = fc.nat(20)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('child' as const, 'rename' as const, 'consent' as const), which, answer }),
  fc.record({ do: fc.constantFrom('send' as const, 'receipt' as const) }),
  fc.record({ do: fc.constantFrom('take' as const, 'lose' as const), which }),
)

test('withheld, withdrawn and later completed is never withheld, whatever happens on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const [here, above] = [cloneDesk(district), cloneDesk(region)]
      const children: ReturnType<Desk['child']>[] = []
      const bundles: string[] = []
      for (const each of steps) {
        const child = 'which' in each ? children[each.which % Math.max(1, children.length)] : undefined
        if (each.do === 'child')
          children.push(here.child(`Zongo ${children.length}`, 1, { consent_collect: each.answer }))
        else if (each.do === 'rename' && child) here.rename(child.formId, `Kaboré ${each.which}`)
        else if (each.do === 'consent' && child) here.consent(child.consentId, { consent_collect: each.answer })
        else if (each.do === 'send') bundles.push((await here.send(world.key)).path)
        else if (each.do === 'receipt') await here.take((await above.send(world.key)).path)
        else if (each.do === 'lose') bundles.splice(each.which % Math.max(1, bundles.length), 1)
        else if (each.do === 'take' && bundles.length > 0)
          await above.take(bundles[each.which % bundles.length] ?? '').catch((error: unknown) => {
            expect(error).toMatchObject({ code: 'bundle.gap' })
          })
      }
      const journey = async (): Promise<void> => {
        await here.take((await above.send(world.key)).path)
        await above.take((await here.send(world.key)).path)
      }
      // What nobody agreed to is not there, whatever bundle came last.
      await journey()
      await journey()
      const open = children.filter(({ consentId }) => answerOf(here, consentId) !== 'yes')
      for (const { caseId } of open)
        expect(above.db.prepare('SELECT family_name FROM case_item WHERE id = ?').pluck().get(caseId)).toBe('')
      expectRebuilt(above)
      for (const { consentId } of children) here.consent(consentId, { consent_collect: 'yes', consent_photo: 'yes' })
      await journey()
      await journey()
      expect(stateHash(above.db, dataParts)).toBe(stateHash(here.db, dataParts))
      here.close()
      above.close()
    }),
    { numRuns: 25 },
  )
}, 240_000)

function answerOf(desk: Desk, consentId: string): unknown {
  return desk.db
    .prepare(
      `SELECT v.value ->> 'consent_collect' FROM register v JOIN record r ON r.n = v.record JOIN grp g ON g.n = v.grp
       WHERE r.id = ? AND g.name = 'consent.collect'`,
    )
    .pluck()
    .get(consentId)
}
