import { LakanaError } from '../contract/errors.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import { named, unlessDiskRefuses } from './files.ts'
import { placeOf, type VaultPlace } from './hooks.ts'
import { checkKdfBounds, defaultKdfCost, deriveKek, type KdfCost, newKdfParams } from './kdf.ts'
import type { PrivateKeys } from './key-pairs.ts'
import {
  checkMacs,
  type OfficeHeader,
  type ReadKeyring,
  readKeyring,
  refreshCopy,
  repairKeyring,
  writeKeyring,
} from './keyring.ts'
import { foldSignIn, isPerson, isRegion, type Keyring, type PersonSlot, type Slot } from './keyring-format.ts'
import { checkSignatures, type DatabaseKeys, openDatabaseKeys, openPersonSlot, zeroKeys } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { refuseMoved } from './moved.ts'
import { type OpenedFile, openOfficeFile } from './office-file.ts'
import { withoutOthers } from './rotation.ts'
import { VaultSession } from './session.ts'
import { finishSwitch } from './switch-files.ts'

/** The wait that all names nobody has share. */
const nobody = 'unknown'

export interface OpenVaultOptions extends VaultPlace {
  readonly signInName: string
  readonly password: Buffer | string
  /** Told, when a try fails, the seconds that the next one must wait. */
  readonly onWait?: ((seconds: number) => void) | undefined
  /** For tests: milliseconds that only go forward. */
  readonly monotonic?: Monotonic | undefined
}

/**
 * Opens the vault for a person. A name that nobody has costs the same and fails the same. Throws `session.wait` and
 * `session.wrong-password` (both with `seconds`), `vault.in-use`, `vault.keyring-damaged`, `vault.keyring-tampered`,
 * `vault.keyring-from-future`, `vault.kdf-out-of-bounds`, `vault.database-damaged` and failures of the disk.
 */
export async function openVault(options: OpenVaultOptions): Promise<VaultSession> {
  const release = acquireInstanceLock(options.home, options.nativeBinding)
  try {
    const read = readForOpening(options.home)
    const wanted = foldSignIn(options.signInName)
    const slot = read.keyring.slots.filter(isPerson).find(({ signInName }) => foldSignIn(signInName) === wanted)
    const { keys, failedTries, known } = await tryPassword(options, read.keyring, slot)
    return openAs(options, read, known, keys, failedTries, release)
  } catch (error) {
    release()
    throw error
  }
}

/** The keyring, signatures checked. Throws also when there is no vault at all, and `vault.moved`. */
export function readForOpening(home: string): ReadKeyring {
  finishSwitch(home)
  refuseMoved(home)
  const read = readKeyring(home)
  if (!read) throw new LakanaError('vault.keyring-damaged', { missing: true })
  checkSignatures(read.keyring)
  return read
}

/** The database keys of a slot, every MAC of the keyring checked with them. Zeroes the private key. */
export function unsealDatabaseKeys(keyring: Keyring, slot: Slot, agreement: Buffer): DatabaseKeys {
  const keys = openDatabaseKeys(keyring.vaultId, slot, agreement)
  agreement.fill(0)
  if (!keys) throw new LakanaError('vault.keyring-tampered')
  try {
    checkMacs(keyring, keys)
    return keys
  } catch (error) {
    zeroKeys(keys)
    throw error
  }
}

/**
 * After a keyring has proved sound and the file has opened: repairs the keyring, ends a rotation that was stopped, brings the copy up to
 * date. A disk that refuses does not undo the opening. Returns the keyring and the keys that hold from now on.
 */
export function settleKeyring(
  place: VaultPlace,
  read: ReadKeyring,
  keys: DatabaseKeys,
  { generation }: OpenedFile,
): { keyring: Keyring; databaseKeys: DatabaseKeys } {
  let settled = { keyring: read.keyring, databaseKeys: keys }
  unlessDiskRefuses(() => {
    const keyring = withoutOthers(read.keyring, keys, generation)
    if (read.fromCopy) repairKeyring(place.home, keyring)
    else if (keyring !== read.keyring) writeKeyring(place.home, keyring, place.hooks)
    named(() => refreshCopy(place.home))
    settled = { keyring, databaseKeys: only(keys, generation) }
  })
  return settled
}

