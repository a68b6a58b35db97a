/** Letters and digits that nobody confuses: no I, L, O, Q or U. A prime number of them, so that the check below catches what it must. */
const alphabet = '0123456789ABCDEFGHJKMNPRSTVWXYZ'

export interface CaseCode {
  readonly office: string
  readonly year: number
  readonly number: number
}

/**
 * `<office>-<year>-<number>-<check>`, as BLS-2026-0143-K. A PC letter stands before the number where an office has several PCs.
 * The check character catches every single wrong character and every exchange of two neighbours.
 */
export function formatCaseCode(office: string, year: number, number: number, pcLetter = ''): string {
  const body = `${office}-${year}-${pcLetter}${String(number).padStart(4, '0')}`
  return `${body}-${checkCharacter(body)}`
}

/** Weights 2, 3, 4 … from the left modulo the prime 31: neighbours have different weights, none is 0. */
export function checkCharacter(body: string): string {
  const characters = [...body].filter((character) => character !== '-')
  const sum = characters.reduce((total, character, place) => total + ((place % 28) + 2) * valueOf(character), 0)
  return alphabet[sum % alphabet.length] ?? '0'
}

/** Reads a code as people write it: any case, with or without dashes. Null when it is none or its check character is wrong. */
export function parseCaseCode(text: string): CaseCode | null {
  const match = /^([A-Z0-9]{2,5}?)(\d{4})([A-Z]?\d{4,})([0-9A-Z])$/.exec(text.toUpperCase().replaceAll(/[\s-]/g, ''))
  if (!match) return null
  const [, office = '', year = '', number = '', check = ''] = match
  if (checkCharacter(`${office}${year}${number}`) !== check) return null
  return { office, year: Number(year), number: Number(number.replace(/^[A-Z]/, '')) }
}

/** Letters left out of the alphabet may still stand in an office code: they share values, which the check then cannot tell apart. */
function valueOf(character: string): number {
  const known = alphabet.indexOf(character)
  return known >= 0 ? known : character.charCodeAt(0) % alphabet.length
}
