import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { unlessDiskRefuses, writeWhole } from './files.ts'
import { foldSignIn } from './keyring-format.ts'
import { vaultStatus } from './open-vault.ts'

/** The last of them; the count of all is in the next sign-in's own line. */
const most = 1000
const fileName = 'failed-tries.json'

/**
 * One try to come in. `signIn` is a name that the keyring beside shows anyway, or '' for any other: people type passwords into the wrong
 * field. There is no key to seal this with while the office is locked; who can write this folder can remove it, and the threat model says so.
 */
const failedTry = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  at: z.string().max(40),
  signIn: z.string().max(60),
})
const fileSchema = z.strictObject({ version: z.literal(1), tries: z.array(failedTry).max(most) })
type FailedTry = z.infer<typeof failedTry>

/** Keeps a try until it is told in the access log, or dropped because it succeeded. @returns its mark */
export function noteTry(home: string, at: string, typed: string): string {
  const id = randomBytes(8).toString('hex')
  save(home, [...failedTries(home), { id, at, signIn: knownName(home, typed) }].slice(-most))
  return id
}

export function dropTry(home: string, id: string): void {
  forgetTries(home, [id])
}

export function failedTries(home: string): readonly FailedTry[] {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(join(home, fileName), 'utf8')))
    return parsed.success ? parsed.data.tries : []
  } catch {
    // Absent, or made unreadable by who can write this folder: there is nothing to tell, and it keeps nobody out of the office.
    return []
  }
}

export function forgetTries(home: string, ids: readonly string[]): void {
  const tries = failedTries(home)
  const left = tries.filter(({ id }) => !ids.includes(id))
  if (left.length < tries.length) save(home, left)
}

function knownName(home: string, typed: string): string {
  const wanted = foldSignIn(typed)
  return vaultStatus(home).signInNames.find(({ signInName }) => foldSignIn(signInName) === wanted)?.signInName ?? ''
}

function save(home: string, tries: readonly FailedTry[]): void {
  unlessDiskRefuses(() => writeWhole(join(home, fileName), JSON.stringify({ version: 1, tries })))
}
