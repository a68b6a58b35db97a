/** A text in the languages of the program. */
export interface Localized {
  readonly fr: string
  readonly en: string
}
export type Language = keyof Localized

export const fieldTypes = [
  'text',
  'longText',
  'integer',
  'date',
  'yesNoUnknown',
  'oneOf',
  'severalOf',
  'place',
  'phone',
  'personName',
  'rows',
  'computed',
  'note',
  'file',
] as const
export type FieldType = (typeof fieldTypes)[number]

/**
 * What roles and sharing policies speak of. `identity` and `contact` go with the right to know names; `sexual`, `armed`, `hiv`,
 * `perpetrator` and `care` (where a child in foster or adoptive care lives) are rights of their own; the others follow the form.
 */
export const sensitiveClasses = [
  'identity',
  'contact',
  'violence',
  'sexual',
  'health',
  'hiv',
  'justice',
  'armed',
  'perpetrator',
  'care',
] as const
export type SensitiveClass = (typeof sensitiveClasses)[number]

/**
 * When a field or section is shown. A name is a sibling of the same row first, then a field of the form, then one of the facts known
 * everywhere (`child_age`, `child_sex`, `risk_level`).
 */
export type Condition =
  | { readonly eq: readonly [name: string, value: string | number] }
  | { readonly in: readonly [name: string, values: readonly (string | number)[]] }
  | { readonly has: readonly [name: string, value: string] }
  | { readonly lt: readonly [name: string, value: number] }
  | { readonly ge: readonly [name: string, value: number] }
  | { readonly filled: string }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }

export interface Field {
  readonly id: string
  readonly type: FieldType
  readonly label: Localized
  readonly help?: Localized
  readonly required?: boolean
  /** Name of an option list. */
  readonly options?: string
  readonly min?: number
  readonly max?: number
  /** In characters. */
  readonly maxLength?: number
  readonly showIf?: Condition
  readonly sensitive?: SensitiveClass
  /** Fields of one group change together. */
  readonly group?: string
  /** The CPIMS+ field of the same meaning. */
  readonly cpims?: string
  /** Dates only: a day that has not come yet is allowed. */
  readonly future?: boolean
  /** Dates only: names of dates of the same form that this one cannot precede. */
  readonly notBefore?: readonly string[]
  /** Columns of `rows`. */
  readonly fields?: readonly Field[]
  /** Columns that name a row in a few words. */
  readonly rowTitle?: readonly string[]
}

export interface Section {
  readonly id: string
  readonly title: Localized
  readonly help?: Localized
  readonly showIf?: Condition
  readonly fields: readonly Field[]
}

export type FormName = string

export interface FormDefinition {
  readonly form: FormName
  /** Number on the paper: 1A, 1B, 2 … A10. */
  readonly number: string
  readonly version: number
  readonly title: Localized
  readonly purpose: Localized
  readonly sections: readonly Section[]
}

export interface Option {
  readonly id: string
  readonly label: Localized
  readonly cpims?: string
  /** The answer itself is sensitive, more than its question: `rape` among kinds of violence. */
  readonly sensitive?: SensitiveClass
  /** Offered no longer: it stays where an answer holds it. */
  readonly retired?: boolean
}

export interface OptionList {
  readonly list: string
  readonly title: Localized
  readonly options: readonly Option[]
  readonly cpimsLookup?: string
}

/** A date as well as it is known. Days are ISO (`2017-02-03`); an invented day is never stored. */
export type PartialDate =
  | { readonly precision: 'exact'; readonly date: string }
  | { readonly precision: 'month'; readonly month: string }
  | { readonly precision: 'year'; readonly year: number }
  | { readonly precision: 'age'; readonly years: number; readonly months?: number; readonly on: string }
  | { readonly precision: 'range'; readonly from: string; readonly to: string }

export interface RowValue {
  readonly id: string
  readonly values: FormValues
}

export interface FileRef {
  readonly sha256: string
  readonly name: string
  readonly type: string
  readonly bytes: number
}

export type FieldValue = string | number | readonly string[] | PartialDate | readonly RowValue[] | FileRef | null

/** What a form holds. A field without a value has no key. */
export type FormValues = Readonly<Record<string, FieldValue>>

/** Age in completed years; `min` and `max` differ when the birth is not known to the day. */
export interface AgeRange {
  readonly min: number
  readonly max: number
  readonly estimated: boolean
}
