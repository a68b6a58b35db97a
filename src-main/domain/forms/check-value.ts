import { boundsOf, isPartialDate } from '../dates/bounds.ts'
import { addYears, type IsoDay } from '../dates/days.ts'
import { parsePartialDate } from '../dates/parse-date.ts'
import { whyFixed } from '../lists/fixed.ts'
import { communeOf, isAddedOption } from '../lists/ids.ts'
import { placeByCode } from '../places.ts'
import { listByName } from './definitions.ts'
import { hasInvisible, normaliseName, normaliseText } from './normalise.ts'
import { normalisePhone } from './phone.ts'
import { type Finding, finding } from './problems.ts'
import type { Field, FieldValue, FileRef, PartialDate } from './types.ts'

/** Limits where the definition gives none, in characters. */
export const defaultMaxLength = { text: 500, longText: 8000, personName: 120, phone: 60 } as const
/** Nobody that a form speaks of was born earlier. */
const longestLife = 130

export interface Checked {
  /** Undefined: nothing left to keep. */
  readonly value: FieldValue | undefined
  readonly findings: readonly Finding[]
}

/** Checks one value by its field alone and brings it to its kept form. A refused value comes back as it was. Rows are checked elsewhere. */
export function checkValue(field: Field, value: FieldValue | undefined, today: IsoDay): Checked {
  if (value === undefined || value === null || value === '') return { value: undefined, findings: [] }
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'personName':
      return checkText(field, value)
    case 'phone':
      return checkPhone(field, value)
    case 'integer':
      return checkInteger(field, value)
    case 'date':
      return checkDate(field, value, today)
    case 'yesNoUnknown':
      return checkChoice(value, (id) => ['yes', 'no', 'unknown'].includes(id))
    case 'oneOf':
      return checkChoice(value, answersOf(field))
    case 'severalOf':
      return checkChoices(value, field)
    case 'place':
      return typeof value === 'string' && placeByCode(communeOf(value))
        ? accepted(value)
        : refused(value, finding('unknown-place'))
    case 'file':
      return isFileRef(value) ? accepted(value) : refused(value, finding('wrong-type'))
    case 'rows':
      return { value, findings: [] }
    case 'computed':
    case 'note':
      return { value: undefined, findings: [] }
  }
}

function checkText(field: Field, value: FieldValue): Checked {
  if (typeof value !== 'string') return refused(value, finding('wrong-type'))
  const text =
    field.type === 'personName' ? normaliseName(value) : normaliseText(value, { multiline: field.type === 'longText' })
  const tooLong = overLength(field, text)
  if (tooLong) return refused(value, tooLong)
  return { value: text === '' ? undefined : text, findings: hasInvisible(value) ? [finding('control-characters')] : [] }
}

function checkPhone(field: Field, value: FieldValue): Checked {
  if (typeof value !== 'string') return refused(value, finding('wrong-type'))
  const text = normaliseName(value)
  if (text === '') return accepted(undefined)
  const phone = normalisePhone(text)
  if (!phone) return refused(value, finding('phone'))
  const tooLong = overLength(field, phone.text)
  if (tooLong) return refused(value, tooLong)
  return { value: phone.text, findings: phone.unusual ? [finding('phone-unusual')] : [] }
}

function overLength(field: Field, text: string): Finding | null {
  const limit = maxLengthOf(field)
  if (text.length <= limit) return null
  const length = [...text].length
  return length > limit ? finding('text-too-long', { limit, length }) : null
}

/** Greatest length of a text field, in characters. */
export function maxLengthOf(field: Field): number {
  return field.maxLength ?? (defaultMaxLength as Readonly<Record<string, number>>)[field.type] ?? defaultMaxLength.text
}

function checkInteger(field: Field, value: FieldValue): Checked {
  const text = typeof value === 'string' ? value.replace(/[\s\u202f]/g, '') : ''
  const number = typeof value === 'number' ? value : /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(number)) return refused(value, finding('not-integer'))
  const { min, max } = field
  if ((min !== undefined && number < min) || (max !== undefined && number > max)) {
    return refused(
      value,
      finding('out-of-range', { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }),
    )
  }
  // −0 has no canonical text.
  return accepted(number === 0 ? 0 : number)
}

function checkDate(field: Field, value: FieldValue, today: IsoDay): Checked {
  const date = readDate(value, today)
  if (typeof date === 'string') return refused(value, finding('not-a-date', { reason: date }))
  const { from, to } = boundsOf(date)
  if (field.future !== true && (from > today || (date.precision === 'age' && date.on > today))) {
    return refused(date, finding('date-in-future'))
  }
  if (to < addYears(today, -longestLife)) return refused(date, finding('date-too-old', { years: longestLife }))
  return accepted(date)
}

function readDate(value: FieldValue, today: IsoDay): PartialDate | string {
  if (isPartialDate(value)) return value
  if (typeof value !== 'string') return 'unclear'
  const parsed = parsePartialDate(value, today, 'fr')
  return parsed.ok ? parsed.value : parsed.reason
}

function checkChoice(value: FieldValue, isAnswer: (id: string) => boolean): Checked {
  return typeof value === 'string' && isAnswer(value) ? accepted(value) : refused(value, finding('not-in-list'))
}

function checkChoices(value: FieldValue, field: Field): Checked {
  if (!Array.isArray(value)) return refused(value, finding('wrong-type'))
  const isAnswer = answersOf(field)
  if (!value.every((each) => typeof each === 'string' && isAnswer(each))) return refused(value, finding('not-in-list'))
  // In the order of the list, then of the ids that were added, so that the same choices are the same value in every office.
  const chosen = new Set(value as readonly string[])
  const added = [...chosen].filter(isAddedOption).sort()
  const ordered = [...idsOf(field).filter((id) => chosen.has(id)), ...added]
  return accepted(ordered.length === 0 ? undefined : ordered)
}

/** An answer that an office above has added is one everywhere: it may come here before the document that explains it. */
function answersOf(field: Field): (id: string) => boolean {
  const ids = new Set(idsOf(field))
  const mayGrow = whyFixed(field.options ?? '') === null
  return (id) => ids.has(id) || (mayGrow && isAddedOption(id))
}

function idsOf(field: Field): readonly string[] {
  return (listByName(field.options ?? '')?.options ?? []).map((option) => option.id)
}

function isFileRef(value: FieldValue): value is FileRef {
  if (typeof value !== 'object' || value === null) return false
  const file = value as Readonly<Record<string, unknown>>
  return (
    typeof file.sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(file.sha256) &&
    typeof file.name === 'string' &&
    typeof file.type === 'string' &&
    Number.isSafeInteger(file.bytes)
  )
}

function accepted(value: FieldValue | undefined): Checked {
  return { value, findings: [] }
}

function refused(value: FieldValue, found: Finding): Checked {
  return { value, findings: [found] }
}
