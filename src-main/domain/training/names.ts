import places from '../data/places.json' with { type: 'json' }
import data from '../data/training-names.json' with { type: 'json' }
import { between, chance, pick, type Random, weighted } from './random.ts'

export type Sex = 'female' | 'male'
type Faith = keyof typeof data.faiths

export interface People {
  /** Of the list `ethnicity`. */
  readonly id: string
  /** Of the list `language`. */
  readonly languages: readonly string[]
  readonly faith: Readonly<Partial<Record<Faith, number>>>
  readonly regions: Readonly<Partial<Record<string, number>>>
  readonly families: readonly string[]
  readonly female: readonly string[]
  readonly male: readonly string[]
}

export interface FullName {
  readonly family: string
  readonly given: string
}

const peoples: readonly People[] = data.peoples
const byId = new Map(peoples.map((people) => [people.id, people]))
const weightsByRegion = new Map<string, Record<string, number>>()
for (const people of peoples) {
  for (const [region, weight] of Object.entries(people.regions)) {
    weightsByRegion.set(region, { ...weightsByRegion.get(region), [people.id]: weight ?? 0 })
  }
}

export const communes: readonly string[] = places.communes.map((commune) => commune.pcode)
const names = new Map(places.communes.map((commune) => [commune.pcode, commune.name]))
const communesByProvince = new Map<string, string[]>()
for (const pcode of communes) {
  const province = pcode.slice(0, 6)
  communesByProvince.set(province, [...(communesByProvince.get(province) ?? []), pcode])
}

export function communeName(pcode: string): string {
  return names.get(pcode) ?? pcode
}

export function neighbourOf(random: Random, pcode: string): string {
  return pick(random, communesByProvince.get(pcode.slice(0, 6)) ?? communes)
}

/** Who lives around a commune, by the first four characters of its P-code. */
export function inventPeople(random: Random, commune: string): People {
  const weights = weightsByRegion.get(commune.slice(0, 4))
  return (weights && byId.get(weighted(random, weights))) ?? pick(random, peoples)
}

export function inventFaith(random: Random, people: People): Faith {
  return weighted(random, people.faith)
}

/** Family name and given names as they are met: one or several, hyphened, with a name of the faith or without. */
export function inventName(random: Random, people: People, sex: Sex, faith: Faith, family?: string): FullName {
  const ofFaith = data.faiths[faith][sex]
  const ofPeople = people[sex]
  const first = ofFaith.length > 0 && chance(random, 0.65) ? pick(random, ofFaith) : pick(random, ofPeople)
  const given = [first]
  if (chance(random, 0.34)) given.push(pick(random, ofPeople))
  if (chance(random, 0.06)) given.push(pick(random, ofPeople))
  if (chance(random, 0.01)) given.push(`dit ${pick(random, data.nicknames[sex])}`)
  const double = chance(random, 0.03) ? ` ${pick(random, people.families)}` : ''
  return { family: family ?? `${pick(random, people.families)}${double}`, given: [...new Set(given)].join(' ') }
}

export function inventNickname(random: Random, sex: Sex): string {
  return pick(random, data.nicknames[sex])
}

/** No number of the country begins with 99: nobody can be called by mistake. */
export function inventPhone(random: Random): string {
  const pairs = [0, 0, 0].map(() => String(between(random, 0, 99)).padStart(2, '0'))
  return `${chance(random, 0.2) ? '+226 ' : ''}99 ${pairs.join(' ')}`
}

export const inventVillage = (random: Random): string => pick(random, data.villages)
export const inventLandmark = (random: Random): string => pick(random, data.landmarks)
export const inventOccupation = (random: Random): string => pick(random, data.occupations)
export const inventSchool = (random: Random): string => pick(random, data.schools)
/** Colleagues of the training office. */
export const trainingWorkers: readonly { readonly first: string; readonly last: string }[] = data.workers
