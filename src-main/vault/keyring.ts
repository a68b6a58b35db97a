import { timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { copyWhole, named, writeWhole } from './files.ts'
import type { VaultHooks, VaultPoint } from './hooks.ts'
import { type Keyring, keyringBody, keyringMaxBytes, keyringText, parseKeyring, type Slot } from './keyring-format.ts'
import { type DatabaseKeys, type Signer, signSlot } from './keyring-slots.ts'
import { deriveKey, hmac } from './seal.ts'

export type { OfficeHeader } from './keyring-format.ts'

export const keyringName = 'keyring.json'
const previousKeyringName = `${keyringName}.bak`

export interface ReadKeyring {
  readonly keyring: Keyring
  /** The keyring itself was missing or damaged: this is its previous copy. */
  readonly fromCopy: boolean
}

/**
 * The keyring of a vault, its shape checked; null when there has never been one. Falls back to the previous copy when the file is
 * missing or damaged. Throws `vault.keyring-missing` when a database lies there without any, `vault.keyring-damaged`, `vault.keyring-from-future`.
 */
export function readKeyring(home: string): ReadKeyring | null {
  const main = join(home, keyringName)
  const previous = join(home, previousKeyringName)
  const none = !existsSync(main) && !existsSync(previous)
  if (none && !existsSync(join(home, 'office.db'))) return null
  if (none) throw new LakanaError('vault.keyring-missing')
  try {
    return { keyring: readFile(main), fromCopy: false }
  } catch (error) {
    if (!(error instanceof LakanaError) || error.code !== 'vault.keyring-damaged' || !existsSync(previous)) throw error
    return { keyring: readFile(previous), fromCopy: true }
  }
}

/** Writes the keyring whole; the one it replaces stays as `.bak`, unless it was damaged. */
export function writeKeyring(home: string, keyring: Keyring, hooks: VaultHooks = {}): void {
  const main = join(home, keyringName)
  writeWhole(main, keyringText(keyring), {
    keepPreviousAs: isSound(main) ? join(home, previousKeyringName) : undefined,
    after: (step) => hooks.at?.(`keyring.${step}` satisfies VaultPoint),
  })
}

/**
 * Once a keyring has opened, its copy need not be the previous one any more: an old copy would keep an old password alive. Only for a
 * keyring read from the file itself.
 */
export function refreshCopy(home: string): void {
  const main = join(home, keyringName)
  const copy = join(home, previousKeyringName)
  if (existsSync(copy) && readFileSync(copy).equals(readFileSync(main))) return
  named(() => copyWhole(main, copy))
}

/** Puts a keyring read from the copy back in its place; the damaged file stays beside it. */
export function repairKeyring(home: string, keyring: Keyring): void {
  const main = join(home, keyringName)
  if (existsSync(main)) named(() => copyWhole(main, `${main}.damaged`))
  writeKeyring(home, keyring)
}

/** The keyring with its MACs, one under each generation of the database key, and the next revision number. */
export function sealKeyring(keyring: Omit<Keyring, 'macs' | 'checksum'>, keys: DatabaseKeys): Keyring {
  const next: Keyring = { ...keyring, revision: keyring.revision + 1, macs: [], checksum: '' }
  return { ...next, macs: Array.from(keys, ([generation, key]) => ({ generation, mac: macOf(next, key) })) }
}

/** Checks the MAC of every generation. Throws `vault.keyring-tampered`. */
export function checkMacs(keyring: Keyring, keys: DatabaseKeys): void {
  for (const { generation, mac } of keyring.macs) {
    const key = keys.get(generation)
    const right = key && timingSafeEqual(Buffer.from(mac, 'base64'), Buffer.from(macOf(keyring, key), 'base64'))
    if (!right) throw new LakanaError('vault.keyring-tampered')
  }
}

/**
 * The slots with some put in place of others. What the replaced slots had vouched for is vouched for anew by `signer`, so that
 * no signature hangs in the air.
 */
export function replaceSlots(
  keyring: Keyring,
  replaced: readonly string[],
  by: readonly Slot[],
  signer: Signer,
): Slot[] {
  const kept = keyring.slots.filter((slot) => !replaced.includes(slot.id))
  const sound = kept.map((slot) => (replaced.includes(slot.createdBy) ? signSlot(keyring.vaultId, slot, signer) : slot))
  return [...sound, ...by]
}

function macOf(keyring: Keyring, databaseKey: Buffer): string {
  const key = deriveKey(databaseKey, Buffer.from(keyring.vaultId, 'hex'), 'lakana/keyring-mac/v1')
  const mac = hmac(key, keyringBody(keyring)).toString('base64')
  key.fill(0)
  return mac
}

function readFile(path: string): Keyring {
  if (!existsSync(path) || statSync(path).size > keyringMaxBytes) throw new LakanaError('vault.keyring-damaged')
  return parseKeyring(named(() => readFileSync(path, 'utf8')))
}

function isSound(path: string): boolean {
  try {
    readFile(path)
    return true
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'vault.keyring-damaged') return false
    throw error
  }
}
