import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LakanaError } from '../contract/errors.ts'
import { checkWait, clearTries, countTry, type Monotonic, restartWait } from './attempts.ts'
import { writeWhole } from './files.ts'
import type { VaultPlace } from './hooks.ts'
import { deriveKek, type KdfParams, newKdfParams, tuneKdf } from './kdf.ts'
import { readKeyring } from './keyring.ts'
import { kdfSchema } from './keyring-format.ts'
import { acquireInstanceLock } from './lock-file.ts'
import { refuseWeak } from './password.ts'
import { open, type SealContext, seal } from './seal.ts'

const fileName = 'joining.json'
const slot = 'joining'

/** A PC that has asked to join its office: its keys, sealed under the password that its first person will have, and the signed request. */
const schema = z.strictObject({
  version: z.literal(1),
  kdf: kdfSchema,
  keys: z.string().max(20_000),
  request: z.string().max(20_000),
})

const contextOf = (kdf: KdfParams): SealContext => ({
  format: 1,
  vault: slot,
  slot,
  kind: 'newcomer',
  purpose: 'private-keys',
  kdf,
  generation: 0,
})

/**
 * Keeps the keys of a PC without an office until its answer comes; an earlier request is void. `keys` is zeroed.
 * @throws session.already-set-up, session.password-weak, vault.in-use, vault.disk-full, vault.read-only
 */
export async function beginJoining(
  place: VaultPlace,
  asked: { readonly password: string; readonly keys: Buffer; readonly request: string },
): Promise<void> {
  const { home, nativeBinding } = place
  const release = acquireInstanceLock(home, nativeBinding)
  try {
    refuseOffice(home)
    await refuseWeak(asked.password, { name: '', place: '' }, { signInName: '', displayName: '' })
    const kdf = newKdfParams(place.kdf ?? (await tuneKdf()))
    const kek = await deriveKek(asked.password, kdf)
    const keys = seal(kek, asked.keys, contextOf(kdf)).toString('base64')
    kek.fill(0)
    writeWhole(join(home, fileName), JSON.stringify({ version: 1, kdf, keys, request: asked.request }))
    clearTries(home, slot)
  } finally {
    asked.keys.fill(0)
    release()
  }
}

/** The request under way; null where there is none, or an office already. */
export function pendingJoining(home: string): string | null {
  return readKeyring(home) ? null : (read(home)?.request ?? null)
}

/** The keys again. The caller zeroes them. @throws enrolment.not-asked, session.wait, session.wrong-password, session.already-set-up */
export async function openJoining({ home }: VaultPlace, password: string, monotonic: Monotonic): Promise<Buffer> {
  refuseOffice(home)
  const pending = read(home)
  if (!pending) throw new LakanaError('enrolment.not-asked')
  checkWait(home, slot, monotonic)
  const seconds = countTry(home, slot, monotonic)
  const kek = await deriveKek(password, pending.kdf)
  const keys = open(kek, Buffer.from(pending.keys, 'base64'), contextOf(pending.kdf))
  kek.fill(0)
  if (!keys) {
    restartWait(home, slot, monotonic)
    throw new LakanaError('session.wrong-password', { seconds })
  }
  clearTries(home, slot)
  return keys
}

/** The office is here: its keys lie in its file. */
export function endJoining(home: string): void {
  rmSync(join(home, fileName), { force: true })
}

function refuseOffice(home: string): void {
  if (readKeyring(home)) throw new LakanaError('session.already-set-up')
}

function read(home: string): z.infer<typeof schema> | null {
  const path = join(home, fileName)
  if (!existsSync(path)) return null
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    // Half written by a failing disk: a new request takes its place.
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}
