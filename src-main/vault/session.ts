import { LakanaError } from '../contract/errors.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import type { Database } from './database.ts'
import { asVaultError } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { publicKeyOf, signBytes } from './key-pairs.ts'
import { type OfficeHeader, replaceSlots, sealKeyring, writeKeyring } from './keyring.ts'
import { isRecovery, type Keyring, keyringText, type PersonSlot } from './keyring-format.ts'
import {
  type DatabaseKeys,
  type NewPerson,
  newRecoverySlot,
  openPersonSlot,
  withNewPassword,
  zeroKeys,
} from './keyring-slots.ts'
import type { OpenedFile } from './office-file.ts'
import { checkPassword } from './password.ts'
import { formatRecoveryCode, newRecoverySecret } from './recovery-code.ts'

/** What an open vault holds. The Buffers are zeroed by `close`. */
export interface Secrets {
  readonly databaseKeys: DatabaseKeys
  /** The person's Ed25519 private key. */
  readonly signing: Buffer
}

export interface OpenedVault {
  readonly place: VaultPlace
  readonly keyring: Keyring
  readonly slot: PersonSlot
  readonly file: OpenedFile
  readonly secrets: Secrets
  readonly release: () => void
  readonly keyringFromCopy?: boolean
  readonly failedTries?: number
  readonly monotonic?: Monotonic | undefined
}

/** A person's key for signing; works until the session is closed. */
export interface PersonSigningKey {
  /** Ed25519, 32 raw bytes. */
  readonly publicKey: Buffer
  /** 64 bytes. Throws `session.locked` once the session is closed. */
  sign(bytes: Uint8Array): Buffer
}

/** The vault, opened by one person. Every call throws `session.locked` once it is closed. */
export class VaultSession {
  readonly personId: string
  readonly signInName: string
  readonly displayName: string
  readonly db: Database
  readonly place: VaultPlace
  readonly personSigningKey: PersonSigningKey
  /** The keyring was missing or damaged and its previous copy was used. */
  readonly keyringFromCopy: boolean
  /** Wrong passwords given for this person since the last right one. */
  readonly failedTries: number
  #keyring: Keyring
  readonly #slotId: string
  readonly #generation: number
  readonly #secrets: Secrets
  readonly #release: () => void
  readonly #monotonic: Monotonic
  #closed = false

  constructor(opened: OpenedVault) {
    const { slot, secrets } = opened
    this.personId = slot.personId
    this.signInName = slot.signInName
    this.displayName = slot.displayName
    this.db = opened.file.db
    this.place = opened.place
    this.keyringFromCopy = opened.keyringFromCopy ?? false
    this.failedTries = opened.failedTries ?? 0
    this.#keyring = opened.keyring
    this.#slotId = slot.id
    this.#generation = opened.file.generation
    this.#secrets = secrets
    this.#release = opened.release
    this.#monotonic = opened.monotonic ?? (() => performance.now())
    this.personSigningKey = {
      publicKey: publicKeyOf('ed25519', secrets.signing),
      sign: (bytes) => {
        this.#assertOpen()
        return signBytes(secrets.signing, bytes)
      },
    }
  }

  get office(): OfficeHeader {
    return this.#keyring.office
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The keyring as it stands, for a backup: nothing in it opens without a password or code. */
  keyringText(): string {
    return keyringText(this.#keyring)
  }

  /** Lends the key of office.db; it must not be kept. */
  withDatabaseKey<T>(use: (key: Buffer) => T): T {
    this.#assertOpen()
    const key = this.#secrets.databaseKeys.get(this.#generation)
    if (!key) throw new LakanaError('session.locked')
    return use(key)
  }

  /**
   * Rewrites this person's slot; the keys stay. Throws `session.wait`, `session.wrong-password`, `session.password-weak` (`reason`:
   * short, common, name).
   */
  async changePassword(current: Buffer | string, next: Buffer | string): Promise<void> {
    this.#assertOpen()
    const { home } = this.place
    const slot = this.#ownSlot()
    checkWait(home, slot.id, this.#monotonic)
    const seconds = countTry(home, slot.id, this.#monotonic)
    const keys = await openPersonSlot(this.#keyring.vaultId, slot, current)
    if (!keys) {
      restartWait(home, slot.id, this.#monotonic)
      throw new LakanaError('session.wrong-password', { seconds })
    }
    clearTries(home, slot.id)
    try {
      await refuseWeak(next, this.office, slot)
      const renewed = await withNewPassword(this.#keyring.vaultId, slot, keys, next)
      this.#assertOpen()
      this.#write({ slots: this.#keyring.slots.map((other) => (other.id === slot.id ? renewed : other)) })
    } finally {
      keys.agreement.fill(0)
      keys.signing.fill(0)
    }
  }

  /** A new recovery sheet: returns its grouped code, to be shown once. The old code opens nothing any more. */
  renewRecoveryCode(): string {
    this.#assertOpen()
    const { vaultId } = this.#keyring
    const secret = newRecoverySecret()
    const signer = { slot: this.#slotId, signing: this.#secrets.signing }
    const slot = newRecoverySlot(vaultId, secret, this.#secrets.databaseKeys, signer, new Date().toISOString())
    const old = this.#keyring.slots.filter(isRecovery).map(({ id }) => id)
    this.#write({ slots: replaceSlots(this.#keyring, old, [slot], signer) })
    const code = formatRecoveryCode(secret)
    secret.fill(0)
    return code
  }

  /** Changes what the sign-in page shows of the office. */
  updateOffice(office: OfficeHeader): void {
    this.#assertOpen()
    this.#write({ office })
  }

  /** Locks: rolls back what is unfinished, empties the WAL into the file, closes it, zeroes every key. May be called twice. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    try {
      closeDatabase(this.db)
    } finally {
      zeroKeys(this.#secrets.databaseKeys)
      this.#secrets.signing.fill(0)
      this.#release()
    }
  }

  #write(changed: Partial<Pick<Keyring, 'office' | 'slots'>>): void {
    const next = sealKeyring({ ...this.#keyring, ...changed }, this.#secrets.databaseKeys)
    writeKeyring(this.place.home, next, this.place.hooks)
    this.#keyring = next
  }

  #ownSlot(): PersonSlot {
    const slot = this.#keyring.slots.find(({ id }) => id === this.#slotId)
    if (slot?.kind !== 'person') throw new LakanaError('session.locked')
    return slot
  }

  #assertOpen(): void {
    if (this.#closed) throw new LakanaError('session.locked')
  }
}

/** Rolls back, checkpoints and closes. */
export function closeDatabase(db: Database): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    throw asVaultError(error)
  } finally {
    db.close()
  }
}

/** Throws `session.password-weak` with its `reason`. */
export async function refuseWeak(
  password: Buffer | string,
  office: OfficeHeader,
  person: Pick<NewPerson, 'signInName' | 'displayName'>,
): Promise<void> {
  const names = [person.displayName, person.signInName, office.name, office.place]
  const reason = await checkPassword(password.toString('utf8'), names)
  if (reason) throw new LakanaError('session.password-weak', { reason })
}
