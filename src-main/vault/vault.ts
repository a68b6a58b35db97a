/** The front door of this room: making, opening and locking a vault. */
export { createFilled } from './create-filled.ts'
export { type CreateVaultOptions, createVault, type NewVault } from './create-vault.ts'
export type { OfficeHeader } from './keyring.ts'
export { openVault, vaultStatus } from './open-vault.ts'
export { openWithRecoveryCode } from './recovery.ts'
export {
  openWithAnswer,
  type PendingRecovery,
  pendingRecovery,
  requestFromRegion,
  resealForRequest,
} from './region-recovery.ts'
export { VaultSession } from './session.ts'
export { temporaryPassword } from './temporary-password.ts'
