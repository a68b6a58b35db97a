import assert from 'node:assert/strict'
import type { Peer } from '../../src-main/contract/exchange.ts'
import type { Hash, Id } from '../../src-main/domain/ledger/types.ts'
import { peersOverview } from '../../src-main/exchange/overview.ts'
import { storeOwnCertificate } from '../../src-main/exchange/own-certificate.ts'
import { peerOf } from '../../src-main/store/peers.ts'
import { type Desk, enrol, id } from '../support/desk.ts'
import { carry } from '../support/replica.ts'
import { newLeanDesk } from './cast.ts'
import { type Letter, takeLetter, writeLetter } from './letter.ts'
import { seeded } from './mutate.ts'
import { type Child, conflictsOf, register, setGroup } from './work.ts'

export interface Simulation {
  readonly districts: number
  /** Of each district. */
  readonly cases: number
  readonly months: number
  /** Of a hundred bundles, those that get lost. */
  readonly lost: number
  readonly seed: number
  /** Called at the end of each month. */
  readonly told?: (month: Month) => void
}

/** One month, as the table shows it. */
export interface Month {
  readonly month: number
  readonly sent: number
  readonly lost: number
  readonly cases: number
  readonly changes: number
  readonly conflicts: number
  readonly kilobytes: number
  readonly silent: number
}

/** A district, and what is true of it whatever its programs say. */
interface District {
  readonly desk: Desk
  /** A second PC of the same office. */
  readonly second: Desk | null
  readonly children: Child[]
  /** Numbers and the day of what each side has taken last; what the region has heard of that. */
  readonly truth: {
    up: number
    down: number
    upTaken: number
    downTaken: number
    takenAt: number
    told: number
    heard: number
  }
}

const day = 86_400_000
/** Answers that two PCs of an office change without knowing of each other. */
const conflictsAMonth = 2
const start = Date.parse('2026-01-31T08:00:00Z')

/**
 * A region and its districts over months: children registered and changed, bundles sent and lost both ways, two PCs of an office that change
 * one answer without knowing. After each exchange the overviews are held against the truth; at the end nothing may be missing.
 */
export async function simulate({ districts: count, cases, months, lost, seed, told }: Simulation): Promise<Month[]> {
  const random = seeded(seed)
  const region = await newLeanDesk({ code: 'KUI', level: 'region', office: id(), replica: id() })
  storeOwnCertificate(region.db, region.self, region.time)
  const districts: District[] = []
  for (let index = 0; index < count; index += 1) districts.push(await join(region, index))
  const written = new Map<Id, Hash[]>()
  const table: Month[] = []
  for (let month = 1; month <= months; month += 1) {
    const now = start + month * 30 * day
    let [gone, bytes] = [0, 0]
    const arrives = (letter: Letter): boolean => {
      bytes += letter.lines.length
      const lucky = random() * 100 >= lost
      if (!lucky) gone += 1
      return lucky
    }
    for (const each of districts) {
      work(each, { now, upTo: Math.round((cases * month) / months), random, written })
      await exchange(region, each, now, arrives)
      holdToTruth(region, each, now)
    }
    const silent = districts.filter(({ truth }) => now - truth.takenAt > 45 * day).length
    const conflicts = conflictsOf(region).length
    const cases_ = region.db.prepare('SELECT count(*) FROM case_item').pluck().get() as number
    const changes = Object.values(region.ledger.versionVector()).reduce((sum, seq) => sum + seq, 0)
    const kilobytes = Math.round(bytes / 1024)
    const row = { month, sent: 2 * count, lost: gone, cases: cases_, changes, conflicts, kilobytes, silent }
    told?.(row)
    table.push(row)
  }
  for (let round = 0; round < 2; round += 1)
    for (const each of districts) await exchange(region, each, start + (months + 1) * 30 * day, () => true)
  refuseMissing(region, districts, written, months)
  for (const { desk, second } of districts) for (const each of [desk, second]) each?.db.close()
  region.db.close()
  return table
}

/** All districts but the first two have two PCs. */
async function join(region: Desk, index: number): Promise<District> {
  const place = { code: `D${String(index + 1).padStart(2, '0')}`, level: 'district' as const, office: id() }
  const second = index >= 2 ? await newLeanDesk({ ...place, replica: id() }) : null
  if (second) enrol(region, second)
  const desk = await newLeanDesk({ ...place, replica: id() })
  enrol(region, desk)
  const truth = { up: 0, down: 0, upTaken: 0, downTaken: 0, takenAt: start, told: 0, heard: 0 }
  return { desk, second, children: [], truth }
}

interface Working {
  readonly now: number
  readonly upTo: number
  readonly random: () => number
  readonly written: Map<Id, Hash[]>
}

