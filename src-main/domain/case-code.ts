/**
 * Codes of cases: `<office>-<year>-<number>-<check>`, such as `BLS-2026-0143-A`; with the letter of a PC before the number where offices have
 * several (`BLS-2026-B0143-H`). Nothing in a code comes from the child.
 */
export interface CaseCode {
  readonly office: string
  readonly year: number
  readonly number: number
  readonly pcLetter?: string
  /** The code as it is written. */
  readonly code: string
}

// 32 characters without 0, 1, I and O. Figures stand at their own value.
const checkAlphabet = 'YZ23456789ABCDEFGHJKLMNPQRSTUVWX'
const officeShape = /^[A-Z]{2,5}$/
/** Letters that a PC may have. Y and Z have the values of 0 and 1, which stand at the same place in longer numbers. */
export const pcLetters: readonly string[] = [...'ABCDEFGHJKLMNPQRSTUVWX']
const pcShape = /^[A-HJ-NP-X]$/
const yearShape = /^2\d{3}$/
const numberShape = /^(?:\d{4}|[1-9]\d{4,6})$/
const greatestNumber = 9_999_999

/** @throws RangeError when a part is not of its shape: office 2 to 5 capitals, year 2000 to 2999, number 1 to 9,999,999, letter none of I, O, Y, Z */
export function formatCaseCode(officeCode: string, year: number, number: number, pcLetter?: string): string {
  if (!officeShape.test(officeCode)) throw new RangeError('office code')
  if (!Number.isInteger(year) || !yearShape.test(String(year))) throw new RangeError('year')
  if (!Number.isInteger(number) || number < 1 || number > greatestNumber) throw new RangeError('number')
  if (pcLetter !== undefined && !pcShape.test(pcLetter)) throw new RangeError('PC letter')
  return assemble(officeCode, String(year), pcLetter ?? '', String(number).padStart(4, '0'))
}

/**
 * Reads a code as people type it: small letters, spaces, other or no dashes, `O` for `0` and `I` for `1` where only a figure can stand (and the
 * reverse). Null when it is not a code or its check character does not fit.
 */
export function parseCaseCode(text: string): CaseCode | null {
  const typed = text.normalize('NFKC').toUpperCase().trim()
  const parts = typed.split(/[\s\-\u2010-\u2015_/.]+/).filter((part) => part !== '')
  return parts.length === 4 ? readParts(parts) : readRun(parts.join(''))
}

/**
 * Check character of a code from its parts: it catches every single wrong character and every swap of two neighbours.
 */
export function checkCharacter(officeCode: string, year: string, pcLetter: string, number: string): string {
  // Remainder of a polynomial over the field of 32 elements: the multiplier 2 is neither 0 nor 1, which is what the proof needs.
  let state = 0
  for (const letter of officeCode + year + pcLetter + number) state = double(state) ^ symbolValue(letter)
  return checkAlphabet.charAt(double(state))
}

function double(value: number): number {
  return ((value << 1) ^ (value >= 16 ? 0b100101 : 0)) & 31
}

/** I and O, which no check character is, take values of figures: an office code has letters only, so that they are never mistaken. */
function symbolValue(letter: string): number {
  if (letter >= '0' && letter <= '9') return Number(letter)
  if (letter === 'I') return 2
  return letter === 'O' ? 3 : checkAlphabet.indexOf(letter)
}

function readParts([office = '', year = '', tail = '', check = '']: readonly string[]): CaseCode | null {
  return accept(office, year, tail, check) ?? accept(asLetters(office), asFigures(year), asTail(tail), check)
}

function readRun(run: string): CaseCode | null {
  const parts = /^([A-Z01]{2,5}?)(2[\dOI]{3})([A-Z0-9]{4,8})([A-Z0-9])$/.exec(run)
  return parts ? readParts(parts.slice(1)) : null
}

function accept(office: string, year: string, tail: string, check: string): CaseCode | null {
  const pcLetter = /^[A-Z]/.test(tail) ? tail.charAt(0) : ''
  const number = tail.slice(pcLetter.length)
  if (!officeShape.test(office) || !yearShape.test(year) || !numberShape.test(number) || Number(number) < 1) return null
  if (pcLetter !== '' && !pcShape.test(pcLetter)) return null
  const code = assemble(office, year, pcLetter, number)
  if (!code.endsWith(`-${check}`)) return null
  return { office, year: Number(year), number: Number(number), ...(pcLetter !== '' && { pcLetter }), code }
}

function assemble(office: string, year: string, pcLetter: string, number: string): string {
  return `${office}-${year}-${pcLetter}${number}-${checkCharacter(office, year, pcLetter, number)}`
}

function asFigures(text: string): string {
  return text.replaceAll('O', '0').replaceAll('I', '1')
}

function asLetters(text: string): string {
  return text.replaceAll('0', 'O').replaceAll('1', 'I')
}

function asTail(tail: string): string {
  return pcShape.test(tail.charAt(0)) ? tail.charAt(0) + asFigures(tail.slice(1)) : asFigures(tail)
}
