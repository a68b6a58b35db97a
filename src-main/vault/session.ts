import { LakanaError } from '../contract/errors.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import { backup } from './backup.ts'
import { strongerCost, tuneKdf } from './kdf.ts'
import { type OfficeHeader, replaceSlots } from './keyring.ts'
import { isPerson, isRecovery, isRegion } from './keyring-format.ts'
import { type NewPerson, newRecoverySlot, newRegionSlot, openPersonSlot, withNewPassword } from './keyring-slots.ts'
import { type OpenedVault, OpenKeyring } from './open-keyring.ts'
import { refuseWeak } from './password.ts'
import { newSlotBy, type PersonInKeyring, peopleOf, refuseTaken, renamed, replaced, slotOfPerson } from './people.ts'
import { formatRecoveryCode, newRecoverySecret } from './recovery-code.ts'
import { commitRotation, prepareNextFile, type RotationOptions } from './rotation.ts'

/** The vault, opened by one person, and what he may do to its keyring. Every call throws `session.locked` once it is closed. */
export class VaultSession extends OpenKeyring {
  readonly #monotonic: Monotonic

  constructor(opened: OpenedVault) {
    super(opened)
    this.#monotonic = opened.monotonic ?? (() => performance.now())
  }

  /**
   * Rewrites this person's slot; the keys stay, and the cost of deriving grows with the PC. Throws `session.wait`,
   * `session.wrong-password`, `session.password-weak` (`reason`: short, common, name).
   */
  async changePassword(current: Buffer | string, next: Buffer | string): Promise<void> {
    this.assertOpen()
    const { home, kdf } = this.place
    const slot = this.ownSlot()
    checkWait(home, slot.id, this.#monotonic)
    const seconds = countTry(home, slot.id, this.#monotonic)
    const keys = await openPersonSlot(this.keyring.vaultId, slot, current)
    if (!keys) {
      restartWait(home, slot.id, this.#monotonic)
      throw new LakanaError('session.wrong-password', { seconds })
    }
    clearTries(home, slot.id)
    try {
      await refuseWeak(next, this.office, slot)
      const cost = strongerCost(slot.kdf, kdf ?? (await tuneKdf()))
      const renewed = await withNewPassword(this.keyring.vaultId, slot, keys, next, cost)
      this.write({ slots: this.keyring.slots.map((other) => (other.id === slot.id ? renewed : other)) })
    } finally {
      keys.agreement.fill(0)
      keys.signing.fill(0)
    }
  }

  /** Who can open the vault. */
  people(): PersonInKeyring[] {
    return peopleOf(this.keyring)
  }

  /**
   * Lets somebody in by a temporary password; that it must be changed is not for the keyring to know. Throws `vault.name-taken`,
   * `session.password-weak` (`reason`).
   */
  async addPerson(person: NewPerson, password: Buffer | string): Promise<void> {
    refuseTaken(this.keyring, person)
    await refuseWeak(password, this.office, person)
    const slot = await newSlotBy(this.hand(), person, password)
    refuseTaken(this.keyring, person)
    this.write({ slots: [...this.keyring.slots, slot] })
  }

  /**
   * Gives another person new keys under a new password: nobody can open his old ones. Throws `vault.no-such-person`,
   * `vault.not-yourself`, `session.password-weak`.
   */
  async resetPassword(personId: string, password: Buffer | string): Promise<void> {
    if (personId === this.personId) throw new LakanaError('vault.not-yourself')
    const old = slotOfPerson(this.keyring, personId)
    await refuseWeak(password, this.office, old)
    const { signInName, displayName } = old
    const slot = await newSlotBy(this.hand(), { personId, signInName, displayName }, password)
    this.write({ slots: replaced(this.keyring, this.hand(), slot) })
    clearTries(this.place.home, old.id)
  }

  /** Throws `vault.no-such-person`, `vault.name-taken`. */
  renamePerson(personId: string, names: Omit<NewPerson, 'personId'>): void {
    this.write({ slots: renamed(this.keyring, this.hand(), { personId, ...names }) })
  }

  /**
   * Takes a person's slot out and gives the file another key, sealed to all who remain. Somebody whose slot is gone already (a removal
   * that the PC stopped) is no error: the key is renewed. Backs up first. Until the keyring is written it may be cancelled and nothing has
   * happened; an error after that closes the session. `db` is another afterwards. Throws `vault.not-yourself`, `vault.disk-full`,
   * `vault.in-use` when somebody wrote meanwhile, and what `checkCancelled` throws.
   */
  async removePerson(personId: string, options: RotationOptions = {}): Promise<void> {
    this.assertOpen()
    if (personId === this.personId) throw new LakanaError('vault.not-yourself')
    options.progress?.({ step: 'backup', done: 0, total: null })
    backup(this, 'before-rekey', options.now)
    const { place, db, generation } = this
    const key = this.withDatabaseKey((lent) => lent)
    const newKey = await prepareNextFile(place, db, key, options)
    try {
      const gone = this.keyring.slots.filter((slot) => isPerson(slot) && slot.personId === personId)
      const slots = replaceSlots(this.keyring, idsOf(gone), [], this.hand().signer)
      const keyring = commitRotation({ place, keyring: this.keyring, file: { db, generation }, key, newKey, slots })
      this.reopen(keyring, new Map([[generation + 1, newKey]]))
    } catch (error) {
      newKey.fill(0)
      this.close()
      throw error
    }
  }

  /** A new recovery sheet: returns its grouped code, to be shown once. The old code opens nothing any more. */
  renewRecoveryCode(): string {
    const { vaultId, databaseKeys, signer } = this.hand()
    const secret = newRecoverySecret()
    const slot = newRecoverySlot(vaultId, secret, databaseKeys, signer, new Date().toISOString())
    this.write({ slots: replaceSlots(this.keyring, idsOf(this.keyring.slots.filter(isRecovery)), [slot], signer) })
    const code = formatRecoveryCode(secret)
    secret.fill(0)
    return code
  }

  /** Lets the recovery officer of the office above open this vault. `publicKey`: X25519, 32 raw bytes. */
  setRegion(region: { readonly officer: string; readonly publicKey: Buffer }): void {
    const { vaultId, databaseKeys, signer } = this.hand()
    const old = this.keyring.slots.filter(isRegion)
    const slot = newRegionSlot(vaultId, region, databaseKeys, signer, new Date().toISOString())
    if (old.some(({ officer, publicKey }) => officer === slot.officer && publicKey === slot.publicKey)) return
    this.write({ slots: replaceSlots(this.keyring, idsOf(old), [slot], signer) })
  }

  /** The officer of the office above who can open this vault, with his X25519 public key in base64; null when nobody there can. */
  get region(): { readonly officer: string; readonly publicKey: string } | null {
    const slot = this.keyring.slots.find(isRegion)
    return slot ? { officer: slot.officer, publicKey: slot.publicKey } : null
  }

  /** Changes what the sign-in page shows of the office. */
  updateOffice(office: OfficeHeader): void {
    this.write({ office })
  }
}

const idsOf = (slots: readonly { readonly id: string }[]): string[] => slots.map(({ id }) => id)
