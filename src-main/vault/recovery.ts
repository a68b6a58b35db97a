import { LakanaError } from '../contract/errors.ts'
import { clearTries } from './attempts.ts'
import { closeDatabase, type Database } from './database.ts'
import { placeOf, type VaultPlace } from './hooks.ts'
import { publicKeyOf } from './key-pairs.ts'
import { replaceSlots, sealKeyring, writeKeyring } from './keyring.ts'
import { foldSignIn, isPerson, isRecovery, type Keyring, type PersonSlot, type Slot } from './keyring-format.ts'
import { type DatabaseKeys, newPersonSlot, newRecoverySlot, recoveryAgreementKey, zeroKeys } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { type OpenedFile, openOfficeFile } from './office-file.ts'
import { readForOpening, settleKeyring, unsealDatabaseKeys } from './open-vault.ts'
import { refuseWeak } from './password.ts'
import { formatRecoveryCode, newRecoverySecret, parseRecoveryCode } from './recovery-code.ts'
import { VaultSession } from './session.ts'

export interface RecoveryOptions extends VaultPlace {
  /** As typed: grouping, case and O/0, I/1 do not matter. */
  readonly code: string
}

interface Recovered {
  readonly place: VaultPlace
  readonly keyring: Keyring
  readonly file: OpenedFile
  readonly databaseKeys: DatabaseKeys
  readonly keyringFromCopy: boolean
  readonly release: () => void
}

/**
 * Opens the vault with the code of the recovery sheet. Throws `vault.recovery-code`: with `group` when that group of characters cannot be
 * right, without when the code is well formed but not this office's. Otherwise as `openVault`.
 */
export async function openWithRecoveryCode(options: RecoveryOptions): Promise<RecoverySession> {
  const secret = parseRecoveryCode(options.code)
  const release = acquireInstanceLock(options.home, options.nativeBinding)
  try {
    const read = readForOpening(options.home)
    const databaseKeys = openWithSecret(read.keyring, secret)
    try {
      const file = openOfficeFile(options, databaseKeys)
      const settled = settleKeyring(options, read, databaseKeys, file)
      return new RecoverySession({
        place: placeOf(options),
        ...settled,
        file,
        keyringFromCopy: read.fromCopy,
        release,
      })
    } catch (error) {
      zeroKeys(databaseKeys)
      throw error
    }
  } catch (error) {
    release()
    throw error
  } finally {
    secret.fill(0)
  }
}

function openWithSecret(keyring: Keyring, secret: Buffer): DatabaseKeys {
  const agreement = recoveryAgreementKey(keyring.vaultId, secret)
  const publicKey = publicKeyOf('x25519', agreement).toString('base64')
  const slot = keyring.slots.filter(isRecovery).find((recovery) => recovery.publicKey === publicKey)
  if (!slot) throw new LakanaError('vault.recovery-code')
  return unsealDatabaseKeys(keyring, slot, agreement)
}

/** The vault, opened by the recovery code: good for giving somebody a new password. */
export class RecoverySession {
  readonly db: Database
  readonly #recovered: Recovered
  #over = false

  constructor(recovered: Recovered) {
    this.#recovered = recovered
    this.db = recovered.file.db
  }

  /**
   * Gives a person new keys under a new password and the office a new recovery code (the used one opens nothing any more), in one
   * writing of the keyring. The open file passes to the returned session. Throws `session.password-weak`,
   * `session.wrong-password` when nobody has that name.
   */
  async resetPassword(
    signInName: string,
    password: Buffer | string,
  ): Promise<{ session: VaultSession; recoveryCode: string }> {
    if (this.#over) throw new LakanaError('session.locked')
    const { place, keyring, databaseKeys } = this.#recovered
    const old = this.#find(signInName)
    await refuseWeak(password, keyring.office, old)
    const secret = newRecoverySecret()
    const { slot, signing, slots } = await renewSlots(keyring, old, password, databaseKeys, secret)
    const next = sealKeyring({ ...keyring, slots }, databaseKeys)
    if (this.#over) throw new LakanaError('session.locked')
    writeKeyring(place.home, next, place.hooks)
    this.#over = true
    clearTries(place.home, old.id)
    const recoveryCode = formatRecoveryCode(secret)
    secret.fill(0)
    const session = new VaultSession({ ...this.#recovered, keyring: next, slot, secrets: { databaseKeys, signing } })
    return { session, recoveryCode }
  }

  /** Locks again, unless the file has passed to a person's session. */
  close(): void {
    if (this.#over) return
    this.#over = true
    try {
      closeDatabase(this.db)
    } finally {
      zeroKeys(this.#recovered.databaseKeys)
      this.#recovered.release()
    }
  }

  #find(signInName: string): PersonSlot {
    const people = this.#recovered.keyring.slots.filter(isPerson)
    const slot = people.find((person) => foldSignIn(person.signInName) === foldSignIn(signInName))
    if (!slot) throw new LakanaError('session.wrong-password')
    return slot
  }
}

async function renewSlots(
  keyring: Keyring,
  old: PersonSlot,
  password: Buffer | string,
  databaseKeys: DatabaseKeys,
  secret: Buffer,
): Promise<{ slot: PersonSlot; signing: Buffer; slots: Slot[] }> {
  const { personId, signInName, displayName, kdf } = old
  const now = new Date().toISOString()
  const person = { personId, signInName, displayName }
  const { slot, keys } = await newPersonSlot(keyring.vaultId, person, password, kdf, databaseKeys, now)
  keys.agreement.fill(0)
  const signer = { slot: slot.id, signing: keys.signing }
  const recovery = newRecoverySlot(keyring.vaultId, secret, databaseKeys, signer, now)
  const replaced = [old.id, ...keyring.slots.filter(isRecovery).map(({ id }) => id)]
  return { slot, signing: keys.signing, slots: replaceSlots(keyring, replaced, [slot, recovery], signer) }
}
