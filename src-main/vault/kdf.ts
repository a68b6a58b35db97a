import { randomBytes } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { LakanaError } from '../contract/errors.ts'
import { collectSoon } from './collect.ts'

/** What a derivation costs. */
export interface KdfCost {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
}

/** How a password becomes a key. Stored with the slot that it opens. */
export type KdfParams = {
  readonly algorithm: 'argon2id'
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  /** 16 bytes or more, base64. */
  readonly salt: string
}

/** Below the floor a thief guesses too fast; above the ceiling a doctored file would freeze the PC. */
export const kdfBounds = {
  memoryKiB: { min: 19_456, max: 1_048_576 },
  iterations: { min: 2, max: 64 },
  parallelism: { min: 1, max: 16 },
  saltBytes: { min: 16, max: 64 },
} as const

export const defaultKdfCost: KdfCost = { memoryKiB: 65_536, iterations: 3, parallelism: 1 }

export function newKdfParams(cost: KdfCost): KdfParams {
  const params: KdfParams = {
    algorithm: 'argon2id',
    memoryKiB: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    salt: randomBytes(16).toString('base64'),
  }
  checkKdfBounds(params)
  return params
}

/** Throws `vault.kdf-out-of-bounds`. */
export function checkKdfBounds(params: KdfParams): void {
  const within = (value: number, bounds: { min: number; max: number }) =>
    Number.isSafeInteger(value) && value >= bounds.min && value <= bounds.max
  const sound =
    params.algorithm === 'argon2id' &&
    within(params.memoryKiB, kdfBounds.memoryKiB) &&
    within(params.iterations, kdfBounds.iterations) &&
    within(params.parallelism, kdfBounds.parallelism) &&
    within(Buffer.from(params.salt, 'base64').length, kdfBounds.saltBytes)
  if (!sound) throw new LakanaError('vault.kdf-out-of-bounds')
}

/**
 * The 32-byte key-encryption key of a password (a Buffer is taken as UTF-8). The password is NFKC-normalised first, so that the same
 * word typed on another keyboard or system opens. Bounds are checked before anything is derived. The caller zeroes the result.
 */
export async function deriveKek(password: Buffer | string, params: KdfParams): Promise<Buffer> {
  checkKdfBounds(params)
  const bytes = Buffer.from(password.toString('utf8').normalize('NFKC'), 'utf8')
  try {
    const key = await argon2id({
      password: bytes,
      salt: Buffer.from(params.salt, 'base64'),
      memorySize: params.memoryKiB,
      iterations: params.iterations,
      parallelism: params.parallelism,
      hashLength: 32,
      outputType: 'binary',
    })
    return Buffer.from(key.buffer, key.byteOffset, key.byteLength)
  } finally {
    bytes.fill(0)
    collectSoon()
  }
}

/** The default cost, with iterations raised until one derivation takes about `targetMs` milliseconds on this PC. */
export async function tuneKdf(targetMs = 1000): Promise<KdfCost> {
  const probe: KdfCost = { ...defaultKdfCost, iterations: kdfBounds.iterations.min }
  const start = performance.now()
  const key = await deriveKek('measure', newKdfParams(probe))
  key.fill(0)
  const eachIteration = (performance.now() - start) / probe.iterations
  return strongerCost(defaultKdfCost, { ...probe, iterations: Math.round(targetMs / eachIteration) })
}

/** The higher of both in each respect, within the bounds: a cost is only ever raised. */
export function strongerCost(a: KdfCost, b: KdfCost): KdfCost {
  const higher = (what: 'memoryKiB' | 'iterations' | 'parallelism') =>
    Math.min(Math.max(a[what], b[what]), kdfBounds[what].max)
  return { memoryKiB: higher('memoryKiB'), iterations: higher('iterations'), parallelism: higher('parallelism') }
}
