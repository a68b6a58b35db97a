import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LakanaError } from '../contract/errors.ts'
import { type Database, openDatabase } from './database.ts'
import { named, syncFile } from './files.ts'
import { placeOf, type VaultPlace } from './hooks.ts'
import { type KdfCost, tuneKdf } from './kdf.ts'
import { type OfficeHeader, readKeyring, sealKeyring, writeKeyring } from './keyring.ts'
import { keyringVersion } from './keyring-format.ts'
import { type DatabaseKeys, newId, newPersonSlot, newRecoverySlot } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { finishCreation, openOfficeFile, unfinishedName } from './office-file.ts'
import { refuseWeak } from './password.ts'
import { formatRecoveryCode, newRecoverySecret } from './recovery-code.ts'
import { VaultSession } from './session.ts'

export interface CreateVaultOptions extends VaultPlace {
  readonly office: OfficeHeader
  /** The first person. `id` is 32 hex characters. */
  readonly person: { readonly id: string; readonly signInName: string; readonly displayName: string }
  readonly password: Buffer | string
  /**
   * Fills the new file (migrations, the office's own rows). When it throws or the PC stops before it has ended, no vault has come into
   * being.
   */
  readonly prepare?: ((db: Database) => void) | undefined
}

export interface NewVault {
  readonly session: VaultSession
  /** Grouped, to be shown once and printed. */
  readonly recoveryCode: string
}

/**
 * Makes an office: keys, encrypted file, keyring. The keyring's renaming is the moment at which the vault exists. Throws
 * `session.already-set-up`, `session.password-weak` (`reason`), `vault.kdf-out-of-bounds` and failures of the disk.
 */
export async function createVault(options: CreateVaultOptions): Promise<NewVault> {
  const release = acquireInstanceLock(options.home, options.nativeBinding)
  try {
    return await createHere(options, release)
  } catch (error) {
    release()
    throw error
  }
}

async function createHere(options: CreateVaultOptions, release: () => void): Promise<NewVault> {
  const { home, office, person, hooks } = options
  if (readKeyring(home)) throw new LakanaError('session.already-set-up')
  await refuseWeak(options.password, office, person)
  const cost = options.kdf ?? (await tuneKdf())
  const databaseKey = randomBytes(32)
  const databaseKeys = new Map([[1, databaseKey]])
  const { keyring, slot, signing, recoveryCode } = await makeKeyring(options, cost, databaseKeys)
  const secrets = { databaseKeys, signing }
  try {
    makeFile(options, databaseKey)
    hooks?.at?.('create.database-ready')
    writeKeyring(home, keyring, hooks)
    hooks?.at?.('create.keyring-written')
    finishCreation(home)
    hooks?.at?.('create.database-renamed')
    const file = openOfficeFile(options, databaseKeys)
    return {
      session: new VaultSession({ place: placeOf(options), keyring, slot, file, secrets, release }),
      recoveryCode,
    }
  } catch (error) {
    databaseKey.fill(0)
    signing.fill(0)
    throw error
  }
}

async function makeKeyring(options: CreateVaultOptions, cost: KdfCost, databaseKeys: DatabaseKeys) {
  const vaultId = newId()
  const now = new Date().toISOString()
  const { id: personId, signInName, displayName } = options.person
  const person = { personId, signInName, displayName }
  const { slot, keys } = await newPersonSlot(vaultId, person, options.password, cost, databaseKeys, now)
  keys.agreement.fill(0)
  const secret = newRecoverySecret()
  const recovery = newRecoverySlot(vaultId, secret, databaseKeys, { slot: slot.id, signing: keys.signing }, now)
  const recoveryCode = formatRecoveryCode(secret)
  secret.fill(0)
  const head = { format: 'lakana-keyring', version: keyringVersion, vaultId, revision: 0 } as const
  const content = { ...head, generations: [...databaseKeys.keys()], office: options.office, slots: [slot, recovery] }
  return { keyring: sealKeyring(content, databaseKeys), slot, signing: keys.signing, recoveryCode }
}

/** Under a name of its own: without a keyring it is nothing, and the next creation may throw it away. */
function makeFile(options: CreateVaultOptions, key: Buffer): void {
  const path = join(options.home, unfinishedName)
  if (existsSync(path)) named(() => removeDatabase(path))
  const db = openDatabase(path, key, { create: true, nativeBinding: options.nativeBinding })
  try {
    named(() => {
      options.prepare?.(db)
      db.pragma('wal_checkpoint(TRUNCATE)')
    })
  } finally {
    db.close()
  }
  named(() => syncFile(path))
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
}
