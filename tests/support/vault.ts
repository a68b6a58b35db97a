import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CreateVaultOptions, createVault, type NewVault } from '../../src-main/vault/vault.ts'

/** The cheapest derivation that the bounds allow. */
export const cheapKdf = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const

export const password = 'mangue verte 41'
export const otherPassword = 'tabouret 77 bleu'
export const person = { id: 'a'.repeat(32), signInName: 'awa', displayName: 'Awa Kaboré' } as const
export const office = {
  name: 'Action sociale de Boulsa',
  code: 'BLS',
  level: 'district',
  place: 'Boulsa — Namentenga, Kuilsé',
  training: false,
  language: 'fr',
} as const

export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), 'lakana-vault-'))
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true })
}

/** A vault with one table `child (name)` that holds Fatimata. */
export function newVault(home: string, more: Partial<CreateVaultOptions> = {}): Promise<NewVault> {
  return createVault({
    home,
    office,
    person,
    password,
    kdf: cheapKdf,
    prepare: (db) => db.exec(`CREATE TABLE child (name TEXT) STRICT; INSERT INTO child VALUES ('Fatimata')`),
    ...more,
  })
}

/** All the files below a folder with their bytes. */
export function filesBelow(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, bytes: readFileSync(path) }))
}

/** The code of the error that this throws or rejects with; null when it does neither. */
export async function codeOf(work: () => unknown): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
}
