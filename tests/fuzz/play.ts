import assert from 'node:assert/strict'
import type { Hash, Id } from '../../src-main/domain/ledger/types.ts'
import { type PeerRow, parentPeer, peerOf, pendingFor } from '../../src-main/store/peers.ts'
import { dataParts, stateHash } from '../../src-main/store/state-hash.ts'
import type { Desk } from '../support/desk.ts'
import { carry } from '../support/replica.ts'
import { Cast, type Name, officeOf } from './cast.ts'
import type { Step, Who } from './history.ts'
import { type Letter, receptionOf, takeLetter, writeLetter } from './letter.ts'
import { type Child, carryOut, register } from './work.ts'

/** What a PC's clock says in a year. */
export type Clock = (year: number) => number

/** A history as it is played: who stands where, which bundles lie about, and the truth about every change ever written. */
export class Play {
  readonly cast: Cast
  readonly desks: Record<Name, Desk>
  /** The copied disk. */
  twin: Desk | null = null
  /** Every change ever written: the hashes given to each place of each chain. More than one is a fork. */
  readonly written = new Map<string, Set<Hash>>()
  /** Of each identity given up: how far the backup knew its chain. What lies above may be lost. */
  readonly givenUp = new Map<Id, number>()
  /** How often the region sends before its partners listen again: bundles that it no longer knows to have sent. */
  behind = 0
  /** Somebody took for acknowledged what he only sent, or went back to a backup: what is said to be pending may be less than what is. */
  unsure = false
  readonly #letters: Letter[] = []
  readonly #backups = new Map<Name, { readonly bytes: Buffer; readonly letters: number }>()
  readonly #children = new Map<string, Child[]>()
  readonly #clock: Clock
  #ids = 0
  #sent = 0

