import { LakanaError } from '../contract/errors.ts'
import type { Monotonic } from './attempts.ts'
import { closeDatabase, type Database } from './database.ts'
import type { VaultPlace } from './hooks.ts'
import { defaultKdfCost, strongerCost } from './kdf.ts'
import { publicKeyOf, signBytes } from './key-pairs.ts'
import { type OfficeHeader, sealKeyring, writeKeyring } from './keyring.ts'
import { type Keyring, keyringText, type PersonSlot } from './keyring-format.ts'
import { type DatabaseKeys, zeroKeys } from './keyring-slots.ts'
import { type OpenedFile, openOfficeFile } from './office-file.ts'
import type { Hand } from './people.ts'

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

/** The file, the keyring and the keys, as long as one person has them open. */
export class OpenKeyring {
  readonly personId: string
  readonly place: VaultPlace
  readonly personSigningKey: PersonSigningKey
  /** The keyring was missing or damaged and its previous copy was used. */
  readonly keyringFromCopy: boolean
  /** Wrong passwords given for this person since the last right one. */
  readonly failedTries: number
  protected keyring: Keyring
  readonly #slotId: string
  readonly #release: () => void
  #file: OpenedFile
  #secrets: Secrets
  #closed = false

  constructor(opened: OpenedVault) {
    const { slot, secrets } = opened
    this.personId = slot.personId
    this.place = opened.place
    this.keyringFromCopy = opened.keyringFromCopy ?? false
    this.failedTries = opened.failedTries ?? 0
    this.keyring = opened.keyring
    this.#file = opened.file
    this.#slotId = slot.id
    this.#secrets = secrets
    this.#release = opened.release
    this.personSigningKey = {
      publicKey: publicKeyOf('ed25519', secrets.signing),
      sign: (bytes) => {
        this.assertOpen()
        return signBytes(secrets.signing, bytes)
      },
    }
  }

  /** The open file. A rotation of its key closes it and opens another: what was prepared on the old one is void. */
  get db(): Database {
    return this.#file.db
  }

  /** Of the key that the open file is encrypted with. */
  get generation(): number {
    return this.#file.generation
  }

  get signInName(): string {
    return this.ownSlot().signInName
  }

  get displayName(): string {
    return this.ownSlot().displayName
  }

  get office(): OfficeHeader {
    return this.keyring.office
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The keyring as it stands, for a backup: nothing in it opens without a password or code. */
  keyringText(): string {
    return keyringText(this.keyring)
  }

  /** Lends the key of office.db; it must not be kept. */
  withDatabaseKey<T>(use: (key: Buffer) => T): T {
    this.assertOpen()
    const key = this.#secrets.databaseKeys.get(this.generation)
    if (!key) throw new LakanaError('session.locked')
    return use(key)
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

  protected write(changed: Partial<Pick<Keyring, 'office' | 'slots'>>): void {
    this.assertOpen()
    const next = sealKeyring({ ...this.keyring, ...changed }, this.#secrets.databaseKeys)
    writeKeyring(this.place.home, next, this.place.hooks)
    this.keyring = next
  }

  /** Lends what changing the keyring takes. */
  protected hand(): Hand {
    this.assertOpen()
    const { signing, databaseKeys } = this.#secrets
    const cost = this.place.kdf ?? strongerCost(this.ownSlot().kdf, defaultKdfCost)
    return { vaultId: this.keyring.vaultId, databaseKeys, signer: { slot: this.#slotId, signing }, cost }
  }

  /** After a rotation: the new keyring, and the file that lies there now under its key. */
  protected reopen(keyring: Keyring, databaseKeys: DatabaseKeys): void {
    zeroKeys(this.#secrets.databaseKeys)
    this.keyring = keyring
    this.#secrets = { ...this.#secrets, databaseKeys }
    this.#file = openOfficeFile(this.place, databaseKeys)
  }

  protected ownSlot(): PersonSlot {
    const slot = this.keyring.slots.find(({ id }) => id === this.#slotId)
    if (slot?.kind !== 'person') throw new LakanaError('session.locked')
    return slot
  }

  protected assertOpen(): void {
    if (this.#closed) throw new LakanaError('session.locked')
  }
}
