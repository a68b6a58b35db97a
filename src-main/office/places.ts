import { communeOf, isAddedPlace } from '../domain/lists/ids.ts'
import { communeIndex, placeByCode, placeLabel, searchPlaces } from '../domain/places.ts'
import { catalogue, placeNamed } from './catalogue.ts'
import type { Handlers, OpenOffice } from './context.ts'

export const placesHandlers: Handlers<'places.search' | 'places.labels'> = {
  'places.search': ({ text, limit, communes }, _context, office) =>
    searchPlaces(text, limit, office && !communes ? catalogue(office).index : communeIndex).map(({ code, name }) => ({
      code,
      name,
      ...labelled(code, office),
    })),
  'places.labels': ({ codes }, _context, office) =>
    codes.flatMap((code) => {
      const place = placeByCode(communeOf(code))
      const added = office && isAddedPlace(code) ? catalogue(office).places.get(code) : undefined
      return place ? [{ code, name: added?.name ?? place.name, ...labelled(code, office) }] : []
    }),
}

function labelled(code: string, office: OpenOffice | null): { label: string; known: boolean } {
  return office ? placeNamed(code, office) : { label: placeLabel(code, 'post_2025'), known: !isAddedPlace(code) }
}
