import { randomBytes } from 'node:crypto'
import { LakanaError } from '../contract/errors.ts'

// No I, L, O or U: what a tired reader could take for another character.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 8
const dataPerGroup = 4
const perGroup = dataPerGroup + 1

/** 160 random bits. The caller zeroes them. */
export const newRecoverySecret = (): Buffer => randomBytes((groups * dataPerGroup * 5) / 8)

/**
 * The 160 bits as eight groups of five characters joined by hyphens. The fifth of each group is a check that depends on the place of the
 * group: it finds any one wrong character, any two exchanged, and exchanged groups.
 */
export function formatRecoveryCode(secret: Buffer): string {
  let bits = BigInt(`0x${secret.toString('hex')}`)
  const digits: number[] = []
  for (let i = 0; i < groups * dataPerGroup; i++) {
    digits.unshift(Number(bits & 31n))
    bits >>= 5n
  }
  return Array.from({ length: groups }, (_, index) => {
    const data = digits.slice(index * dataPerGroup, (index + 1) * dataPerGroup)
    return [...data, checkDigit(index, data)].map((digit) => alphabet[digit]).join('')
  }).join('-')
}

/**
 * The 160 bits of a code as a person typed it: case, spaces and hyphens do not matter, O is taken as 0, I and L as 1. Throws
 * `vault.recovery-code` with `group` (from 1), the first group that cannot be right. The caller zeroes the result.
 */
export function parseRecoveryCode(typed: string): Buffer {
  const parts = splitGroups(typed)
  let bits = 0n
  for (let index = 0; index < groups; index++) {
    const digits = Array.from(parts[index] ?? '', (character) => alphabet.indexOf(character))
    const data = digits.slice(0, dataPerGroup)
    const right = digits.length === perGroup && !digits.includes(-1) && digits[dataPerGroup] === checkDigit(index, data)
    if (!right) throw new LakanaError('vault.recovery-code', { group: index + 1 })
    for (const digit of data) bits = (bits << 5n) | BigInt(digit)
  }
  if (parts.length > groups) throw new LakanaError('vault.recovery-code', { group: groups })
  return Buffer.from(bits.toString(16).padStart(groups * dataPerGroup * 1.25, '0'), 'hex')
}

function splitGroups(typed: string): string[] {
  const clean = typed.normalize('NFKC').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').trim()
  const parts = clean.split(/[\s\p{Dash}._/]+/u).filter((part) => part !== '')
  const joined = parts.join('')
  // The person's own grouping tells where a character is missing, unless the whole is right or there is no grouping.
  if (parts.length > 1 && joined.length !== groups * perGroup) return parts
  return joined.match(new RegExp(`.{1,${perGroup}}`, 'g')) ?? []
}

/** Horner's rule over GF(32): every weight is another power of two, so a change or an exchange never cancels out. */
function checkDigit(index: number, data: readonly number[]): number {
  return data.reduce((sum, digit) => double(sum ^ digit), double(index + 1))
}

function double(value: number): number {
  return value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1
}
