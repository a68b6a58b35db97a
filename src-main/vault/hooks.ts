import type { KdfCost } from './kdf.ts'

/** The named moments at which a test may fail or kill the program. Every one must leave a vault that opens. */
export const vaultPoints = [
  'keyring.temp-written',
  'keyring.previous-kept',
  'keyring.renamed',
  'create.database-ready',
  'create.keyring-written',
  'create.database-renamed',
  'open.counted',
  'open.unlocked',
  'open.settled',
  'region.requested',
  'rotation.copied',
  'rotation.sealed-anew',
  'rotation.checked',
  'rotation.keyring-written',
  'rotation.file-replaced',
  'rotation.retired',
  'backup.started',
  'backup.copied',
  'backup.keyring-copied',
  'backup.verified',
  'backup.renamed',
  'backup.rotated',
  'key.copied',
  'key.verified',
  'key.renamed',
  'restore.staged',
  'restore.verified',
  'restore.prepared',
  'switch.written',
  'switch.kept',
  'switch.database',
  'switch.keyring',
  'switch.done',
  'move.begun',
  'move.copied',
  'move.renamed',
  'move.sealed',
] as const

export type VaultPoint = (typeof vaultPoints)[number]

/** Given by tests only; the program passes none. */
export interface VaultHooks {
  /** Called when the named moment has just been reached; may throw. */
  at?(point: VaultPoint): void
}

/** Where a vault is and by what it opens. */
export interface VaultPlace {
  /** The data folder. */
  readonly home: string
  /** Path of the native SQLite module, when it is not found by the package itself (packaged program). */
  readonly nativeBinding?: string | undefined
  readonly hooks?: VaultHooks | undefined
  /** What a new password's derivation costs; left out, it is measured on this PC. */
  readonly kdf?: KdfCost | undefined
}

/** The place alone: what came with it, like a password, must not live as long as a session. */
export function placeOf({ home, nativeBinding, hooks, kdf }: VaultPlace): VaultPlace {
  return { home, nativeBinding, hooks, kdf }
}
