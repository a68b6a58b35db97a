import { argon2 } from 'node:crypto'
import type { argon2id as wasm } from 'hash-wasm'
import { vi } from 'vitest'

/**
 * In tests, thousands of passwords become keys: the Argon2 of the Node that runs them, which Electron's lacks, takes a quarter of the time.
 * `tests/unit/vault/primitives.test.ts` holds the program's own to it, and every real window derives by the program's own.
 */
vi.mock('hash-wasm', () => ({ argon2id }))

function argon2id(options: Parameters<typeof wasm>[0]): Promise<string | Uint8Array> {
  const { password, salt, parallelism, memorySize, iterations, hashLength, outputType } = options
  const cost = { parallelism, memory: memorySize, passes: iterations, tagLength: hashLength }
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password, nonce: salt, ...cost }, (error, key) => {
      if (error) reject(error)
      else resolve(outputType === 'hex' ? key.toString('hex') : new Uint8Array(key))
    })
  })
}
