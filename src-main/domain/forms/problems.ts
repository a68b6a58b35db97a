/** Everything that can be wrong with a value. A closed set: the window has one sentence for each in French and English. */
export const problemCodes = [
  'required',
  'unknown-field',
  'wrong-type',
  'not-in-list',
  'unknown-place',
  'text-too-long',
  'control-characters',
  'not-integer',
  'out-of-range',
  'phone',
  'phone-unusual',
  'too-many-rows',
  'row-repeated',
  'not-a-date',
  'date-in-future',
  'date-too-old',
  'date-order',
  'birth-too-old',
  'birth-adult',
  'birth-after-registration',
  'caregiver-younger',
  'parent-younger',
  'death-before-birth',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export type Severity = 'error' | 'warning'

export type ProblemDetails = Readonly<Record<string, string | number>>

/** `field` is a field of the form; inside rows it is the `rows` field, with the row and the column. Errors block saving, warnings do not. */
export interface Problem {
  readonly field: string
  readonly row?: string
  readonly cell?: string
  readonly code: ProblemCode
  readonly severity: Severity
  readonly details: ProblemDetails
}

/** A problem before it is known where. */
export type Finding = Pick<Problem, 'code' | 'severity' | 'details'>

const warnings: ReadonlySet<ProblemCode> = new Set([
  'control-characters',
  'phone-unusual',
  'date-order',
  'birth-adult',
  'birth-after-registration',
])

export function finding(code: ProblemCode, details: ProblemDetails = {}): Finding {
  return { code, severity: warnings.has(code) ? 'warning' : 'error', details }
}

export function problem(field: string, code: ProblemCode, details: ProblemDetails = {}): Problem {
  return { field, ...finding(code, details) }
}