  /** @param before the play whose cast is held: what it did has happened */
  constructor(cast: Cast, clock: Clock, before?: Play) {
    this.cast = cast
    this.desks = cast.enter()
    this.#clock = clock
    if (!before) return
    this.#ids = before.#ids
    this.#sent = before.#sent
    for (const [office, children] of before.#children) this.#children.set(office, children)
    for (const [place, hashes] of before.written) this.written.set(place, hashes)
  }

  /** Three offices have a child each. @param exchanged and the region knows of them */
  static async begin(exchanged: boolean): Promise<Play> {
    const cast = await Cast.gather()
    const play = new Play(cast, (year) => year)
    for (const who of ['A1', 'B', 'C'] as const) play.#child(who, 2026)
    play.#meet()
    if (exchanged) for (let round = 0; round < 2; round += 1) await play.exchange(['A1', 'A2', 'B', 'C'])
    cast.hold()
    return play
  }

  async step(step: Step): Promise<void> {
    switch (step.do) {
      case 'work':
        return this.#work(step.who, step.year, (desk) => {
          const children = this.#childrenAt(desk, step.who)
          const child = children[step.which % children.length]
          if (child) carryOut(desk, child, step.task)
        })
      case 'child':
        return this.#child(step.who, step.year)
      case 'meet':
        return this.#meet()
      case 'up':
        return this.#up(step.who, step.above)
      case 'down':
        await this.#send(this.desks.R, this.desks[step.who].self.replica)
        return
      case 'visit':
        return this.#visit(step.who, step.way)
      case 'clash':
        for (const [value, who] of (['A1', 'A2'] as const).entries()) {
          const { which, group, year } = step
          await this.step({ do: 'work', who, which, task: { do: 'set', group, value: 10 + value }, year: year - value })
        }
        return this.#meet()
      case 'jump':
        return this.#jump(step)
      case 'fork':
        await this.step({ do: 'copyDisk' })
        for (const who of ['T', 'B'] as const) this.#child(who, step.year)
        await this.#visit('T', 'up')
        return this.#visit('B', step.way)
      case 'rewind':
        await this.step({ do: 'backup', who: 'R' })
        await this.#visit(step.who, 'up')
        await this.#visit(step.who, 'down')
        return this.#putBack()
      case 'take':
        return this.#take(this.#letters[step.which % Math.max(1, this.#letters.length)])
      case 'lose':
        this.#letters.splice(step.which % Math.max(1, this.#letters.length), 1)
        return
      case 'backup':
        this.#backups.set(step.who, { bytes: this.desks[step.who].db.serialize(), letters: this.#sent })
        return
      case 'restore':
        return this.#restore(step.who)
      case 'putBack':
        return this.#putBack()
      case 'copyDisk':
        this.twin ??= this.cast.open(this.desks.B.db.serialize(), this.desks.B)
    }
  }

  /** An exchange with nothing lost: up, then down, of everyone or of those for whom something is not acknowledged. */
  async exchange(whom: readonly Name[], everyone = true): Promise<void> {
    this.#meet()
    const waiting = whom.filter((name) => everyone || this.pending(name) > 0)
    for (const name of waiting) await this.#take(await this.#send(this.desks[name], this.desks.R.self.replica), false)
    for (const name of waiting)
      if (everyone || this.pending(name) > 0)
        await this.#take(await this.#send(this.desks.R, this.desks[name].self.replica), false)
    this.#meet()
  }

  /** Changes that a partner has not acknowledged, at this desk and at the region for it. */
  pending(name: Name): number {
    const { R } = this.desks
    const { db, ledger, self } = this.desks[name]
    const up = parentPeer(db, self)
    const down = peerOf(R.db, self.replica)
    assert.ok(up && down)
    return pendingFor(db, ledger, self, up) + pendingFor(R.db, R.ledger, R.self, down)
  }

  #deskOf(who: Who): Desk | null {
    return who === 'T' ? this.twin : this.desks[who]
  }

  #work(who: Who, year: number, work: (desk: Desk) => void): void {
    const desk = this.#deskOf(who)
    if (!desk) return
    desk.time = `${this.#clock(year)}-05-05T05:05:05Z`
    const { replica } = desk.self
    const before = desk.ledger.head(replica)?.seq ?? 0
    work(desk)
    const head = desk.ledger.head(replica)
    if (!head || head.seq === before) return
    assert.equal(head.seq, before + 1)
    const place = `${replica}:${head.seq}`
    this.written.set(place, (this.written.get(place) ?? new Set()).add(head.hash))
  }

  #child(who: Who, year: number): void {
    this.#work(who, year, (desk) => {
      const child = { caseId: this.#id(), consent: this.#id(), form: this.#id(), row: this.#id() }
      const office = officeOf(who === 'T' ? 'B' : who)
      this.#children.set(office, [...(this.#children.get(office) ?? []), child])
      register(desk, child)
    })
  }

  #childrenAt(desk: Desk, who: Who): Child[] {
    const known = desk.db.prepare('SELECT 1 FROM record WHERE id = ?')
    return (this.#children.get(officeOf(who === 'T' ? 'B' : who)) ?? []).filter(({ form }) => known.get(form))
  }

  #id(): Id {
    this.#ids += 1
    return this.#ids.toString(16).padStart(32, '0')
  }

  #meet(): void {
    const { A1, A2 } = this.desks
    carry(A1.ledger, A2.db, A2.ledger)
    carry(A2.ledger, A1.db, A1.ledger)
    assert.equal(stateHash(A1.db, ['conflict']), stateHash(A2.db, ['conflict']))
  }

  async #up(who: Who, above: 'acked' | 'sent'): Promise<void> {
    const desk = this.#deskOf(who)
    if (desk) await this.#send(desk, this.desks.R.self.replica, above === 'sent')
  }

  async #jump({ who, fresh, year }: Extract<Step, { do: 'jump' }>): Promise<void> {
    const desk = this.#deskOf(who)
    if (!desk) return
    const { replica } = this.desks.R.self
    await this.#send(desk, replica)
    if (fresh) this.#child(who, year)
    await this.#take(await this.#send(desk, replica, true))
  }

  async #visit(who: Who, way: 'up' | 'down'): Promise<void> {
    const desk = this.#deskOf(who)
    const { R } = this.desks
    if (!desk) return
    await this.#take(await (way === 'up' ? this.#send(desk, R.self.replica) : this.#send(R, desk.self.replica)))
  }

  /** The size of a bundle follows what is not acknowledged, and nothing else. */
  async #send(desk: Desk, to: Id, assuming = false): Promise<Letter> {
    const peer = peerOf(desk.db, to)
    assert.ok(peer)

    if (assuming) this.unsure = true
    const letter = await writeLetter(desk, peer, assuming ? this.#assumed(desk, peer) : peer.acked)
    if (!assuming) assert.equal(letter.manifest.counts.changes, pendingFor(desk.db, desk.ledger, desk.self, peer))
    assert.equal(letter.changes, letter.manifest.counts.changes)
    this.#letters.push(letter)
    if (desk === this.desks.R) this.#sent += 1
    return letter
  }

  /** What the partner would hold, had the last bundle arrived. */
  #assumed({ self, ledger }: Desk, { replica, acked }: PeerRow): Readonly<Record<Id, number>> {
    const last = this.#letters.findLast(
      ({ manifest: { from, to } }) => from.replica === self.replica && to.replica === replica,
    )
    const sent = Object.entries(last?.manifest.covers ?? {}).map(([id, { to }]) => [id, to] as const)
    const own = ledger.versionVector()
    return Object.fromEntries([...Object.entries(acked), ...sent].filter(([id, seq]) => (own[id] ?? 0) >= seq))
  }

  /**
   * Whatever the letter, it is received as the chains say; refused or known, it changes nothing.
   * @param closely whether the data are compared before and after
   */
  async #take(letter: Letter | undefined, closely = true): Promise<void> {
    const desk = Object.values(this.desks).find(({ self }) => self.replica === letter?.manifest.to.replica)
    if (!letter || !desk) return
    const expected = receptionOf(desk, letter)
    const nothingNew = Object.entries(letter.manifest.covers).every(
      ([id, { to }]) => (desk.ledger.head(id)?.seq ?? 0) >= to,
    )
    const parts = expected.outcome === 'applied' ? dataParts : undefined
    const before = !parts || (nothingNew && closely) ? stateHash(desk.db, parts) : null
    const told = peerOf(desk.db, letter.manifest.from.replica)
    assert.deepEqual(await takeLetter(desk, letter), expected)
    if (told && letter.manifest.number <= told.lastNumber) {
      assert.deepEqual(peerOf(desk.db, told.replica)?.acked, told.acked, 'an older bundle says something new')
    }
    if (before !== null) assert.equal(stateHash(desk.db, parts), before)
    refuseUncaused(desk)
  }

  #restore(who: Who): void {
    const name = who === 'T' ? 'B' : who
    const backup = this.#backups.get(name)
    if (!backup) return
    const before = this.desks[name]
    const desk = this.cast.restore(backup.bytes, before, this.desks.R)
    if (!desk) return
    const known = desk.ledger.head(before.self.replica)?.seq ?? 0
    this.givenUp.set(before.self.replica, known)
    this.unsure = true
    this.desks[name] = desk
    // An older copy of the region would not know the new keys.
    this.#backups.delete('R')
  }

  #putBack(): void {
    const backup = this.#backups.get('R')
    if (!backup) return
    this.desks.R = this.cast.open(backup.bytes, this.desks.R)
    this.unsure = true
    this.behind = Math.max(this.behind, this.#sent - backup.letters)
  }
}

/** Nothing is held before what its author had seen. */
function refuseUncaused({ db, ledger }: Desk): void {
  const have = ledger.versionVector()
  const rows = db.prepare('SELECT id, seen FROM replica').all() as { id: Id; seen: string }[]
  for (const { id, seen } of rows) {
    for (const [other, seq] of Object.entries(JSON.parse(seen) as Record<Id, number>)) {
      assert.ok((have[other] ?? 0) >= seq, `${id} had seen ${other}:${seq}, which is not here`)
    }
  }
}
