import { LakanaError } from '../contract/errors.ts'
import { clearTries } from './attempts.ts'
import { closeDatabase, type Database } from './database.ts'
import { placeOf, type VaultPlace } from './hooks.ts'
import { defaultKdfCost, strongerCost } from './kdf.ts'
import { publicKeyOf } from './key-pairs.ts'
import { replaceSlots, sealKeyring, writeKeyring } from './keyring.ts'
import { foldSignIn, isPerson, isRecovery, type Keyring, type PersonSlot } from './keyring-format.ts'
import {
  type DatabaseKeys,
  newPersonSlot,
  newRecoverySlot,
  recoveryAgreementKey,
  sealedAnew,
  signSlot,
  zeroKeys,
} from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { type OpenedFile, openOfficeFile } from './office-file.ts'
import { readForOpening, settleKeyring, unsealDatabaseKeys } from './open-vault.ts'
import { refuseWeak } from './password.ts'
import { slotOfPerson } from './people.ts'
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

  get place(): VaultPlace {
    return this.#recovered.place
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
    const { place, keyring, databaseKeys } = this.#recovered
    const { personId, kdf, ...old } = this.#find(signInName)
    await refuseWeak(password, keyring.office, old)
    const person = { personId, signInName: old.signInName, displayName: old.displayName }
    const cost = strongerCost(kdf, place.kdf ?? defaultKdfCost)
    const now = new Date().toISOString()
    const { slot, keys } = await newPersonSlot(keyring.vaultId, person, password, cost, databaseKeys, now)
    keys.agreement.fill(0)
    return this.admit(slot, keys.signing)
  }

  /**
   * Puts a slot in the place of the one that its person has, and a new recovery code in the place of the old one; both vouched for by
   * `signing`, the new slot's own key. Throws `vault.no-such-person`.
   */
  admit(made: PersonSlot, signing: Buffer): { session: VaultSession; recoveryCode: string } {
    if (this.#over) throw new LakanaError('session.locked')
    const { place, keyring, databaseKeys } = this.#recovered
    const { vaultId } = keyring
    const old = slotOfPerson(keyring, made.personId)
    const signer = { slot: made.id, signing }
    const { signInName, displayName } = old
    const slot = sealedAnew(vaultId, signSlot(vaultId, { ...made, signInName, displayName }, signer), databaseKeys)
    const secret = newRecoverySecret()
    const recovery = newRecoverySlot(vaultId, secret, databaseKeys, signer, slot.createdAt)
    const replaced = [old.id, ...keyring.slots.filter(isRecovery).map(({ id }) => id)]
    const slots = replaceSlots(keyring, replaced, [slot, recovery], signer)
    const next = sealKeyring({ ...keyring, slots }, databaseKeys)
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
