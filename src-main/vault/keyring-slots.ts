import { randomBytes } from 'node:crypto'
import { LakanaError } from '../contract/errors.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'
import { deriveKek, type KdfCost, type KdfParams, newKdfParams } from './kdf.ts'
import { newPrivateKey, type PrivateKeys, publicKeyOf, signatureHolds, signBytes } from './key-pairs.ts'
import {
  isPerson,
  type Keyring,
  keyringVersion,
  type PersonSlot,
  type RecoverySlot,
  type RegionSlot,
  type Slot,
} from './keyring-format.ts'
import { deriveKey, open, openSealed, type SealContext, seal, sealTo } from './seal.ts'

/** Database keys by generation. Whoever holds it zeroes the Buffers. */
export type DatabaseKeys = ReadonlyMap<number, Buffer>

/** Who vouches for a slot. */
export interface Signer {
  readonly slot: string
  /** Ed25519 private key. */
  readonly signing: Buffer
}

export interface NewPerson {
  readonly personId: string
  readonly signInName: string
  readonly displayName: string
}

export const newId = (): string => randomBytes(16).toString('hex')

const context = (
  vault: string,
  slot: string,
  kind: Slot['kind'],
  rest: Pick<SealContext, 'purpose' | 'kdf' | 'generation'>,
): SealContext => ({ format: keyringVersion, vault, slot, kind, ...rest })

/** A slot for a person with new key pairs, which vouches for itself until `signSlot` has another person vouch for it. */
export async function newPersonSlot(
  vault: string,
  person: NewPerson,
  password: Buffer | string,
  cost: KdfCost,
  databaseKeys: DatabaseKeys,
  createdAt: string,
): Promise<{ slot: PersonSlot; keys: PrivateKeys }> {
  const keys: PrivateKeys = { agreement: newPrivateKey(), signing: newPrivateKey() }
  const id = newId()
  const publicKey = publicKeyOf('x25519', keys.agreement)
  const identity = {
    kind: 'person' as const,
    id,
    ...person,
    publicKey: publicKey.toString('base64'),
    signingKey: publicKeyOf('ed25519', keys.signing).toString('base64'),
    databaseKeys: sealDatabaseKeys(vault, id, 'person', publicKey, databaseKeys),
    createdBy: id,
    createdAt,
  }
  const secret = await sealSecret(vault, identity, keys, password, newKdfParams(cost))
  return { slot: signSlot(vault, { ...identity, ...secret, signature: '' }, { slot: id, signing: keys.signing }), keys }
}

/** A slot for the code of the recovery sheet: the X25519 key is derived from its 160 bits, which need no slow hash. */
export function newRecoverySlot(
  vault: string,
  secret: Buffer,
  databaseKeys: DatabaseKeys,
  signer: Signer,
  createdAt: string,
): RecoverySlot {
  const id = newId()
  const agreement = recoveryAgreementKey(vault, secret)
  const publicKey = publicKeyOf('x25519', agreement)
  agreement.fill(0)
  const slot: RecoverySlot = {
    kind: 'recovery',
    id,
    publicKey: publicKey.toString('base64'),
    databaseKeys: sealDatabaseKeys(vault, id, 'recovery', publicKey, databaseKeys),
    createdBy: signer.slot,
    createdAt,
    signature: '',
  }
  return signSlot(vault, slot, signer)
}

/** A slot for the recovery officer of the office above, who alone has the private key of `publicKey` (X25519, 32 raw bytes). */
export function newRegionSlot(
  vault: string,
  region: { readonly officer: string; readonly publicKey: Buffer },
  databaseKeys: DatabaseKeys,
  signer: Signer,
  createdAt: string,
): RegionSlot {
  const id = newId()
  const { officer, publicKey } = region
  const slot: RegionSlot = {
    kind: 'region',
    id,
    officer,
    publicKey: publicKey.toString('base64'),
    databaseKeys: sealDatabaseKeys(vault, id, 'region', publicKey, databaseKeys),
    createdBy: signer.slot,
    createdAt,
    signature: '',
  }
  return signSlot(vault, slot, signer)
}

/** The slot with exactly these database keys, sealed to its public key: nobody needs to be there for it. */
export function sealedAnew<S extends Slot>(vault: string, slot: S, databaseKeys: DatabaseKeys): S {
  const publicKey = Buffer.from(slot.publicKey, 'base64')
  return { ...slot, databaseKeys: sealDatabaseKeys(vault, slot.id, slot.kind, publicKey, databaseKeys) }
}

/** The same person and keys under another password. */
export async function withNewPassword(
  vault: string,
  slot: PersonSlot,
  keys: PrivateKeys,
  password: Buffer | string,
  cost: KdfCost,
): Promise<PersonSlot> {
  return { ...slot, ...(await sealSecret(vault, slot, keys, password, newKdfParams(cost))) }
}

