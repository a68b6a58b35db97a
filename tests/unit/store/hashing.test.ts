import { createHash, createHmac, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashing } from '../../../src-main/store/hashing.ts'

test('salts are HMAC-SHA-256 as node computes it, whatever was asked before', () => {
  for (let round = 0; round < 200; round += 1) {
    const key = randomBytes(16)
    for (const index of [0, round, 19_999]) {
      const expected = createHmac('sha256', key).update(`lakana salt v1:${index}`).digest().subarray(0, 16)
      expect(hashing.salt(key.toString('base64url'), index)).toBe(expected.toString('base64url'))
    }
  }
})

test('commitments are SHA-256 of the salt and the text', () => {
  const salt = randomBytes(16)
  const text = '"Ouédraogo"'
  const expected = createHash('sha256').update(salt).update(text).digest('base64url')
  expect(hashing.commit(salt.toString('base64url'), text)).toBe(expected)
})
