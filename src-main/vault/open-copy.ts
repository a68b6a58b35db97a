import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import { type Database, databaseName, openDatabase } from './database.ts'
import type { VaultPlace } from './hooks.ts'
import { checkKdfBounds } from './kdf.ts'
import { publicKeyOf } from './key-pairs.ts'
import { readKeyring } from './keyring.ts'
import { foldSignIn, isPerson, isRecovery, type Keyring } from './keyring-format.ts'
import { checkSignatures, type DatabaseKeys, openPersonSlot, recoveryAgreementKey, zeroKeys } from './keyring-slots.ts'
import { unsealDatabaseKeys } from './open-vault.ts'
import { parseRecoveryCode } from './recovery-code.ts'

/** What a person shows to open a copy: the name and password of that day, or the code of the recovery sheet of that day. */
export type Credentials =
  | { readonly signInName: string; readonly password: Buffer | string }
  | { readonly code: string }

export interface CopyToOpen extends VaultPlace {
  /** Holds `office.db` and `keyring.json`: a backup, a file put aside, or the office itself. Wrong passwords count in `home`. */
  readonly folder: string
  readonly monotonic?: Monotonic | undefined
}

/** Who has opened a copy; null for the recovery code. The keys are the holder's to zero. */
export interface Unlocked {
  readonly keyring: Keyring
  readonly keys: DatabaseKeys
  readonly personId: string | null
}

/**
 * Opens the keyring of a copy. Throws `session.wait`, `session.wrong-password` (both with `seconds`), `vault.recovery-code`,
 * `vault.keyring-damaged`, `vault.keyring-tampered`, `vault.keyring-from-future`, `vault.kdf-out-of-bounds`.
 */
export async function unlockCopy(copy: CopyToOpen, credentials: Credentials): Promise<Unlocked> {
  const read = readKeyring(copy.folder)
  if (!read) throw new LakanaError('vault.keyring-damaged', { missing: true })
  const { keyring } = read
  checkSignatures(keyring)
  return 'code' in credentials ? byCode(keyring, credentials.code) : await byPassword(copy, keyring, credentials)
}

/** The database of an unlocked copy. Throws `vault.database-damaged`, also when it is missing, and failures of the disk. */
export function openCopy(copy: CopyToOpen, keys: DatabaseKeys, how: { readonly readonly: boolean }): Database {
  const path = join(copy.folder, databaseName)
  if (!existsSync(path)) throw new LakanaError('vault.database-missing')
  let failure: unknown = new LakanaError('vault.database-damaged')
  for (const key of keys.values()) {
    try {
      return openDatabase(path, key, { readonly: how.readonly, nativeBinding: copy.nativeBinding })
    } catch (error) {
      failure = error
      if (!(error instanceof LakanaError) || error.code !== 'vault.database-damaged') break
    }
  }
  throw failure
}

async function byPassword(
  { home, monotonic = () => performance.now() }: CopyToOpen,
  keyring: Keyring,
  { signInName, password }: Exclude<Credentials, { code: string }>,
): Promise<Unlocked> {
  const wanted = foldSignIn(signInName)
  const slot = keyring.slots.filter(isPerson).find((each) => foldSignIn(each.signInName) === wanted)
  const who = slot?.id ?? 'unknown'
  checkWait(home, who, monotonic)
  if (slot) checkKdfBounds(slot.kdf)
  const seconds = countTry(home, who, monotonic)
  const keys = slot ? await openPersonSlot(keyring.vaultId, slot, password) : null
  if (!slot || !keys) {
    restartWait(home, who, monotonic)
    throw new LakanaError('session.wrong-password', { seconds })
  }
  clearTries(home, who)
  keys.signing.fill(0)
  return { keyring, keys: unsealDatabaseKeys(keyring, slot, keys.agreement), personId: slot.personId }
}

function byCode(keyring: Keyring, code: string): Unlocked {
  const secret = parseRecoveryCode(code)
  const agreement = recoveryAgreementKey(keyring.vaultId, secret)
  secret.fill(0)
  const publicKey = publicKeyOf('x25519', agreement).toString('base64')
  const slot = keyring.slots.filter(isRecovery).find((each) => each.publicKey === publicKey)
  if (!slot) throw new LakanaError('vault.recovery-code')
  return { keyring, keys: unsealDatabaseKeys(keyring, slot, agreement), personId: null }
}

/** Opens, lends and closes. */
export async function withCopy<T>(
  copy: CopyToOpen,
  credentials: Credentials,
  how: { readonly readonly: boolean },
  use: (db: Database, unlocked: Unlocked) => T | Promise<T>,
): Promise<T> {
  const unlocked = await unlockCopy(copy, credentials)
  try {
    const db = openCopy(copy, unlocked.keys, how)
    try {
      return await use(db, unlocked)
    } finally {
      db.close()
    }
  } finally {
    zeroKeys(unlocked.keys)
  }
}
