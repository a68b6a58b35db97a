import data from './data/places.json' with { type: 'json' }
import { communeOf, isAddedPlace } from './lists/ids.ts'
import { foldName } from './names/fold.ts'

/** The two divisions of the country: 13 regions and 45 provinces until 1 July 2025, 17 and 47 since. The 351 communes are the same. */
export const divisions = ['pre_2025', 'post_2025'] as const
export type Division = (typeof divisions)[number]

export interface Region {
  readonly code: string
  readonly name: string
  readonly aliases?: readonly string[]
  /** Name of the region that it was, or was part of, before the reform. */
  readonly former?: string
  readonly seat: string
}

export interface Province extends Region {
  /** Code of its region in the same division. */
  readonly region: string
}

export interface Place {
  /** P-code of the commune, the same in both divisions. */
  readonly pcode: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly province: Readonly<Record<Division, Province>>
  readonly region: Readonly<Record<Division, Region>>
}

const regionsOf: Readonly<Record<Division, readonly Region[]>> = data.regions
const provincesOf: Readonly<Record<Division, readonly Province[]>> = data.provinces

export function regions(division: Division): readonly Region[] {
  return regionsOf[division]
}

/** The provinces of a division, of one region where its code is given. */
export function provinces(division: Division, region?: string): readonly Province[] {
  return provincesOf[division].filter((province) => region === undefined || province.region === region)
}

/** The 351 communes in the order of their codes. */
export const places: readonly Place[] = data.communes.map(({ pcode, name, old, new: now, ...commune }) => {
  const province = { pre_2025: provinceByCode('pre_2025', old), post_2025: provinceByCode('post_2025', now) }
  const region = {
    pre_2025: regionByCode('pre_2025', province.pre_2025.region),
    post_2025: regionByCode('post_2025', province.post_2025.region),
  }
  return { pcode, name, aliases: 'aliases' in commune ? (commune.aliases ?? []) : [], province, region }
})

const byCode: ReadonlyMap<string, Place> = new Map(places.map((place) => [place.pcode, place]))

export function placeByCode(pcode: string): Place | undefined {
  return byCode.get(pcode)
}

/**
 * `Boulsa — Namentenga, Kuilsé`: commune, province and region of the division; `Zambanga — Boulsa, Namentenga, Kuilsé`: a place that was added to it,
 * by its `name`, or the commune alone where that is not known. The code itself where nothing is. Names of places are the same in both languages.
 */
export function placeLabel(code: string, division: Division, name?: string): string {
  const place = byCode.get(communeOf(code))
  if (!place) return code
  const around = `${place.province[division].name}, ${place.region[division].name}`
  return isAddedPlace(code) && name !== undefined ? `${name} — ${place.name}, ${around}` : `${place.name} — ${around}`
}

/** A place that was found: a commune, or one that was added to it. */
export interface FoundPlace {
  readonly code: string
  readonly name: string
}

interface Searchable extends FoundPlace {
  /** Folded and without spaces, as the names around. */
  readonly sort: string
  readonly own: readonly string[]
  readonly words: readonly string[]
  readonly around: readonly string[]
}

/** Every place with what it can be found by: its names first, those of its provinces and regions apart. */
export type PlaceIndex = readonly Searchable[]

function searchable(code: string, name: string, aliases: readonly string[], around: readonly string[]): Searchable {
  const own = [name, ...aliases].map(key)
  return { code, name, sort: own[0] ?? '', own, words: foldName(name).split(' '), around }
}

/** The communes, and nothing that was added. */
export const communeIndex: PlaceIndex = places.map((place) =>
  searchable(place.pcode, place.name, place.aliases, divisions.flatMap((each) => namesAround(place, each)).map(key)),
)

/** The communes with places added to them, each with the other names that it was given. */
export function indexPlaces(
  added: readonly { readonly id: string; readonly name: string }[],
  spellings: readonly { readonly place: string; readonly name: string }[],
): PlaceIndex {
  const others = Map.groupBy(spellings, ({ place }) => place)
  const named = (code: string): readonly string[] => (others.get(code) ?? []).map(({ name }) => name)
  const communes = communeIndex.map((entry) => {
    const more = named(entry.code)
    return more.length === 0 ? entry : { ...entry, own: [...entry.own, ...more.map(key)] }
  })
  const around = new Map(communes.map((entry) => [entry.code, [...entry.own, ...entry.around]]))
  const more = added.map(({ id, name }) => searchable(id, name, named(id), around.get(communeOf(id)) ?? []))
  return [...communes, ...more]
}

/**
 * Places whose name answers to what is typed, best first: same name, beginning of the name, of another spelling, of a word of the name,
 * anywhere inside; then those whose commune, province or region, of either division, begins so.
 */
export function searchPlaces(text: string, limit: number, index: PlaceIndex = communeIndex): readonly FoundPlace[] {
  const wanted = key(text)
  if (wanted === '') return []
  return index
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .filter(({ rank }) => rank < unranked)
    .sort(
      (a, b) => a.rank - b.rank || compareText(a.entry.sort, b.entry.sort) || compareText(a.entry.code, b.entry.code),
    )
    .slice(0, limit)
    .map(({ entry: { code, name } }) => ({ code, name }))
}

/**
 * Three capitals for the codes of an office's cases, from the name of its place: first letter and consonants, vowels where these are too
 * few (Boulsa → BLS, Kaya → KAY). A proposal: two places may get the same.
 */
export function suggestOfficeCode(placeName: string): string {
  const letters = foldName(placeName).replace(/[^a-z]/g, '')
  const order = [...letters].map((letter, index) => ({ index, vowel: index > 0 && 'aeiou'.includes(letter) }))
  const chosen = [...order.filter((each) => !each.vowel), ...order.filter((each) => each.vowel)].slice(0, 3)
  const code = chosen.sort((a, b) => a.index - b.index).map(({ index }) => letters.charAt(index))
  return code.join('').toUpperCase().padEnd(3, 'X')
}

const unranked = 9

function rankOf({ own, words, around }: Searchable, wanted: string): number {
  const [name = '', ...others] = own
  if (name === wanted) return 0
  if (others.includes(wanted)) return 1
  if (name.startsWith(wanted)) return 2
  if (others.some((other) => other.startsWith(wanted))) return 3
  if (words.some((word) => word.startsWith(wanted))) return 4
  if (wanted.length < 2) return unranked
  if (own.some((each) => each.includes(wanted))) return 5
  if (around.includes(wanted)) return 6
  return wanted.length >= 3 && around.some((each) => each.startsWith(wanted)) ? 7 : unranked
}

function namesAround(place: Place, division: Division): readonly string[] {
  return [place.province[division], place.region[division]].flatMap(({ name, aliases = [] }) => [name, ...aliases])
}

function key(text: string): string {
  return foldName(text).replaceAll(' ', '')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function provinceByCode(division: Division, code: string): Province {
  return found(provincesOf[division], code)
}

function regionByCode(division: Division, code: string): Region {
  return found(regionsOf[division], code)
}

function found<T extends Region>(list: readonly T[], code: string): T {
  const one = list.find((each) => each.code === code)
  if (!one) throw new RangeError(`place data: ${code}`)
  return one
}
