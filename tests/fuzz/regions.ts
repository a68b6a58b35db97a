import assert from 'node:assert/strict'
import type { Id } from '../../src-main/domain/ledger/types.ts'
import { storeOwnCertificate } from '../../src-main/exchange/own-certificate.ts'
import { asideAbout, transferOf } from '../../src-main/store/custody.ts'
import { lackingHere } from '../../src-main/store/lacking.ts'
import { parentPeer, peerOf } from '../../src-main/store/peers.ts'
import { changeRegion, type Desk, enrol, handOver } from '../support/desk.ts'
import { joinedDesk } from '../support/second-desk.ts'
import type { Answer } from './between-history.ts'
import {
  collecting,
  eraseCase,
  heldAt,
  idsOf,
  keeps,
  nameAt,
  openCase,
  refuseDrift,
  refuseLeft,
  takeSound,
} from './case-desk.ts'
import { held, newLeanDesk, openLean } from './cast.ts'
import { type Letter, writeLetter } from './letter.ts'
import {
  above,
  type Below,
  type Keeper,
  keepers,
  officeOf,
  other,
  type Paired,
  type Pc,
  pcs,
  type RegionsStep,
  stands,
} from './regions-history.ts'

type Region = 'R' | 'Q'
type Desks = Readonly<Record<Pc, Desk>>

/** A child, and what is true of it whatever any program says. */
interface Child {
  readonly caseId: Id
  readonly form: Id
  readonly consent: Id
  keeper: Keeper
  answer: Answer
  name: string
  /** All that was written of it that tells who it is, and every office that kept it. */
  readonly told: Set<string>
  readonly kept: Set<Keeper>
  /** What an office wrote that kept it no more, and has not kept it again since. */
  late: { readonly by: Keeper; readonly text: string }[]
  erased: boolean
}

/** From an office up to the top, and down again to every other. */
const upwards = ['A', 'B', 'D', 'R', 'Q'] as const
const downwards = ['R', 'Q', 'A', 'B', 'D'] as const
const seconds = ['S', 'T'] as const
const low = ['A', 'B', 'D'] as const
const paired = Object.keys(other) as readonly Paired[]

/** The offices of a country, enrolled for real, made once: a history is taken back when the next one begins. */
export class Country {
  readonly #desks: Desks
  readonly #takeBack: readonly (() => void)[]

  private constructor(desks: Desks) {
    this.#desks = desks
    this.#takeBack = pcs.map((each) => held(desks[each]))
  }

  static async gather(): Promise<Country> {
    const made = await Promise.all(
      stands.map(async (stand, index) => {
        const level = stand === 'N' ? 'national' : above[stand] === 'N' ? 'region' : 'district'
        return [stand, await newLeanDesk({ code: stand.repeat(3), level, ...idsOf(index) })] as const
      }),
    )
    const desks = Object.fromEntries(made) as Record<Pc, Desk>
    for (const stand of stands) {
      const over = above[stand]
      if (over === null) storeOwnCertificate(desks[stand].db, desks[stand].self, desks[stand].time)
      else enrol(desks[over], desks[stand])
    }
    for (const [index, pc] of seconds.entries())
      desks[pc] = await joinedDesk(desks[other[pc]], openLean(':memory:'), '', idsOf(stands.length + index).replica)
    // Everybody has heard of the regions there are, and the national level of every district.
    for (const [index, who] of low.entries()) {
      const r = index.toString(16).padStart(32, 'c')
      desks[who].write([
        { t: 'new', r, k: 'person' },
        { t: 'set', r, g: 'name', value: { name: who } },
      ])
    }
    const play = new Regions(desks)
    for (let round = 0; round < 2; round += 1) await play.settle()
    return new Country(desks)
  }

