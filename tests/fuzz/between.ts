import assert from 'node:assert/strict'
import { wordDrafts } from '../../src-main/domain/cases/others-words.ts'
import { referralDrafts } from '../../src-main/domain/cases/referral.ts'
import { canonical } from '../../src-main/domain/ledger/canonical.ts'
import type { ChangeBody, Id } from '../../src-main/domain/ledger/types.ts'
import { storeOwnCertificate } from '../../src-main/exchange/own-certificate.ts'
import { asideAbout } from '../../src-main/store/custody.ts'
import { parentPeer, peerOf } from '../../src-main/store/peers.ts'
import { parseValues } from '../../src-main/store/shown-values.ts'
import { wordsOf } from '../../src-main/store/words.ts'
import { type Desk, enrol, handOver } from '../support/desk.ts'
import { type Answer, type BetweenStep, type District, districts, type Reply } from './between-history.ts'
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
import { held, newLeanDesk } from './cast.ts'
import { type Letter, writeLetter, writeUrgentLetter } from './letter.ts'
import { type Place, places, type Referral, referralAt, reply, withdraw } from './referrals.ts'

/** A child, and what is true of it whatever any program says. */
interface Child {
  readonly caseId: Id
  readonly form: Id
  readonly consent: Id
  keeper: District
  answer: Answer
  name: string
  /** Every name that a keeper gave it, and every office that kept it. */
  readonly names: Set<string>
  readonly kept: Set<District>
  /** What an office wrote that kept it no more, and has not kept it again since. */
  late: { readonly by: District; readonly text: string }[]
  readonly referrals: Referral[]
  /** What the region said of it. */
  readonly words: { readonly record: Id; readonly text: string }[]
  erased: boolean
}

/** A region and its districts, enrolled for real, made once: a history is taken back when the next one begins. */
export class Region {
  readonly #desks: Readonly<Record<Place, Desk>>
  readonly #takeBack: readonly (() => void)[]

  private constructor(desks: Readonly<Record<Place, Desk>>) {
    this.#desks = desks
    this.#takeBack = places.map((place) => held(desks[place]))
  }

  static async gather(): Promise<Region> {
    const made = await Promise.all(
      places.map(async (place, index) => {
        const level = place === 'R' ? 'region' : 'district'
        return [place, await newLeanDesk({ code: place.repeat(3), level, ...idsOf(index) })] as const
      }),
    )
    const desks = Object.fromEntries(made) as Record<Place, Desk>
    storeOwnCertificate(desks.R.db, desks.R.self, desks.R.time)
    for (const place of districts) enrol(desks.R, desks[place])
    return new Region(desks)
  }

  /** All as on the day of the enrolment, with nothing written. */
  enter(): Readonly<Record<Place, Desk>> {
    for (const takeBack of this.#takeBack) takeBack()
    return this.#desks
  }
}

/** Plays a history of hand-overs under consent that comes and goes, and holds it to what both promise. Throws where one promise is broken. */
export async function judgeBetween(region: Region, steps: readonly BetweenStep[]): Promise<void> {
  const named = steps.flatMap((step) => ['who' in step ? step.who : '', 'to' in step ? step.to : ''])
  const whom = districts.filter((each) => named.includes(each) || steps.some((step) => step.do === 'late'))
  const play = new Between(region.enter())
  for (const step of steps) await play.step(step)
  await play.settle(whom)
  play.refuseLeaks()
  play.refuseLost()
  for (const child of play.children) if (!child.erased) play.consent(child, 'yes')
  await play.settle(whom)
  play.refuseNameless()
  play.refuseLost()
  play.refuseDrift(whom)
}

class Between {
  readonly desks: Readonly<Record<Place, Desk>>
  readonly children: Child[] = []
  readonly #letters: Letter[] = []
  #ids = 0

  constructor(desks: Readonly<Record<Place, Desk>>) {
    this.desks = desks
  }

