import { isPartialDate } from '../dates/bounds.ts'
import { formatPartialDate } from '../dates/format-date.ts'
import { isFilled, isRows } from './fields.ts'
import type { Field, FieldValue, FileRef, Language, Localized, RowValue } from './types.ts'

export interface Describing {
  /** Readable name of a place from its code; the code itself where the place is not known. */
  readonly placeName: (code: string) => string
  /** Label of an answer of a list, in the language that is asked for. */
  readonly optionLabel: (list: string, id: string) => string
}

export const yesNoUnknownLabels: Readonly<Record<string, Localized>> = {
  yes: { fr: 'Oui', en: 'Yes' },
  no: { fr: 'Non', en: 'No' },
  unknown: { fr: 'Ne sait pas', en: 'Not known' },
}

/** Readable text of any value, on one line but for long texts; empty for no value. */
export function describeValue(
  field: Field,
  value: FieldValue | undefined,
  lang: Language,
  describing: Describing,
): string {
  const { placeName, optionLabel } = describing
  if (value === undefined || value === null || !isFilled(value)) return ''
  if (field.type === 'yesNoUnknown' && typeof value === 'string') return yesNoUnknownLabels[value]?.[lang] ?? value
  if (field.type === 'place' && typeof value === 'string') return placeName(value)
  if (field.options !== undefined) return describeOptions(field.options, value, optionLabel)
  if (isPartialDate(value)) return formatPartialDate(value, lang)
  if (isRows(value)) return value.map((row) => describeRow(field, row, lang, describing)).join(' · ')
  if (typeof value === 'object' && 'sha256' in value) return (value as FileRef).name
  return String(value)
}

/** A row in a few words: its title columns, or its first filled column. */
export function describeRow(field: Field, row: RowValue, lang: Language, describing: Describing): string {
  const columns = field.fields ?? []
  const named = columns.filter((column) => field.rowTitle?.includes(column.id))
  const said = (among: readonly Field[]): string[] =>
    among.map((column) => describeValue(column, row.values[column.id], lang, describing)).filter((text) => text !== '')
  const title = said(named)
  return title.length > 0 ? title.join(', ') : (said(columns)[0] ?? '')
}

function describeOptions(list: string, value: FieldValue, optionLabel: Describing['optionLabel']): string {
  const ids = Array.isArray(value) ? (value as readonly unknown[]).map(String) : [String(value)]
  return ids.map((id) => optionLabel(list, id)).join(', ')
}
