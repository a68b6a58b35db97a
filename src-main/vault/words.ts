import { createHash } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/french.js'

const wordCount = 10
const bitsPerWord = 11

/**
 * Ten French words that two people compare by telephone or on paper: the first 110 bits of the SHA-256 of public bytes, 11 bits a word,
 * in the French BIP39 list. To make another key with the same ten words costs about 2^110 tries.
 */
export function fingerprintWords(bytes: Uint8Array): string[] {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const bits = BigInt(`0x${digest}`) >> BigInt(256 - wordCount * bitsPerWord)
  return Array.from({ length: wordCount }, (_, index) => {
    const shift = BigInt((wordCount - 1 - index) * bitsPerWord)
    const word = wordlist[Number((bits >> shift) & 0x7ffn)] ?? ''
    return word.normalize('NFC')
  })
}
