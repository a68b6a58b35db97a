import { hash } from 'node:crypto'
import type { Hashing } from '../domain/ledger/types.ts'

const block = 64
const digestSize = 32
const saltSize = 16

/** HMAC-SHA-256 by its definition on one-shot hashes: node's keyed object costs ten times as much for such short messages. */
const inner = Buffer.alloc(block + 64)
const outer = Buffer.alloc(block + digestSize)
const scratch = Buffer.alloc(8192)
let keyed = ''

function useKey(secret: string): void {
  const key = Buffer.from(secret, 'base64url')
  if (key.length > block) throw new RangeError('secret too long')
  for (let index = 0; index < block; index += 1) {
    const byte = key[index] ?? 0
    inner[index] = byte ^ 0x36
    outer[index] = byte ^ 0x5c
  }
  keyed = secret
}

/** The ledger's hashing by node:crypto (SHA-256 exists in BoringSSL too). Binary strings, because `hash` makes them faster than Buffers. */
export const hashing: Hashing = {
  sha256Hex: (text) => hash('sha256', text, 'hex'),
  salt: (secret, index) => {
    if (secret !== keyed) useKey(secret)
    const end = inner.write(`lakana salt v1:${index}`, block, 'latin1') + block
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), block, 'latin1')
    return Buffer.from(hash('sha256', outer, 'binary'), 'latin1').toString('base64url', 0, saltSize)
  },
  commit: (salt, text) => {
    const room = saltSize + 3 * text.length
    const bytes = room <= scratch.length ? scratch : Buffer.alloc(room)
    const start = bytes.write(salt, 0, 'base64url')
    return hash('sha256', bytes.subarray(0, start + bytes.write(text, start, 'utf8')), 'base64url')
  },
}