function work({ desk, second, children }: District, { now, upTo, random, written }: Working): void {
  const pcs = [desk, ...(second ? [second] : [])]
  for (const each of pcs) each.time = new Date(now).toISOString().replace('.000', '')
  while (children.length < upTo) {
    const child = { caseId: id(), consent: id(), form: id(), row: id() }
    register(desk, child)
    desk.write([{ t: 'set', r: child.caseId, g: 'office', value: { office: desk.self.office.id } }])
    children.push(child)
  }
  const some = (): Child | undefined => children[Math.floor(random() * children.length)]
  for (let edits = Math.ceil(children.length / 10); edits > 0; edits -= 1) {
    const child = some()
    if (child) desk.write([setGroup(child.form, 'occupation', `v${Math.floor(random() * 1e6)}`)])
  }
  const child = some()
  if (second && child) {
    meet(desk, second)
    for (let turn = 0; turn < conflictsAMonth; turn += 1)
      for (const each of pcs) each.write([setGroup(child.form, `question_${now}_${turn}`, each.self.replica)])
    meet(desk, second)
  }
  for (const { ledger } of pcs) {
    const hashes = written.get(ledger.replica) ?? []
    written.set(ledger.replica, hashes)
    for (const { hash } of ledger.read(ledger.replica, hashes.length + 1, ledger.head(ledger.replica)?.seq ?? 0))
      hashes.push(hash)
  }
}

function meet(a: Desk, b: Desk): void {
  carry(a.ledger, b.db, b.ledger)
  carry(b.ledger, a.db, a.ledger)
}

/** Up, and the receipt down: each may get lost. */
async function exchange(
  region: Desk,
  each: District,
  now: number,
  arrives: (letter: Letter) => boolean,
): Promise<void> {
  const { desk, truth } = each
  for (const one of [desk, region]) one.time = new Date(now).toISOString().replace('.000', '')
  const up = await writeLetter(desk, partner(desk, region.self.replica))
  truth.up += 1
  const saidTaken = truth.downTaken
  if (arrives(up)) {
    assert.equal((await takeLetter(region, up)).outcome, 'applied')
    Object.assign(truth, { upTaken: truth.up, takenAt: now, heard: saidTaken })
  }
  const down = await writeLetter(region, partner(region, desk.self.replica))
  truth.down += 1
  const holds = region.ledger.head(desk.self.replica)?.seq ?? 0
  if (!arrives(down)) return
  assert.equal((await takeLetter(desk, down)).outcome, 'applied')
  Object.assign(truth, { downTaken: truth.down, told: holds })
}

function partner(desk: Desk, replica: Id): NonNullable<ReturnType<typeof peerOf>> {
  const peer = peerOf(desk.db, replica)
  assert.ok(peer)
  return peer
}

/** What both overviews say of each other is what happened. */
function holdToTruth(region: Desk, { desk, second, children, truth }: District, now: number): void {
  const later = new Date(now + 3 * day)
  const seen = (from: Desk, code: string): Peer => {
    const found = peersOverview(from.db, from.ledger, from.self, later).find((peer) => peer.code === code)
    assert.ok(found)
    return found
  }
  const below = seen(region, desk.code)
  assert.equal(below.lastReceivedNumber, truth.upTaken)
  assert.equal(below.lastSentNumber, truth.down)
  assert.equal(below.daysSinceReceived, truth.upTaken === 0 ? null : Math.floor((now + 3 * day - truth.takenAt) / day))
  if (!second) assert.equal(below.unacknowledged, truth.down - truth.heard)
  if (truth.takenAt === now) assert.equal(below.cases, children.length)
  const above = seen(desk, region.code)
  assert.equal(above.lastReceivedNumber, truth.downTaken)
  assert.equal(above.lastSentNumber, truth.up)
  const own = desk.ledger.head(desk.self.replica)?.seq ?? 0
  if (!second) assert.equal(above.pendingChanges, own - truth.told)
}

function refuseMissing(
  region: Desk,
  districts: readonly District[],
  written: ReadonlyMap<Id, readonly Hash[]>,
  months: number,
): void {
  for (const [replica, hashes] of written)
    for (const [index, hash] of hashes.entries())
      assert.equal(region.ledger.hashAt(replica, index + 1), hash, `${replica}:${index + 1} is lost`)
  const held = region.ledger.versionVector()
  for (const { desk } of districts) {
    for (const [replica, seq] of Object.entries(desk.ledger.versionVector())) assert.equal(held[replica], seq)
    const up = peersOverview(desk.db, desk.ledger, desk.self, new Date(start))[0]
    assert.equal(up?.pendingChanges, 0)
    assert.equal(up?.unacknowledged, 0)
  }
  const two = districts.filter(({ second }) => second)
  assert.equal(conflictsOf(region).length, two.length * months * conflictsAMonth)
}
