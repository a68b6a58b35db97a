import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { formatRecoveryCode, newRecoverySecret, parseRecoveryCode } from '../../../src-main/vault/recovery-code.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes))

describe('recovery code', () => {
  test('eight groups of five, and back', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = formatRecoveryCode(secret)
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
        expect(parseRecoveryCode(code)).toEqual(secret)
      }),
    )
    expect(newRecoverySecret()).toHaveLength(20)
  })

  test('however it is typed', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = formatRecoveryCode(secret)
        const forms = [
          code.toLowerCase(),
          code.replaceAll('-', ''),
          code.replaceAll('-', ' — '),
          ` ${code.replaceAll('-', '\n')} `,
          code.replaceAll('0', 'O').replaceAll('1', 'l'),
          code.replaceAll('0', 'o').replaceAll('1', 'I'),
          code.replaceAll('-', '').replace(/(.{10})/g, '$1 '),
        ]
        for (const form of forms) expect(parseRecoveryCode(form)).toEqual(secret)
      }),
    )
  })

  test('any wrong character names its group', () => {
    const code = formatRecoveryCode(Buffer.from('00112233445566778899aabbccddeeff01234567', 'hex'))
    for (let i = 0; i < code.length; i++) {
      if (code[i] === '-') continue
      for (const character of `${alphabet}U?`) {
        if (character === code[i]) continue
        expect(groupOf(`${code.slice(0, i)}${character}${code.slice(i + 1)}`)).toBe(Math.floor(i / 6) + 1)
      }
    }
  })

  test('exchanged characters and exchanged groups are found', () => {
    fc.assert(
      fc.property(secrets, fc.nat(7), fc.nat(3), fc.nat(7), (secret, group, at, other) => {
        const groups = formatRecoveryCode(secret).split('-')
        const text = groups[group] ?? ''
        const exchanged = `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
        if (exchanged !== text) expect(groupOf(groups.with(group, exchanged).join('-'))).toBe(group + 1)
        if (other !== group) {
          const swapped = groups.with(group, groups[other] ?? '').with(other, text)
          expect(groupOf(swapped.join('-'))).toBe(Math.min(group, other) + 1)
        }
      }),
    )
  })

  test('a missing or added character names its group', () => {
    const groups = formatRecoveryCode(newRecoverySecret()).split('-')
    for (const [index, text] of groups.entries()) {
      expect(groupOf(groups.with(index, text.slice(1)).join(' '))).toBe(index + 1)
      expect(groupOf(groups.with(index, `${text}7`).join(' '))).toBe(index + 1)
      expect(groupOf(groups.slice(0, index).join('-'))).toBe(index + 1)
    }
    expect(groupOf(`${groups.join('-')}-AAAAA`)).toBe(8)
    expect(groupOf('')).toBe(1)
  })
})

function groupOf(typed: string): unknown {
  try {
    parseRecoveryCode(typed)
    return null
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'vault.recovery-code') return error.details.group
    throw error
  }
}
