import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import {
  type RecoveryAnswer,
  type RecoveryRequest,
  recoveryRequestText,
  type SealedKey,
} from '../domain/trust/recovery.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import { named, unlessDiskRefuses, writeWhole } from './files.ts'
import { placeOf, type VaultPlace } from './hooks.ts'
import { strongerCost, tuneKdf } from './kdf.ts'
import { type PrivateKeys, signBytes } from './key-pairs.ts'
import {
  foldSignIn,
  isPerson,
  isRegion,
  type Keyring,
  keyringVersion,
  type PersonSlot,
  personSlotSchema,
} from './keyring-format.ts'
import { newPersonSlot, openPersonSlot, zeroKeys } from './keyring-slots.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { openOfficeFile } from './office-file.ts'
import { readForOpening, settleKeyring, unsealDatabaseKeys } from './open-vault.ts'
import { refuseWeak } from './password.ts'
import { RecoverySession } from './recovery.ts'
import { openSealed, type SealContext, sealTo } from './seal.ts'

const pendingName = 'recovery-request.json'

/** A request under way: the slot that the person will have (no database key in it yet), and the text for the office above. */
const pendingSchema = z.strictObject({ version: z.literal(1), slot: personSlotSchema, request: z.string().max(20_000) })

export interface PendingRecovery {
  readonly slot: PersonSlot
  /** The signed request, to be written to a key as often as wanted. */
  readonly request: string
}

export interface RegionRequestOptions extends VaultPlace {
  readonly signInName: string
  /** The password that the person will have; it protects the new keys until the answer comes. */
  readonly password: Buffer | string
  readonly reason: string
  /** As the PC's clock claims, ISO 8601. */
  readonly time: string
}

/**
 * Makes a request to the officer of the office above, for a person of this keyring. Needs no secret. An earlier one is void. Throws
 * `recovery.no-region` when no officer can open this vault, `vault.no-such-person`, `session.password-weak`, and as `openVault`.
 */
export async function requestFromRegion(options: RegionRequestOptions): Promise<PendingRecovery> {
  const release = acquireInstanceLock(options.home, options.nativeBinding)
  try {
    const { keyring } = readForOpening(options.home)
    if (!keyring.slots.some(isRegion)) throw new LakanaError('recovery.no-region')
    const old = personOf(keyring, options.signInName)
    await refuseWeak(options.password, keyring.office, old)
    const { personId, signInName, displayName } = old
    const person = { personId, signInName, displayName }
    const cost = strongerCost(old.kdf, options.kdf ?? (await tuneKdf()))
    const made = await newPersonSlot(keyring.vaultId, person, options.password, cost, new Map(), options.time)
    const pending = { slot: made.slot, request: requestText(keyring, made, options) }
    made.keys.agreement.fill(0)
    made.keys.signing.fill(0)
    writeWhole(join(options.home, pendingName), JSON.stringify({ version: 1, ...pending }))
    options.hooks?.at?.('region.requested')
    return pending
  } finally {
    release()
  }
}

/** The request under way, if any: for a person whom the keyring still has, and not answered yet. */
export function pendingRecovery(home: string): PendingRecovery | null {
  const path = join(home, pendingName)
  if (!existsSync(path)) return null
  try {
    const parsed = pendingSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? { slot: parsed.data.slot, request: parsed.data.request } : null
  } catch {
    // Unreadable: a new request takes its place.
    return null
  }
}

export interface RegionAnswerOptions extends VaultPlace {
  readonly answer: RecoveryAnswer
  /** The one chosen with the request. */
  readonly password: Buffer | string
  readonly monotonic?: Monotonic | undefined
}

/**
 * Opens the vault with the answer of the office above. That its sealed key opens everything proves it genuine; who signed it, the caller
 * checks in the opened file before `admit`. Throws `recovery.not-asked` when it answers no request of this PC, `recovery.damaged`,
 * `session.wait`, `session.wrong-password`, and as `openVault`.
 */
