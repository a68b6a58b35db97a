import { createHash } from 'node:crypto'
import * as z from 'zod'
import { id, language } from '../contract/common.ts'
import { LakanaError } from '../contract/errors.ts'
import { officeHeader } from '../contract/setup.ts'
import { canonical } from '../domain/ledger/canonical.ts'
import type { Json } from '../domain/ledger/types.ts'

export const keyringVersion = 1

const base64 = (min: number, max = min) =>
  z.string().refine((text) => {
    const bytes = Buffer.from(text, 'base64')
    return bytes.toString('base64') === text && bytes.length >= min && bytes.length <= max
  })
const name = z.string().min(1).max(200)
const generation = z.int().min(1).max(1_000_000)

// Bounds of security are checked before deriving, with an error of their own; here only the shape.
export const kdfSchema = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.int().min(1),
  iterations: z.int().min(1),
  parallelism: z.int().min(1),
  salt: base64(0, 1024),
})
const publicKey = base64(32)
const signature = base64(64)

/** What every slot has: the database key of each generation sealed to `publicKey` (X25519), and the signature of who made the slot. */
const slotBase = {
  id,
  publicKey,
  /** 32 (ephemeral key) + 32 (database key) + 16 (tag) bytes each. */
  databaseKeys: z.array(z.strictObject({ generation, box: base64(80) })),
  /** Id of the person slot whose key made `signature`; its own id when it vouches for itself. */
  createdBy: id,
  createdAt: z.iso.datetime(),
  signature,
}
export const personSlotSchema = z.strictObject({
  kind: z.literal('person'),
  ...slotBase,
  personId: id,
  signInName: name,
  displayName: name,
  signingKey: publicKey,
  kdf: kdfSchema,
  /** nonce (12) + X25519 ‖ Ed25519 (64) + tag (16), under the key derived from the password. */
  privateKeys: base64(92),
  /** By the person's own key over `kdf` and `privateKeys`. */
  secretSignature: signature,
})
const recoverySlot = z.strictObject({ kind: z.literal('recovery'), ...slotBase })
const regionSlot = z.strictObject({ kind: z.literal('region'), ...slotBase, officer: name })

const keyringSchema = z.strictObject({
  format: z.literal('lakana-keyring'),
  version: z.literal(keyringVersion),
  vaultId: id,
  /** Grows by one at each writing. */
  revision: z.int().min(1),
  /** One generation of the database key; two while a rotation is under way. */
  generations: z.array(generation).min(1).max(2),
  office: officeHeader.extend({ language }),
  slots: z
    .array(z.discriminatedUnion('kind', [personSlotSchema, recoverySlot, regionSlot]))
    .min(1)
    .max(500),
  macs: z.array(z.strictObject({ generation, mac: base64(32) })),
  /** SHA-256 of all the rest: tells a damaged file from one that somebody has changed. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
})

export type Keyring = z.infer<typeof keyringSchema>
export type Slot = Keyring['slots'][number]
export type PersonSlot = z.infer<typeof personSlotSchema>
export type RecoverySlot = z.infer<typeof recoverySlot>
export type RegionSlot = z.infer<typeof regionSlot>
/** What the sign-in page may show before anybody has unlocked. */
export type OfficeHeader = Keyring['office']

/** The largest keyring that is read, in bytes. */
export const keyringMaxBytes = 4 * 1024 * 1024

/** The text of the file: canonical JSON and a line end, checksum renewed. */
export function keyringText(keyring: Keyring): string {
  return `${canonical({ ...keyring, checksum: checksumOf(keyring) } as unknown as Json)}\n`
}

/**
 * Reads the text of a keyring strictly: known version, known fields only, canonical bytes, right checksum. Throws
 * `vault.keyring-damaged`, or `vault.keyring-from-future` for a version that only a later program knows.
 */
export function parseKeyring(text: string): Keyring {
  const raw = jsonOrNull(text)
  if (versionOf(raw) > keyringVersion) throw new LakanaError('vault.keyring-from-future', { version: versionOf(raw) })
  const parsed = keyringSchema.safeParse(raw)
  if (!parsed.success || keyringText(parsed.data) !== text || !hangsTogether(parsed.data)) {
    throw new LakanaError('vault.keyring-damaged')
  }
  return parsed.data
}

/** How sign-in names are compared. */
export const foldSignIn = (signInName: string): string => signInName.normalize('NFKC').trim().toLowerCase()

export const isPerson = (slot: Slot): slot is PersonSlot => slot.kind === 'person'
export const isRecovery = (slot: Slot): slot is RecoverySlot => slot.kind === 'recovery'
export const isRegion = (slot: Slot): slot is RegionSlot => slot.kind === 'region'

/** What the MACs are over. */
export function keyringBody(keyring: Keyring): string {
  const { macs: _macs, checksum: _checksum, ...body } = keyring
  return canonical(body as unknown as Json)
}

function checksumOf(keyring: Keyring): string {
  const { checksum: _checksum, ...rest } = keyring
  return createHash('sha256')
    .update(canonical(rest as unknown as Json))
    .digest('hex')
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema refuses null with the right error.
    return null
  }
}

function versionOf(raw: unknown): number {
  const head = z.object({ format: z.literal('lakana-keyring'), version: z.int() }).safeParse(raw)
  return head.success ? head.data.version : 0
}

function hangsTogether(keyring: Keyring): boolean {
  const { generations, slots } = keyring
  const people = slots.filter(isPerson)
  const unique = (values: readonly string[]) => new Set(values).size === values.length
  const [first = 0, second = first + 1] = generations
  return (
    second === first + 1 &&
    sameGenerations(keyring.macs, generations) &&
    slots.every((slot) => sameGenerations(slot.databaseKeys, generations)) &&
    unique(slots.map((slot) => slot.id)) &&
    unique(people.map((slot) => slot.personId)) &&
    unique(people.map((slot) => foldSignIn(slot.signInName))) &&
    slots.filter(isRecovery).length <= 1 &&
    slots.filter(isRegion).length <= 1
  )
}

function sameGenerations(list: readonly { generation: number }[], generations: readonly number[]): boolean {
  return list.length === generations.length && list.every((item, index) => item.generation === generations[index])
}
