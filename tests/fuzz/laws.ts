import assert from 'node:assert/strict'
import { canonical } from '../../src-main/domain/ledger/canonical.ts'
import type { Change, ChangeBody, Id, Json } from '../../src-main/domain/ledger/types.ts'
import type { StoredChange } from '../../src-main/store/chains.ts'
import { ValueReader } from '../../src-main/store/form-values.ts'
import { parseValues } from '../../src-main/store/shown-values.ts'
import { dataParts, type StatePart, stateHash } from '../../src-main/store/state-hash.ts'
import type { Desk } from '../support/desk.ts'
import type { Cast, Name } from './cast.ts'
import type { History } from './history.ts'
import { expectedOf, foundIn, writesIn } from './model.ts'
import { type Clock, Play } from './play.ts'

/** What does not hold the claimed time, nor what it enters. */
const timeless: readonly StatePart[] = ['record', 'register', 'cover', 'conflict', 'link', 'coworker', 'sync_issue']

/** Other clocks: what was before is after. */
const shuffledYears: Clock = (year) => 2010 + ((year * 17 + 5) % 31)

/** How histories begin: with children of whom only their offices know, and where the region knows of them. */
export interface Beginnings {
  readonly fresh: Play
  readonly exchanged: Play
}

/** Plays a history and holds it to all that the ledger and the exchange promise. Throws where one promise is broken. */
export async function judge(beginnings: Beginnings, history: History): Promise<void> {
  const before = history.few === true ? beginnings.exchanged : beginnings.fresh
  const outcome = await playOut(before, history, (year) => year)
  if (!history.again) return
  assert.deepEqual(await playOut(before, history, shuffledYears), outcome, 'clocks decide something')
}

async function playOut(before: Play, history: History, clock: Clock): Promise<string[]> {
  const { steps, order, again } = history
  const { cast } = before
  const there = whomIn(history)
  const play = new Play(cast, clock, before)
  for (const step of steps) await play.step(step)
  const silent = history.few === true ? (order % 2 === 0 ? 'A1' : 'A2') : null
  const whom = there.filter((name) => name !== silent && !(play.twin && name === 'B'))
  await reachEquality(play, whom)
  const { R } = play.desks
  const writes = writesIn(R.ledger)
  assert.deepEqual(foundIn(R.db), expectedOf(writes), 'a write is lost, or a conflict')
  refuseInvented(play)
  if (!play.twin) refuseLost(play)
  const { A1, A2 } = play.desks
  const apart = [R, A1, ...(['B', 'C'] as const).flatMap((name) => (whom.includes(name) ? [play.desks[name]] : []))]
  const told = apart[(order >> 1) % apart.length]
  if (told) sameAsTold(cast, told, order)
  assert.equal(stateHash(A1.db, dataParts), stateHash(A2.db, dataParts), 'two PCs of one office differ')
  return again ? apart.flatMap((desk) => [stateHash(desk.db, timeless), canonical(shownAt(desk))]) : []
}

function whomIn({ steps, few }: History): Name[] {
  if (few !== true) return ['A1', 'A2', 'B', 'C']
  const named = new Set<string>(steps.flatMap((step) => ('who' in step ? [step.who] : [])))
  const copied = steps.some((step) => step.do === 'copyDisk' || step.do === 'fork')
  return ['A1', 'A2', ...(['B', 'C'] as const).filter((name) => named.has(name) || (name === 'B' && copied))]
}

/** What a person sees of each form, also where several values stand. */
function shownAt({ db }: Desk): Record<Id, Json> {
  const forms = db.prepare("SELECT id, n FROM record WHERE kind = 'form' ORDER BY id").all() as { id: Id; n: number }[]
  const reader = new ValueReader(db)
  return Object.fromEntries(forms.map(({ id, n }) => [id, reader.read(n).values as Json]))
}

/** Whatever was lost on the way: so many exchanges, and nothing is left to say. Then bundles are empty. */
async function reachEquality(play: Play, whom: readonly Name[]): Promise<void> {
  const enough = 3 + play.behind
  for (let round = 0; round < enough; round += 1) {
    // What is thought to be acknowledged counts only once the region has said so with a number that is not an older one.
    const sure = round > play.behind || !play.unsure
    await play.exchange(whom, !sure)
    if (round >= play.behind && whom.every((name) => play.pending(name) === 0)) break
  }
  for (const name of whom) assert.equal(play.pending(name), 0, `${name}: no equality after ${enough} exchanges`)
  const { R } = play.desks
  const held = R.ledger.versionVector()
  for (const name of whom) {
    const { ledger, self } = play.desks[name]
    for (const [replica, seq] of Object.entries(ledger.versionVector())) assert.equal(held[replica], seq)
    const theirs = R.db.prepare('SELECT id FROM replica WHERE office = ?').pluck().all(self.office.id) as Id[]
    for (const replica of theirs) assert.equal(ledger.versionVector()[replica], held[replica])
  }
}

/** Whatever is held anywhere was written so by somebody. */
function refuseInvented({ desks, twin, written }: Play): void {
  for (const { ledger } of [...Object.values(desks), ...(twin ? [twin] : [])]) {
    for (const { replica, seq, hash } of changesIn(ledger)) {
      assert.ok(written.get(`${replica}:${seq}`)?.has(hash), `nobody wrote ${replica}:${seq}`)
    }
  }
}

/** Whatever was written is at the region, but for what lay only in a file that a backup has replaced. */
function refuseLost({ desks, written, givenUp }: Play): void {
  for (const [place, hashes] of written) {
    const [replica = '', seq = ''] = place.split(':')
    assert.equal(hashes.size, 1)
    if (hashes.has(desks.R.ledger.hashAt(replica, Number(seq)) ?? '')) continue
    assert.ok(Number(seq) > (givenUp.get(replica) ?? Number.POSITIVE_INFINITY), `${place} is lost`)
  }
}

const changesIn = (ledger: Desk['ledger']): StoredChange[] =>
  Object.entries(ledger.versionVector()).flatMap(([replica, to]) => [...ledger.read(replica, 1, to)])

/** A ledger that is told the same changes in another order, in other portions, is the same. */
function sameAsTold(cast: Cast, desk: Desk, order: number): void {
  const witness = cast.witness()
  const queues = Map.groupBy(changesIn(desk.ledger), ({ replica }) => replica)
  const left = [...queues.values()]
  let turn = order
  const next = (): number => {
    turn = (Math.imul(turn, 1103515245) + 12345) >>> 0
    return turn >>> 8
  }
  while (left.some((queue) => queue.length > 0)) {
    witness.db
      .transaction(() => {
        for (let portion = 1 + (next() % 5); portion > 0; portion -= 1) {
          const have = witness.ledger.versionVector()
          const ready = left.filter(([first]) => first && isReady(first, have))
          const queue = ready[next() % Math.max(1, ready.length)]
          const change = queue?.shift()
          if (change) tell(witness, change)
        }
        witness.ledger.finish()
      })
      .immediate()
  }
  assert.equal(stateHash(witness.db, dataParts), stateHash(desk.db, dataParts), 'the order matters')
}

function isReady({ body }: StoredChange, have: Readonly<Record<Id, number>>): boolean {
  const { seen, replica } = JSON.parse(body) as ChangeBody
  return Object.entries(seen).every(([id, seq]) => id === replica || (have[id] ?? 0) >= seq)
}

function tell({ ledger }: Desk, { body, hash, secret, vals }: StoredChange): void {
  const change: Change = { body: JSON.parse(body) as ChangeBody, hash, secret, values: parseValues(vals) }
  ledger.apply(change, body, vals)
}