/** Null when the password is not the one. Throws `vault.kdf-out-of-bounds` before deriving. */
export async function openPersonSlot(
  vault: string,
  slot: PersonSlot,
  password: Buffer | string,
): Promise<PrivateKeys | null> {
  const kek = await deriveKek(password, slot.kdf)
  const plain = open(kek, Buffer.from(slot.privateKeys, 'base64'), secretContext(vault, slot.id, slot.kdf))
  kek.fill(0)
  if (!plain) return null
  const keys = { agreement: plain.subarray(0, 32), signing: plain.subarray(32) }
  const own =
    publicKeyOf('x25519', keys.agreement).toString('base64') === slot.publicKey &&
    publicKeyOf('ed25519', keys.signing).toString('base64') === slot.signingKey
  if (own) return keys
  plain.fill(0)
  throw new LakanaError('vault.keyring-tampered')
}

/** The database keys sealed in a slot, or null when the private key is not the slot's. */
export function openDatabaseKeys(vault: string, slot: Slot, agreement: Buffer): DatabaseKeys | null {
  const keys = new Map<number, Buffer>()
  for (const { generation, box } of slot.databaseKeys) {
    const place = context(vault, slot.id, slot.kind, { purpose: 'database-key', kdf: null, generation })
    const key = openSealed(agreement, Buffer.from(box, 'base64'), place)
    if (!key) {
      zeroKeys(keys)
      return null
    }
    keys.set(generation, key)
  }
  return keys
}

export function recoveryAgreementKey(vault: string, secret: Buffer): Buffer {
  return deriveKey(secret, Buffer.from(vault, 'hex'), 'lakana/recovery/x25519/v1')
}

export function zeroKeys(keys: DatabaseKeys): void {
  for (const key of keys.values()) key.fill(0)
}

/** The slot as vouched for by `signer`. Its secret part and sealed keys are not in this signature: the MAC holds the whole. */
export function signSlot<S extends Slot>(vault: string, slot: S, signer: Signer): S {
  const signed = { ...slot, createdBy: signer.slot }
  return { ...signed, signature: signBytes(signer.signing, identityBytes(vault, signed)).toString('base64') }
}

/**
 * Checks, before any password, that every slot is vouched for by a person of the same keyring and that every person's KDF parameters and
 * private keys are the ones that the person sealed. Throws `vault.keyring-tampered`.
 */
export function checkSignatures(keyring: Keyring): void {
  const people = new Map(keyring.slots.filter(isPerson).map((slot) => [slot.id, slot]))
  const holds = (signer: PersonSlot | undefined, bytes: Buffer, signature: string) =>
    signer !== undefined &&
    signatureHolds(Buffer.from(signer.signingKey, 'base64'), bytes, Buffer.from(signature, 'base64'))
  for (const slot of keyring.slots) {
    const vouched = holds(people.get(slot.createdBy), identityBytes(keyring.vaultId, slot), slot.signature)
    const own = !isPerson(slot) || holds(slot, secretBytes(keyring.vaultId, slot), slot.secretSignature)
    if (!vouched || !own) throw new LakanaError('vault.keyring-tampered')
  }
}

async function sealSecret(
  vault: string,
  slot: Pick<PersonSlot, 'id'>,
  keys: PrivateKeys,
  password: Buffer | string,
  kdf: KdfParams,
): Promise<Pick<PersonSlot, 'kdf' | 'privateKeys' | 'secretSignature'>> {
  const kek = await deriveKek(password, kdf)
  const plain = Buffer.concat([keys.agreement, keys.signing])
  const privateKeys = seal(kek, plain, secretContext(vault, slot.id, kdf)).toString('base64')
  kek.fill(0)
  plain.fill(0)
  const secretSignature = signBytes(keys.signing, secretBytes(vault, { id: slot.id, kdf, privateKeys }))
  return { kdf, privateKeys, secretSignature: secretSignature.toString('base64') }
}

const secretContext = (vault: string, slot: string, kdf: KdfParams): SealContext =>
  context(vault, slot, 'person', { purpose: 'private-keys', kdf, generation: 0 })

function sealDatabaseKeys(
  vault: string,
  slot: string,
  kind: Slot['kind'],
  publicKey: Buffer,
  keys: DatabaseKeys,
): PersonSlot['databaseKeys'] {
  return Array.from(keys, ([generation, key]) => {
    const place = context(vault, slot, kind, { purpose: 'database-key', kdf: null, generation })
    return { generation, box: sealTo(publicKey, key, place).toString('base64') }
  })
}

function identityBytes(vault: string, slot: Slot): Buffer {
  const { databaseKeys: _keys, signature: _signature, ...rest } = slot
  if (rest.kind !== 'person') return signedBytes('slot', vault, rest)
  const { kdf: _kdf, privateKeys: _private, secretSignature: _secret, ...identity } = rest
  return signedBytes('slot', vault, identity)
}

function secretBytes(vault: string, slot: Pick<PersonSlot, 'id' | 'kdf' | 'privateKeys'>): Buffer {
  return signedBytes('secret', vault, { id: slot.id, kdf: slot.kdf, privateKeys: slot.privateKeys })
}

function signedBytes(what: 'slot' | 'secret', vault: string, content: Json): Buffer {
  return Buffer.from(canonical({ signed: `lakana-keyring-${what}`, version: keyringVersion, vault, content }))
}
