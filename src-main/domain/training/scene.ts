import stories from '../data/training-stories.json' with { type: 'json' }
import { addDays, type IsoDay, monthsBetween } from '../dates/days.ts'
import type { PartialDate } from '../forms/types.ts'
import { inventBirthDay, saidAs } from './birth.ts'
import {
  communeName,
  communes,
  type FullName,
  inventFaith,
  inventName,
  inventPeople,
  neighbourOf,
  type People,
  type Sex,
} from './names.ts'
import { between, chance, pick, type Random, weighted } from './random.ts'

interface Need {
  readonly type: string
  readonly reason: string
  readonly action: string
  readonly other?: string
}

export interface Situation {
  readonly id: string
  readonly weight: number
  readonly minAge: number
  readonly maxAge: number
  readonly sex?: Sex
  readonly codes: readonly string[]
  readonly levels: Readonly<Partial<Record<'high' | 'medium' | 'low', number>>>
  readonly care: Readonly<Partial<Record<string, number>>>
  readonly displaced?: boolean
  readonly tracing?: boolean
  readonly undeclared?: boolean
  readonly orphan?: boolean
  readonly found?: boolean
  readonly disability?: boolean
  readonly justice?: string
  readonly story: readonly string[]
  readonly words: readonly string[]
  readonly reasons: string
  readonly needs: readonly Need[]
}

/** Has anybody seen to the child since its registration? With `never` nothing at all was done: the first response is still due. */
export type Visited = 'never' | 'perhaps' | 'surely'

/** What is settled of a child before any form is filled, so that the answers agree with each other. */
export interface Scene {
  readonly random: Random
  /** Day of registration. */
  readonly today: IsoDay
  readonly identified: IsoDay
  readonly home: string
  readonly origin: string
  readonly people: People
  readonly faith: ReturnType<typeof inventFaith>
  readonly sex: Sex
  readonly name: FullName
  readonly birth: PartialDate
  readonly bornOn: IsoDay
  /** In completed years. */
  readonly age: number
  readonly situation: Situation
  readonly care: string
  readonly level: 'high' | 'medium' | 'low'
  readonly displaced: boolean
  readonly visited: Visited
  readonly caregiver: { readonly name: FullName; readonly sex: Sex; readonly relation: string } | null
}

const situations = stories.situations as readonly Situation[]
const situationWeights = Object.fromEntries(situations.map((each) => [each.id, each.weight]))
const situationById = new Map(situations.map((each) => [each.id, each]))
const alone = ['independent_living', 'no_care_arrangement']

export function inventScene(random: Random, today: IsoDay, homeCommune: string | undefined, visited: Visited): Scene {
  const situation = situationById.get(weighted(random, situationWeights)) ?? pick(random, situations)
  const office = homeCommune ?? pick(random, communes)
  const home = chance(random, 0.7) ? office : neighbourOf(random, office)
  const origin = pick(random, communes)
  const displaced = situation.displaced === true ? chance(random, 0.8) : chance(random, 0.15)
  const people = inventPeople(random, displaced ? origin : home)
  const faith = inventFaith(random, people)
  const sex = situation.sex ?? (chance(random, 0.5) ? 'female' : 'male')
  const bornOn = inventBirthDay(random, today, situation.minAge, situation.maxAge)
  const name = inventName(random, people, sex, faith)
  const care = weighted(random, situation.care)
  return {
    random,
    today,
    identified: addDays(today, -(chance(random, 0.6) ? 0 : between(random, 1, 9))),
    home,
    origin,
    people,
    faith,
    sex,
    name: situation.found === true ? { family: '', given: name.given } : name,
    birth: saidAs(random, bornOn, today),
    bornOn,
    age: Math.floor(monthsBetween(bornOn, today) / 12),
    situation,
    care,
    level: weighted(random, situation.levels),
    displaced,
    visited,
    caregiver:
      alone.includes(care) || situation.found === true
        ? null
        : inventCaregiver(random, people, faith, care, name.family),
  }
}

const relations: Readonly<Record<string, readonly (readonly [string, Sex])[]>> = {
  parent_s: [
    ['mother', 'female'],
    ['mother', 'female'],
    ['father', 'male'],
  ],
  step_parent: [
    ['stepmother', 'female'],
    ['stepfather', 'male'],
  ],
  adult_sibling: [
    ['brother', 'male'],
    ['sister', 'female'],
  ],
  kinship_care_extended_family: [
    ['grandmother', 'female'],
    ['aunt', 'female'],
    ['uncle', 'male'],
    ['grandfather', 'male'],
  ],
  foster_care: [['foster_parent', 'female']],
  residential_care: [
    ['centre_staff', 'female'],
    ['centre_staff', 'male'],
  ],
  unrelated_adult: [
    ['host', 'female'],
    ['neighbour', 'female'],
    ['employer', 'female'],
    ['koranic_teacher', 'male'],
  ],
  child_headed_household: [
    ['brother', 'male'],
    ['sister', 'female'],
  ],
}

function inventCaregiver(
  random: Random,
  people: People,
  faith: Scene['faith'],
  care: string,
  family: string,
): Scene['caregiver'] {
  const [relation, sex] = pick(random, relations[care] ?? [['other_family', 'female'] as const])
  const ownName = sex === 'male' && care !== 'unrelated_adult' && care !== 'residential_care'
  return { name: inventName(random, people, sex, faith, ownName ? family : undefined), sex, relation }
}

/** Fills the gaps of a story: `{name}`, `{commune}`, `{he}`, `{le}`, and `{e}` where a girl's word takes one. */
export function told(scene: Scene, text: string): string {
  const she = scene.sex === 'female'
  const [given = ''] = scene.name.given.split(' ')
  const words: Record<string, string> = {
    name: given,
    commune: communeName(scene.home),
    he: she ? 'elle' : 'il',
    He: she ? 'Elle' : 'Il',
    le: she ? 'la' : 'le',
    e: she ? 'e' : '',
  }
  return text.replace(/\{(\w+)\}/g, (_gap, word: string) => words[word] ?? '')
}

export function fullName({ family, given }: FullName): string {
  return family === '' ? given : `${family} ${given}`
}
