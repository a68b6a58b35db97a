import { LakanaError } from '../contract/errors.ts'
import type { KdfCost } from './kdf.ts'
import { replaceSlots } from './keyring.ts'
import { foldSignIn, isPerson, type Keyring, type PersonSlot, type Slot } from './keyring-format.ts'
import { type DatabaseKeys, type NewPerson, newPersonSlot, type Signer, signSlot } from './keyring-slots.ts'

/** Somebody who can open the vault, as its keyring knows him. */
export interface PersonInKeyring extends NewPerson {
  /** Since when his keys are what they are: ISO 8601, as the clock claimed. */
  readonly since: string
}

/** Whose hand changes the keyring, and with what. */
export interface Hand {
  readonly vaultId: string
  readonly databaseKeys: DatabaseKeys
  readonly signer: Signer
  readonly cost: KdfCost
}

export function peopleOf(keyring: Keyring): PersonInKeyring[] {
  return keyring.slots.filter(isPerson).map(({ personId, signInName, displayName, createdAt }) => ({
    personId,
    signInName,
    displayName,
    since: createdAt,
  }))
}

/** Throws `vault.no-such-person`. */
export function slotOfPerson(keyring: Keyring, personId: string): PersonSlot {
  const slot = keyring.slots.filter(isPerson).find((person) => person.personId === personId)
  if (!slot) throw new LakanaError('vault.no-such-person')
  return slot
}

/** Throws `vault.name-taken` when another person signs in by this name, or has this id. */
export function refuseTaken(
  keyring: Keyring,
  person: Pick<NewPerson, 'personId' | 'signInName'>,
  renaming = false,
): void {
  const wanted = foldSignIn(person.signInName)
  const taken = keyring.slots
    .filter(isPerson)
    .some(({ personId, signInName }) => (personId === person.personId ? !renaming : foldSignIn(signInName) === wanted))
  if (taken) throw new LakanaError('vault.name-taken')
}

/** A slot with new keys for this person, vouched for by the hand. Slow: the password is derived. */
export async function newSlotBy(hand: Hand, person: NewPerson, password: Buffer | string): Promise<PersonSlot> {
  const now = new Date().toISOString()
  const { slot, keys } = await newPersonSlot(hand.vaultId, person, password, hand.cost, hand.databaseKeys, now)
  keys.agreement.fill(0)
  keys.signing.fill(0)
  return signSlot(hand.vaultId, slot, hand.signer)
}

/** The slots with this person under other names, vouched for anew by the hand. His keys and password stay. */
export function renamed(keyring: Keyring, hand: Hand, person: NewPerson): Slot[] {
  const slot = slotOfPerson(keyring, person.personId)
  refuseTaken(keyring, person, true)
  const { signInName, displayName } = person
  const next = signSlot(keyring.vaultId, { ...slot, signInName, displayName }, hand.signer)
  return keyring.slots.map((other) => (other.id === slot.id ? next : other))
}

/** The slots with a person's place taken by another slot of his. */
export function replaced(keyring: Keyring, hand: Hand, next: PersonSlot): Slot[] {
  return replaceSlots(keyring, [slotOfPerson(keyring, next.personId).id], [next], hand.signer)
}