export async function openWithAnswer(options: RegionAnswerOptions): Promise<RegionRecovery> {
  const release = acquireInstanceLock(options.home, options.nativeBinding)
  try {
    const pending = pendingRecovery(options.home)
    const read = readForOpening(options.home)
    const { answer } = options
    if (!pending || answer.newSlot !== pending.slot.id || answer.vault !== read.keyring.vaultId)
      throw new LakanaError('recovery.not-asked')
    const keys = await tryPending(options, read.keyring.vaultId, pending.slot)
    const slot = { ...pending.slot, databaseKeys: [...answer.keys] }
    try {
      const databaseKeys = unsealAnswer(read.keyring, slot, keys.agreement)
      try {
        const file = openOfficeFile(options, databaseKeys)
        const settled = settleKeyring(options, read, databaseKeys, file)
        const place = placeOf(options)
        const session = new RecoverySession({ place, ...settled, file, keyringFromCopy: read.fromCopy, release })
        return new RegionRecovery(session, slot, keys.signing)
      } catch (error) {
        zeroKeys(databaseKeys)
        throw error
      }
    } catch (error) {
      keys.signing.fill(0)
      throw error
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The vault, opened by the officer's answer, until it is known who signed that. */
export class RegionRecovery {
  readonly session: RecoverySession
  readonly #slot: PersonSlot
  readonly #signing: Buffer

  constructor(session: RecoverySession, slot: PersonSlot, signing: Buffer) {
    this.session = session
    this.#slot = slot
    this.#signing = signing
  }

  /** Gives the person his new slot and the office a new recovery code; the request is over. Throws `vault.no-such-person`. */
  admit(): ReturnType<RecoverySession['admit']> {
    const { home } = this.session.place
    const admitted = this.session.admit(this.#slot, this.#signing)
    unlessDiskRefuses(() => named(() => rmSync(join(home, pendingName), { force: true })))
    return admitted
  }

  close(): void {
    this.#signing.fill(0)
    this.session.close()
  }
}

/**
 * The officer's part, on his own PC: the database key of another vault, sealed to him, sealed again to the new slot of the request. Null when
 * it was not sealed to this key. `officer`: X25519 private key.
 */
export function resealForRequest(request: RecoveryRequest, officer: Buffer): SealedKey[] | null {
  const sealed = request.keys.map(({ generation, box }) => {
    const context = {
      format: keyringVersion,
      purpose: 'database-key',
      kdf: null,
      vault: request.vault,
      generation,
    } as const
    const from: SealContext = { ...context, slot: request.slot, kind: 'region' }
    const key = openSealed(officer, Buffer.from(box, 'base64'), from)
    if (!key) return null
    const to: SealContext = { ...context, slot: request.newSlot, kind: 'person' }
    const again = sealTo(Buffer.from(request.newKey, 'base64'), key, to)
    key.fill(0)
    return { generation, box: again.toString('base64') }
  })
  return sealed.every((each) => each !== null) ? sealed : null
}

function personOf(keyring: Keyring, typed: string): PersonSlot {
  const wanted = foldSignIn(typed)
  const slot = keyring.slots.filter(isPerson).find(({ signInName }) => foldSignIn(signInName) === wanted)
  if (!slot) throw new LakanaError('vault.no-such-person')
  return slot
}

function requestText(
  keyring: Keyring,
  { slot, keys }: { slot: PersonSlot; keys: PrivateKeys },
  { reason, time }: RegionRequestOptions,
): string {
  const region = keyring.slots.find(isRegion)
  if (!region) throw new LakanaError('recovery.no-region')
  const { code, name, training } = keyring.office
  const request: RecoveryRequest = {
    office: { code, name },
    training,
    vault: keyring.vaultId,
    slot: region.id,
    keys: region.databaseKeys,
    person: { id: slot.personId, name: slot.displayName, signIn: slot.signInName },
    reason,
    newSlot: slot.id,
    newKey: slot.publicKey,
    sign: Buffer.from(slot.signingKey, 'base64').toString('base64url'),
    writtenAt: time,
  }
  return recoveryRequestText(request, (text) => signBytes(keys.signing, Buffer.from(text)).toString('base64url'))
}

async function tryPending(options: RegionAnswerOptions, vaultId: string, slot: PersonSlot): Promise<PrivateKeys> {
  const { home, monotonic = () => performance.now() } = options
  checkWait(home, slot.id, monotonic)
  const seconds = countTry(home, slot.id, monotonic)
  const keys = await openPersonSlot(vaultId, slot, options.password)
  if (!keys) {
    restartWait(home, slot.id, monotonic)
    throw new LakanaError('session.wrong-password', { seconds })
  }
  clearTries(home, slot.id)
  return keys
}

/** The database keys of an answer, held against the MACs of the keyring. */
function unsealAnswer(keyring: Keyring, slot: PersonSlot, agreement: Buffer) {
  const same =
    slot.databaseKeys.length === keyring.generations.length &&
    slot.databaseKeys.every(({ generation }, index) => generation === keyring.generations[index])
  if (!same) throw new LakanaError('recovery.outdated')
  try {
    return unsealDatabaseKeys(keyring, slot, agreement)
  } catch (error) {
    if (error instanceof LakanaError && error.code === 'vault.keyring-tampered')
      throw new LakanaError('recovery.damaged')
    throw error
  }
}
