import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { FormOf } from '../domain/forms/definitions.ts'
import { type Catalogue, catalogueOf, type Layer, shippedCatalogue } from '../domain/lists/catalogue.ts'
import { readLists } from '../domain/lists/content.ts'
import { isAddedPlace } from '../domain/lists/ids.ts'
import { placeLabel } from '../domain/places.ts'
import { type OfficeDocument, readDocument } from '../domain/trust/document.ts'
import { officesAbove } from '../exchange/documents.ts'
import { documentOf, documentVersions } from '../store/documents.ts'
import { keepAdditions, knownAdditions } from '../store/list-additions.ts'
import { readOffice } from '../store/self.ts'
import { readSetting } from '../store/settings.ts'
import type { OpenOffice } from './context.ts'

type Of = Pick<OpenOffice, 'db' | 'self'>

const made = new WeakMap<Database, { readonly from: string; readonly catalogue: Catalogue }>()

/** The forms, lists and places in force here; made anew only when a document or the office above is another. */
export function catalogue(office: Of): Catalogue {
  const from = JSON.stringify([laying(office), documentVersions(office.db, 'lists')])
  const known = made.get(office.db)
  if (known?.from === from) return known.catalogue
  const layers = layersOf(office)
  const additions = knownAdditions(office.db)
  const none = layers.length === 0 && Object.values(additions).every((each) => each.length === 0)
  const next = none ? shippedCatalogue : catalogueOf(layers, additions)
  made.set(office.db, { from, catalogue: next })
  return next
}

/** The forms as they are asked here: with the questions that the offices above have added. To be asked for once a call. */
export function formsHere(office: Of): FormOf {
  const { forms } = catalogue(office)
  return (name) => forms.get(name)
}

/** Remembers what the documents that lie here add. In the caller's transaction. */
export function noteAdditions(office: Of): void {
  for (const { content } of layersOf(office)) keepAdditions(office.db, content)
}

/** `Zambanga — Boulsa, Namentenga, Kuilsé`, in the division of the country that the office goes by. `known`: false for a place that has not come here yet. */
export function placeNamed(code: string, office: Of): { label: string; known: boolean } {
  const division = readSetting<'pre_2025' | 'post_2025'>(office.db, 'division', 'post_2025')
  const name = isAddedPlace(code) ? catalogue(office).places.get(code)?.name : undefined
  return { label: placeLabel(code, division, name), known: !isAddedPlace(code) || name !== undefined }
}

/** The offices whose lists count here, from the top down: those above, and this one. */
function laying({ db, self }: Of): string[] {
  return [self.office.id, ...officesAbove(db, self)].reverse()
}

/** What each of them has laid down, from the top down. */
export function layersOf(office: Of): (Layer & Pick<OfficeDocument, 'office' | 'version' | 'issuedAt'>)[] {
  return laying(office).flatMap((id) => {
    const document = readDocument(documentOf(office.db, id, 'lists')?.doc ?? '')
    if (document === null) return []
    const { version, issuedAt } = document
    const from = readOffice(office.db, id)?.name ?? ''
    return [{ office: id, from, version, issuedAt, content: readLists(document.content) }]
  })
}
