import { describe, expect, it } from 'vitest'
import {
  divisions,
  placeByCode,
  placeLabel,
  places,
  provinces,
  regions,
  searchPlaces,
  suggestOfficeCode,
} from '../../../src-main/domain/places.ts'

const names = (text: string, limit = 5): string[] => searchPlaces(text, limit).map((place) => place.name)

describe('places', () => {
  it('has both divisions of the country', () => {
    expect(divisions.map((each) => [regions(each).length, provinces(each).length])).toEqual([
      [13, 45],
      [17, 47],
    ])
    expect(places).toHaveLength(351)
    expect(new Set(places.map((place) => place.pcode)).size).toBe(351)
    for (const division of divisions) {
      for (const province of provinces(division)) {
        expect(
          places.some((place) => place.province[division] === province),
          province.name,
        ).toBe(true)
        expect(regions(division).some((region) => region.code === province.region)).toBe(true)
      }
    }
    expect(provinces('post_2025', 'bf-r-soum').map((province) => province.name)).toEqual(['Djelgodji', 'Karo-Peli'])
    for (const { name, aliases } of places) expect([name, ...aliases].join()).not.toMatch(/'/)
  })

  it('labels a commune by province and region', () => {
    const boulsa = searchPlaces('Boulsa', 1)[0]?.code ?? ''
    expect(placeLabel(boulsa, 'post_2025')).toBe('Boulsa — Namentenga, Kuilsé')
    expect(placeLabel(boulsa, 'pre_2025')).toBe('Boulsa — Namentenga, Centre-Nord')
    expect(placeLabel('BF999999', 'post_2025')).toBe('BF999999')
    expect(placeByCode(boulsa)?.region.post_2025.former).toBe('Centre-Nord')
    expect(placeByCode('x')).toBeUndefined()
  })

  it('finds by beginning, accents ignored, then inside', () => {
    expect(names('boul')[0]).toBe('Boulsa')
    expect(names('PÔ')[0]).toBe('Pô')
    expect(names('po')[0]).toBe('Pô')
    expect(names('dioulasso')).toEqual(['Bobo-Dioulasso'])
    expect(names('fada n')).toEqual(['Fada N’Gourma'])
    expect(names('goroM gOrom')).toEqual(['Gorom-Gorom'])
    expect(names('x')).toEqual([])
    expect(names('')).toEqual([])
    expect(names('b', 3)).toHaveLength(3)
  })

  it('understands other spellings, and old and new names of provinces and regions', () => {
    expect(names('Ouaga')[0]).toBe('Ouagadougou')
    expect(names('Aribinda')[0]).toBe('Arbinda')
    expect(names('Sanmatenga', 20)).toHaveLength(11)
    expect(names('Sandbondtenga', 20)).toContain('Kaya')
    expect(names('Karo-Peli', 20)).toEqual(['Arbinda', 'Koutougou'])
    expect(names('centre-nord', 60)).toHaveLength(28)
  })

  it('tells homonyms apart by their province', () => {
    const labels = searchPlaces('Boussouma', 5).map((place) => placeLabel(place.code, 'post_2025'))
    expect(labels.slice(0, 2)).toEqual(['Boussouma — Boulgou, Nakambé', 'Boussouma — Sandbondtenga, Kuilsé'])
  })

  it('proposes codes for offices', () => {
    const proposed = ['Boulsa', 'Kaya', 'Ouagadougou', 'Pô', 'Fada N’Gourma', 'Réo', 'Yé', ''].map(suggestOfficeCode)
    expect(proposed).toEqual(['BLS', 'KAY', 'OGD', 'POX', 'FDN', 'REO', 'YEX', 'XXX'])
    for (const place of places) expect(suggestOfficeCode(place.name)).toMatch(/^[A-Z]{3}$/)
  })
})
