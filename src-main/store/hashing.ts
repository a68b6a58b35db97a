import { createHash, createHmac, hash } from 'node:crypto'
import type { Hashing } from '../domain/ledger/types.ts'

/** The ledger's hashing by node:crypto (SHA-256 and HMAC exist in BoringSSL too). */
export const hashing: Hashing = {
  sha256Hex: (text) => hash('sha256', text, 'hex'),
  salt: (secret, index) =>
    createHmac('sha256', Buffer.from(secret, 'base64url'))
      .update(`lakana salt v1:${index}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
  commit: (salt, text) =>
    createHash('sha256').update(Buffer.from(salt, 'base64url')).update(text, 'utf8').digest('base64url'),
}