  async step(step: BetweenStep): Promise<void> {
    switch (step.do) {
      case 'child':
        return this.#register(step.who, step.answer)
      case 'rename':
        return this.#at(step.which, (child) => this.#rename(child))
      case 'accept':
        return this.#at(step.which, ({ caseId, keeper }) =>
          this.desks[keeper].write([{ t: 'set', r: caseId, g: 'accepted', value: { accepted: 1 } }]),
        )
      case 'consent':
        return this.#at(step.which, (child) => this.consent(child, step.answer))
      case 'give':
        return this.#at(step.which, (child) => this.#give(child, step.to))
      case 'urgent':
        return this.#carry(step.which, step.arrives)
      case 'late':
        return this.#late(step.which)
      case 'erase':
        return this.#at(step.which, (child) => this.#erase(child))
      case 'refer':
        return this.#at(step.which, (child) => this.#refer(child, step.to))
      case 'withdraw':
        return this.#at(step.which, ({ keeper, referrals }) => withdraw(this.desks[keeper], referrals))
      case 'reply':
        return this.#reply(step.which, step.how)
      case 'word':
        return this.#word(this.children[step.which % Math.max(1, this.children.length)])
      case 'up':
      case 'down': {
        const letter = await this.#write(step.do, step.who)
        if (step.arrives === 'now') await this.#take(letter)
        return
      }
      case 'take':
        return this.#take(this.#letters[step.which % Math.max(1, this.#letters.length)], step.which)
      case 'lose':
        this.#letters.splice(step.which % Math.max(1, this.#letters.length), 1)
    }
  }

  consent(child: Child, answer: Answer): void {
    child.answer = answer
    this.desks[child.keeper].write([collecting(child.consent, answer)])
  }

  /** Nothing is lost any more: after so many exchanges nobody has anything left to say. @param whom those to whom something has happened */
  async settle(whom: readonly District[]): Promise<void> {
    this.#letters.length = 0
    for (let round = 0; round < 8; round += 1) {
      let said = 0
      for (const way of ['up', 'down'] as const) {
        for (const who of whom) {
          const letter = await this.#write(way, who)
          said += letter.manifest.zeroReport ? 0 : 1
          await this.#take(letter)
        }
      }
      if (said === 0) return
    }
    assert.fail('the offices never stop telling each other the same')
  }

  /** The region knows no name without consent, a district none of a child that it never kept. */
  refuseLeaks(): void {
    const texts = Object.fromEntries(places.map((place) => [place, heldAt(this.desks[place])]))
    for (const { names, kept, late, answer, erased, caseId, referrals, words } of this.children) {
      if (erased) for (const place of ['R', ...kept] as const) refuseLeft(this.desks[place], place, caseId)
      for (const each of referrals) {
        const seesIt = (place: Place): boolean => place === 'R' || place === each.to || kept.has(place)
        for (const place of places)
          for (const text of [...each.told, ...each.said])
            assert.ok(
              (seesIt(place) && !erased) || !texts[place]?.includes(text),
              `${place} knows ${text} of a referral`,
            )
        for (const text of each.told)
          assert.ok(answer === 'yes' || each.to === 'R' || !texts['R']?.includes(text), `the region knows ${text}`)
      }
      for (const { text } of words)
        for (const place of places)
          assert.ok(
            ((place === 'R' || kept.has(place)) && !erased) || !texts[place]?.includes(text),
            `${place} knows ${text}, a word of the region`,
          )
      for (const name of [...names, ...late.map(({ text }) => text)]) {
        for (const place of places)
          assert.ok(!erased || !texts[place]?.includes(name), `${place} keeps ${name}, erased`)
        if (answer !== 'yes') assert.ok(!texts['R']?.includes(name), `the region knows ${name}: ${answer}`)
        for (const place of districts)
          if (!kept.has(place)) assert.ok(!texts[place]?.includes(name), `${place} knows ${name}`)
      }
    }
  }

