import { normaliseName } from '../forms/normalise.ts'

/** One line of plain text, as it would be kept had it been typed here. @param most in characters */
export function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= most && normaliseName(value) === value
}
