import { placeByCode, placeLabel, searchPlaces } from '../domain/places.ts'
import { readSetting } from '../store/settings.ts'
import type { Handlers, OpenOffice } from './context.ts'

export const placesHandlers: Handlers<'places.search' | 'places.labels'> = {
  'places.search': ({ text, limit }, _context, office) =>
    searchPlaces(text, limit).map((place) => ({
      code: place.pcode,
      name: place.name,
      label: label(place.pcode, office),
    })),
  'places.labels': ({ codes }, _context, office) =>
    codes.flatMap((code) => {
      const place = placeByCode(code)
      return place ? [{ code, name: place.name, label: label(code, office) }] : []
    }),
}

function label(code: string, office: OpenOffice | null): string {
  const division = office ? readSetting<'pre_2025' | 'post_2025'>(office.db, 'division', 'post_2025') : 'post_2025'
  return placeLabel(code, 'fr', division)
}