  /** Everything that anybody wrote has its place at the region. */
  refuseLost(): void {
    const { R } = this.desks
    for (const who of districts) {
      const { ledger, self } = this.desks[who]
      assert.deepEqual(R.ledger.head(self.replica), ledger.head(self.replica), `changes of ${who} are lost`)
    }
    for (const child of this.children) {
      const lost = child.late.filter(({ text }) => !child.erased && !this.#waits(child, text))
      assert.deepEqual(lost, [], 'a late edit is lost')
    }
  }

  refuseDrift(whom: readonly District[]): void {
    for (const place of ['R', ...whom] as const) refuseDrift(this.desks[place], place)
  }

  /** All agree: each child has at its keeper and at the region the last name that its keeper gave it, and all that was written before. */
  refuseNameless(): void {
    for (const { caseId, form, consent, keeper, name, erased, referrals, words } of this.children) {
      if (erased) continue
      const beside = [...referrals, ...words].map(({ record }) => record)
      const records = [caseId, form, consent, ...beside]
      assert.deepEqual(
        writtenAbout(this.desks[keeper], records),
        writtenAbout(this.desks.R, records),
        `what ${keeper} holds of a case that it keeps is not what the region holds`,
      )
      for (const place of [keeper, 'R'] as const)
        assert.equal(nameAt(this.desks[place], caseId), name, `${place} of a child that ${keeper} keeps`)
      for (const { record, to } of referrals) {
        const stands = referralAt(this.desks[keeper], record)
        assert.ok(stands, `${keeper} has lost a referral`)
        assert.deepEqual(referralAt(this.desks.R, record), stands, 'a referral is another at the region')
        assert.deepEqual(referralAt(this.desks[to], record), stands, `a referral is another at ${to}`)
      }
      const said = wordsOf(this.desks[keeper].db, caseId).map(({ text }) => text)
      assert.deepEqual(said.sort(), words.map(({ text }) => text).sort(), `${keeper} has not heard the region`)
    }
  }

  #at(which: number, act: (child: Child) => void): void {
    const child = this.children[which % Math.max(1, this.children.length)]
    if (child && keeps(this.desks[child.keeper], child.caseId)) act(child)
  }

  #register(keeper: District, answer: Answer): void {
    const [caseId, form, consent] = [this.#id(), this.#id(), this.#id()]
    const name = `Zongo${this.#ids}x`
    openCase(this.desks[keeper], { caseId, form, consent }, name, [
      collecting(consent, answer),
      { t: 'set', r: consent, g: 'consent.share_services', value: { consent_share_services: 'yes' } },
    ])
    const [names, kept] = [new Set([name]), new Set([keeper])]
    const nothing = { late: [], referrals: [], words: [], erased: false }
    this.children.push({ caseId, form, consent, keeper, answer, name, names, kept, ...nothing })
  }

