import data from './data/places.json' with { type: 'json' }
import { foldName } from './names/fold.ts'

/** The division of the country before July 2025 (13 regions) or since (17). */
export type Division = 'pre_2025' | 'post_2025'

export interface Place {
  readonly pcode: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly province: Readonly<Record<Division, string>>
}

interface Area {
  readonly code: string
  readonly name: string
  readonly region?: string
}

interface RawCommune {
  readonly pcode: string
  readonly name: string
  readonly aliases?: readonly string[]
  readonly old: string
  readonly new: string
}

const communes: readonly Place[] = (data.communes as readonly RawCommune[]).map((raw) => ({
  pcode: raw.pcode,
  name: raw.name,
  aliases: raw.aliases ?? [],
  province: { pre_2025: raw.old, post_2025: raw.new },
}))
const byCode = new Map(communes.map((place) => [place.pcode, place]))
const provinceOf = areas(data.provinces)
const regionOf = areas(data.regions)
const folded = communes.map((place) => ({
  place,
  names: [place.name, ...place.aliases].map(foldName),
  around: Object.values(place.province).map((code) => foldName(provinceOf.get(code)?.name ?? '')),
}))

function areas(sets: Readonly<Record<Division, readonly Area[]>>): Map<string, Area> {
  return new Map([...sets.pre_2025, ...sets.post_2025].map((area) => [area.code, area]))
}

/** A commune by its P-code; null when there is none. */
export function placeByCode(pcode: string): Place | null {
  return byCode.get(pcode) ?? null
}

/** Communes whose name, former name or province begins with or holds what was typed; accents do not matter. Best first. */
export function searchPlaces(text: string, limit: number): Place[] {
  const wanted = foldName(text)
  if (wanted === '') return []
  const rank = ({ names, around }: (typeof folded)[number]): number => {
    if (names.includes(wanted)) return 0
    if (names.some((name) => name.startsWith(wanted))) return 1
    if (names.some((name) => name.includes(wanted))) return 2
    return around.some((name) => name.startsWith(wanted)) ? 3 : 9
  }
  return folded
    .map((each) => ({ place: each.place, rank: rank(each) }))
    .filter((each) => each.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.place.name.localeCompare(b.place.name, 'fr'))
    .slice(0, limit)
    .map((each) => each.place)
}

/** "Boulsa — Namentenga, Kuilsé"; empty for an unknown code. Province names are proper names: the same in both languages. */
export function placeLabel(pcode: string, _lang: 'fr' | 'en', division: Division): string {
  const place = byCode.get(pcode)
  const province = place ? provinceOf.get(place.province[division]) : undefined
  const region = province?.region === undefined ? undefined : regionOf.get(province.region)
  if (!place) return ''
  return `${place.name} — ${[province?.name, region?.name].filter((name) => name !== undefined).join(', ')}`
}

/** Three capitals for the codes of an office: the first letter of its place and the next consonants (Boulsa gives BLS). */
export function suggestOfficeCode(placeName: string): string {
  const letters = foldName(placeName).replaceAll(/[^a-z]/g, '')
  const rest = letters.slice(1)
  const consonants = rest.replaceAll(/[aeiouy]/g, '')
  return `${letters.slice(0, 1)}${`${consonants}${rest.replaceAll(/[^aeiouy]/g, '')}xxx`.slice(0, 2)}`.toUpperCase()
}