  enter(): Desks {
    for (const takeBack of this.#takeBack) takeBack()
    for (const desk of Object.values(this.#desks)) desk.reread()
    return this.#desks
  }
}

/** Plays a history of hand-overs from region to region, and holds it to what these promise. Throws where one promise is broken. */
export async function judgeRegions(country: Country, steps: readonly RegionsStep[]): Promise<void> {
  const play = new Regions(country.enter())
  for (const step of steps) await play.step(step)
  await play.settle()
  play.refuseLeaks()
  for (const child of play.children) play.end(child)
  await play.settle()
  play.refuseLeaks()
  play.refuseNameless()
  play.refuseDrift()
}

class Regions {
  readonly desks: Desks
  readonly children: Child[] = []
  readonly #letters: Letter[] = []
  readonly #above: Record<Keeper, Region | 'N'> = { ...above }
  #ids = 0

  constructor(desks: Desks) {
    this.desks = desks
  }

  async step(step: RegionsStep): Promise<void> {
    switch (step.do) {
      case 'child':
        return this.#register(step.who, step.answer)
      case 'rename':
        return this.#at(step.which, (child) => this.#rename(child))
      case 'accept':
        return this.#at(step.which, (child) => this.#accept(child))
      case 'refuse':
        return this.#at(step.which, (child) => this.#refuse(child))
      case 'erase':
        return this.#at(step.which, (child) => this.#erase(child))
      case 'consent':
        return this.#at(step.which, (child) => this.#consent(child, step.answer))
      case 'give':
        return this.#at(step.which, (child) => this.#give(child, step.to))
      case 'late':
        return this.#late(this.children[step.which % Math.max(1, this.children.length)])
      case 'second':
        return this.#second(this.children[step.which % Math.max(1, this.children.length)])
      case 'up':
      case 'down': {
        // An office above knows a second PC once it has heard it.
        if (step.do === 'down' && !this.#isHeard(step.who)) return
        const letter = await this.#write(step.do, step.who)
        if (step.arrives === 'now') await this.#take(letter)
        return
      }
      case 'beside': {
        const letter = await this.#beside(step.who)
        if (step.arrives === 'now') await this.#take(letter)
        return
      }
      case 'across': {
        for (const who of [step.from, this.#above[step.from] as Region]) await this.#take(await this.#write('up', who))
        for (const who of downwards) await this.#take(await this.#write('down', who))
        return
      }
      case 'move':
        return this.#move(step.who)
      case 'take':
        return this.#take(this.#letters[step.which % Math.max(1, this.#letters.length)])
      case 'lose':
        this.#letters.splice(step.which % Math.max(1, this.#letters.length), 1)
    }
  }

  /** Whoever keeps a case accepts it, and consent lets the name go: after that all agree. */
  end(child: Child): void {
    if (child.erased) return
    this.#accept(child)
    this.#consent(child, 'yes')
  }

  /** Nothing is lost any more: after so many exchanges nobody has anything left to say, nor has heard by the last what makes it speak again. */
  async settle(): Promise<void> {
    this.#letters.length = 0
    let silent = 0
    for (let round = 0; round < 12; round += 1) {
      let said = 0
      const pass = async (letter: Letter): Promise<void> => {
        said += letter.manifest.zeroReport ? 0 : 1
        await this.#take(letter)
      }
      for (const who of upwards) await pass(await this.#write('up', who))
      for (const who of downwards) await pass(await this.#write('down', who))
      for (const who of paired) await pass(await this.#beside(who))
      for (const who of seconds.filter((each) => this.#isHeard(each)))
        for (const way of ['up', 'down'] as const) await pass(await this.#write(way, who))
      silent = said === 0 ? silent + 1 : 0
      if (silent === 2) return
    }
    assert.fail('the offices never stop telling each other the same')
  }

  /** No office knows a name that may not; the national level none of a case that is where it is to be. */
  refuseLeaks(): void {
    const texts = Object.fromEntries(pcs.map((each) => [each, heldAt(this.desks[each])])) as Record<Pc, string>
    for (const child of this.children) {
      const { told, kept, answer, erased, caseId } = child
      if (erased) for (const each of kept) refuseLeft(this.desks[each], each, caseId)
      for (const text of told) {
        for (const pc of pcs) {
          const stand = officeOf(pc)
          const isKept = stand !== 'N' && kept.has(stand)
          const isAbove = keepers.some((each) => kept.has(each) && this.#above[each] === stand)
          const may =
            !erased && (isKept || (answer === 'yes' && (isAbove || (stand === 'N' && this.#isOnItsWay(child)))))
          assert.ok(may || !texts[pc].includes(text), `${pc} knows ${text}: ${answer}${erased ? ', erased' : ''}`)
        }
      }
    }
  }

  /** Was it given to another region, where nobody has accepted it? */
  #isOnItsWay({ caseId, keeper }: Child): boolean {
    return transferOf(this.desks[keeper].db, caseId)?.accepted === false
  }

  /** Each child has at its keeper and at the office above the last name that its keeper gave it, whole; late edits wait there. */
  refuseNameless(): void {
    for (const { caseId, keeper, name, erased, late } of this.children) {
      if (erased) continue
      const over = this.#above[keeper]
      for (const pc of pcs.filter((each) => officeOf(each) === keeper || (over !== 'N' && officeOf(each) === over))) {
        const { db } = this.desks[pc]
        assert.equal(nameAt(this.desks[pc], caseId), name, `${pc} of a child that ${keeper} keeps`)
        assert.deepEqual(
          lackingHere(db, { cases: [caseId] }),
          {},
          `${pc} lacks something of a child that ${keeper} keeps`,
        )
        const waiting = asideAbout(db, caseId).filter(({ aside }) => aside === 'late')
        for (const { by, text } of late)
          assert.ok(
            by === officeOf(pc) || waiting.some(({ vals }) => vals.includes(text)),
            `a late edit does not wait at ${pc}`,
          )
      }
    }
  }

  refuseDrift(): void {
    for (const pc of pcs) refuseDrift(this.desks[pc], pc)
  }

  #at(which: number, act: (child: Child) => void): void {
    const child = this.children[which % Math.max(1, this.children.length)]
    if (child && !child.erased && keeps(this.desks[child.keeper], child.caseId)) act(child)
  }

  #register(keeper: Keeper, answer: Answer): void {
    const [caseId, form, consent] = [this.#id(), this.#id(), this.#id()]
    const name = `Zongo${this.#ids}x`
    openCase(this.desks[keeper], { caseId, form, consent }, name, [collecting(consent, answer)])
    const [told, kept] = [new Set([name]), new Set([keeper])]
    const nothing = { late: [], erased: false }
    this.children.push({ caseId, form, consent, keeper, answer, name, told, kept, ...nothing })
  }

  #rename(child: Child): void {
    child.name = this.#text(child, 'Kabore')
    this.desks[child.keeper].write([{ t: 'set', r: child.form, g: 'family_name', value: { family_name: child.name } }])
  }

  #consent(child: Child, answer: Answer): void {
    child.answer = answer
    this.desks[child.keeper].write([collecting(child.consent, answer)])
  }

  #accept({ keeper, caseId }: Child): void {
    const transfer = transferOf(this.desks[keeper].db, caseId)
    if (!transfer || transfer.accepted) return
    this.desks[keeper].write([{ t: 'set', r: caseId, g: 'accepted', value: { accepted: transfer.epoch } }])
  }

  /** To any office of the own region; to the regional office of another, which may give it on. */
  #give(child: Child, to: Keeper): void {
    const { keeper } = child
    const [from, there] = [keeper, to].map((each) => (this.#above[each] === 'N' ? each : this.#above[each]))
    if (to === keeper || (from !== there && this.#above[to] !== 'N')) return
    this.#handOver(child, to, {})
  }

  #refuse(child: Child): void {
    const { keeper, caseId } = child
    const transfer = transferOf(this.desks[keeper].db, caseId)
    const to = keepers.find((each) => this.desks[each].self.office.id === transfer?.giver)
    if (!transfer || transfer.accepted || !to) return
    const value = { refusal: this.#text(child, 'Refus'), refused_at: transfer.epoch + 1 }
    this.desks[keeper].write([{ t: 'set', r: caseId, g: 'refusal', value }])
    this.#handOver(child, to, { refused: 'yes' })
  }

  #handOver(child: Child, to: Keeper, more: object): void {
    handOver(this.desks[child.keeper], child.caseId, this.desks[to], more)
    child.keeper = to
    child.late = child.late.filter(({ by }) => by !== to)
    child.kept.add(to)
  }

  #erase(child: Child): void {
    eraseCase(this.desks[child.keeper], child.caseId)
    child.erased = true
  }

  #late(child: Child | undefined): void {
    const by = child && [...child.kept].find((each) => each !== child.keeper)
    if (!child || child.erased || !by) return
    // It has to have had it, and to know that it has it no more.
    const { db, self } = this.desks[by]
    const item = db.prepare('SELECT office FROM case_item WHERE id = ?').pluck().get(child.caseId)
    if (item === undefined || item === self.office.id) return
    const text = this.#text(child, 'Tard')
    child.late.push({ by, text })
    this.desks[by].write([{ t: 'set', r: child.form, g: 'nickname', value: { nickname: text } }])
  }

  #second(child: Child | undefined): void {
    if (!child || child.erased || !keeps(this.desks.T, child.caseId)) return
    const text = this.#text(child, 'Second')
    this.desks.T.write([{ t: 'set', r: child.form, g: 'nickname', value: { nickname: text } }])
  }

  #move(who: 'B' | 'D'): void {
    const from = this.#above[who] as Region
    const to = from === 'R' ? 'Q' : 'R'
    changeRegion(this.desks[who], this.desks[from], this.desks[to], this.desks.N)
    this.#above[who] = to
  }

  #text({ told }: Child, word: string): string {
    this.#ids += 1
    const text = `${word}${this.#ids}x`
    told.add(text)
    return text
  }

  async #write(way: 'up' | 'down', who: Below): Promise<Letter> {
    const desk = this.desks[who]
    const over = this.#over(who)
    const [from, peer] =
      way === 'up' ? [desk, parentPeer(desk.db, desk.self)] : [over, peerOf(over.db, desk.self.replica)]
    assert.ok(peer)
    const letter = await writeLetter(from, peer)
    this.#letters.push(letter)
    return letter
  }

  #over(who: Below): Desk {
    return this.desks[this.#above[officeOf(who) as Keeper]]
  }

  #isHeard(who: Below): boolean {
    return peerOf(this.#over(who).db, this.desks[who].self.replica) !== null
  }

  async #beside(who: Paired): Promise<Letter> {
    const peer = peerOf(this.desks[who].db, this.desks[other[who]].self.replica)
    assert.ok(peer)
    const letter = await writeLetter(this.desks[who], peer)
    this.#letters.push(letter)
    return letter
  }

  async #take(letter: Letter | undefined): Promise<void> {
    const desk = Object.values(this.desks).find(({ self }) => self.replica === letter?.manifest.to.replica)
    if (!letter || !desk) return
    // A region may not know yet that an office has gone back: its word is refused until the other one's has come.
    await takeSound(desk, letter, ...(desk === this.desks.N ? ['bundle.office-moved'] : []))
  }

  #id(): Id {
    this.#ids += 1
    return this.#ids.toString(16).padStart(32, '0')
  }
}