  #rename(child: Child): void {
    this.#ids += 1
    child.name = `Kabore${this.#ids}x`
    child.names.add(child.name)
    this.desks[child.keeper].write([{ t: 'set', r: child.form, g: 'family_name', value: { family_name: child.name } }])
  }

  #give(child: Child, to: District): void {
    const { caseId, keeper } = child
    if (to === keeper) return
    handOver(this.desks[keeper], caseId, this.desks[to], { urgent: 'yes' })
    child.keeper = to
    child.late = child.late.filter(({ by }) => by !== to)
    child.kept.add(to)
  }

  /** The first child from this one on whose hand-over may go on a key of its own does. */
  async #carry(which: number, arrives: 'there' | 'both' | 'later'): Promise<void> {
    const from = which % Math.max(1, this.children.length)
    for (const { caseId } of [...this.children.slice(from), ...this.children.slice(0, from)])
      for (const who of districts) {
        const letter = await writeUrgentLetter(this.desks[who], caseId)
        if (!letter) continue
        this.#letters.push(letter)
        if (arrives !== 'later') await this.#take(letter, 0)
        if (arrives === 'both') await this.#take(letter, 1)
        return
      }
  }

  #refer({ caseId, keeper, referrals }: Child, to: Place): void {
    if (to === keeper) return
    const record = this.#id()
    const told = [`Soins${this.#ids}x`, `Nomme${this.#ids}x`] as const
    const [referral_reason, family_name] = told
    const request = { referral_priority: 'urgent', service_type: 'medical', referral_reason }
    const given = { to: this.desks[to].self.office.id, form: this.#id(), code: 'X', today: '2026-03-01', request }
    this.desks[keeper].write(referralDrafts(record, caseId, { ...given, parts: { name: { family_name } } }))
    referrals.push({ record, to, told, said: [] })
  }

  /** The office that a referral is to says a word about it, once it has come there, unless it keeps the case by now. */
  #reply(which: number, how: Reply): void {
    const all = this.children.flatMap((child) => child.referrals.map((referral) => ({ child, referral })))
    const { child, referral } = all[which % Math.max(1, all.length)] ?? {}
    if (!child || !referral || child.keeper === referral.to) return
    const desk = this.desks[referral.to]
    if (!referralAt(desk, referral.record)) return
    this.#ids += 1
    reply(desk, referral, how, `Fait${this.#ids}x`)
  }

  #word(child: Child | undefined): void {
    const { R } = this.desks
    if (!child || R.db.prepare('SELECT 1 FROM case_item WHERE id = ?').get(child.caseId) === undefined) return
    const record = this.#id()
    const text = `Parole${this.#ids}x`
    R.write(wordDrafts(record, child.caseId, text))
    child.words.push({ record, text })
  }

  #erase(child: Child): void {
    eraseCase(this.desks[child.keeper], child.caseId)
    child.erased = true
  }

  async #late(which: number): Promise<void> {
    const child = this.children[which % Math.max(1, this.children.length)]
    if (!child || !keeps(this.desks[child.keeper], child.caseId)) return
    const { keeper } = child
    if (child.kept.size === 1) {
      const to = districts[(districts.indexOf(keeper) + 1) % districts.length] ?? keeper
      this.#give(child, to)
      await this.#take(await this.#write('up', keeper))
      await this.#take(await this.#write('down', to))
    }
    if (keeps(this.desks[child.keeper], child.caseId)) this.#writeLate(child)
  }

  #writeLate(child: Child): void {
    const before = [...child.kept].find((each) => each !== child.keeper)
    if (!before) return
    this.#ids += 1
    const text = `Tard${this.#ids}x`
    child.late.push({ by: before, text })
    this.desks[before].write([{ t: 'set', r: child.form, g: 'nickname', value: { nickname: text } }])
  }

  /** Is a late edit of this child set aside at the region, for a person to decide, with its value where consent lets it go there? */
  #waits({ caseId, answer }: Child, text: string): boolean {
    const waiting = asideAbout(this.desks.R.db, caseId).filter(({ aside }) => aside === 'late')
    return answer === 'yes' ? waiting.some(({ vals }) => vals.includes(text)) : waiting.length > 0
  }

  async #write(way: 'up' | 'down', who: District): Promise<Letter> {
    const desk = this.desks[who]
    const [from, peer] =
      way === 'up' ? [desk, parentPeer(desk.db, desk.self)] : [this.desks.R, peerOf(this.desks.R.db, desk.self.replica)]
    assert.ok(peer)
    const letter = await writeLetter(from, peer)
    this.#letters.push(letter)
    return letter
  }

  /** @param which of those who can open it takes it */
  async #take(letter: Letter | undefined, which = 0): Promise<void> {
    const receivers = letter?.manifest.urgent?.receivers ?? [letter?.manifest.to.replica]
    const desk = Object.values(this.desks).find(({ self }) => self.replica === receivers[which % receivers.length])
    if (!letter || !desk) return
    await takeSound(desk, letter)
  }

  #id(): Id {
    this.#ids += 1
    return this.#ids.toString(16).padStart(32, '0')
  }
}

/** Everything that was written about these records, with its place; `?` for what did not come with its change. */
function writtenAbout({ ledger }: Desk, records: readonly Id[]): string[] {
  return Object.entries(ledger.versionVector())
    .flatMap(([replica, to]) =>
      [...ledger.read(replica, 1, to)].flatMap(({ body, seq, vals }) => {
        if (body === '') return []
        const values = parseValues(vals)
        return (JSON.parse(body) as ChangeBody).ops.flatMap((op, index) =>
          op.t === 'set' && records.includes(op.r)
            ? [`${replica}:${seq} ${op.g} ${canonical(values[index] ?? '?')}`]
            : [],
        )
      }),
    )
    .sort()
}