function only(keys: DatabaseKeys, generation: number): DatabaseKeys {
  for (const [other, key] of keys) if (other !== generation) key.fill(0)
  return new Map([...keys].filter(([each]) => each === generation))
}

async function tryPassword(
  options: OpenVaultOptions,
  keyring: Keyring,
  slot: PersonSlot | undefined,
): Promise<{ keys: PrivateKeys; failedTries: number; known: PersonSlot }> {
  const { home, monotonic = () => performance.now() } = options
  const who = slot?.id ?? nobody
  checkWait(home, who, monotonic)
  if (slot) checkKdfBounds(slot.kdf)
  const seconds = countTry(home, who, monotonic)
  options.hooks?.at?.('open.counted')
  const keys = slot
    ? await openPersonSlot(keyring.vaultId, slot, options.password)
    : await deriveInVain(keyring, options.password)
  if (slot && keys) return { keys, failedTries: clearTries(home, who), known: slot }
  restartWait(home, who, monotonic)
  options.onWait?.(seconds)
  throw new LakanaError('session.wrong-password', { seconds })
}

/** The same work as for a name that somebody has, so that the time tells nothing. */
async function deriveInVain(keyring: Keyring, password: Buffer | string): Promise<null> {
  const cost: KdfCost = keyring.slots.find(isPerson)?.kdf ?? defaultKdfCost
  const key = await deriveKek(password, newKdfParams(cost))
  key.fill(0)
  return null
}

function openAs(
  options: OpenVaultOptions,
  read: ReadKeyring,
  slot: PersonSlot,
  keys: PrivateKeys,
  failedTries: number,
  release: () => void,
): VaultSession {
  let databaseKeys: DatabaseKeys | null = null
  try {
    options.hooks?.at?.('open.unlocked')
    databaseKeys = unsealDatabaseKeys(read.keyring, slot, keys.agreement)
    const file = openOfficeFile(options, databaseKeys)
    const settled = settleKeyring(options, read, databaseKeys, file)
    options.hooks?.at?.('open.settled')
    const secrets = { databaseKeys: settled.databaseKeys, signing: keys.signing }
    const about = { keyringFromCopy: read.fromCopy, failedTries, monotonic: options.monotonic }
    return new VaultSession({
      place: placeOf(options),
      keyring: settled.keyring,
      slot,
      file,
      secrets,
      release,
      ...about,
    })
  } catch (error) {
    keys.signing.fill(0)
    if (databaseKeys) zeroKeys(databaseKeys)
    throw error
  }
}

export interface VaultStatus {
  /** `empty`: nothing has ever been created here. */
  readonly state: 'empty' | 'locked'
  /** Not yet proved genuine: that comes with unlocking. */
  readonly header?: OfficeHeader
  readonly signInNames: readonly { readonly signInName: string; readonly displayName: string }[]
  /** Who above can open this vault. */
  readonly regionOfficer: string | null
  /** The keyring is missing or damaged; its previous copy stands in. */
  readonly keyringFromCopy: boolean
}

/** What may be known without any password. Throws `vault.keyring-damaged`, `vault.keyring-from-future`. */
export function vaultStatus(home: string): VaultStatus {
  const read = readKeyring(home)
  if (!read) return { state: 'empty', signInNames: [], regionOfficer: null, keyringFromCopy: false }
  const people = read.keyring.slots.filter(isPerson)
  return {
    state: 'locked',
    header: read.keyring.office,
    signInNames: people.map(({ signInName, displayName }) => ({ signInName, displayName })),
    regionOfficer: read.keyring.slots.find(isRegion)?.officer ?? null,
    keyringFromCopy: read.fromCopy,
  }
}
