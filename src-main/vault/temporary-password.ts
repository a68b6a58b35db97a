import { randomInt } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/french.js'
import { checkPassword } from './password.ts'

const wordCount = 5

/**
 * A password for somebody's first sign-in: five words drawn from 2,048 French ones (55 bits, behind the slow derivation), without accents
 * and joined by hyphens, so that it is read aloud and typed on any keyboard. `names`: as for `checkPassword`.
 */
export async function temporaryPassword(names: readonly string[]): Promise<string> {
  for (;;) {
    const password = Array.from({ length: wordCount }, () => plain(wordlist[randomInt(wordlist.length)] ?? '')).join(
      '-',
    )
    if ((await checkPassword(password, names)) === null) return password
  }
}

const plain = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '')
