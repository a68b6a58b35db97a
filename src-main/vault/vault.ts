/** The front door of this room: making, opening and locking a vault. */
export { type CreateVaultOptions, createVault, type NewVault } from './create-vault.ts'
export type { VaultHooks, VaultPlace } from './hooks.ts'
export type { OfficeHeader } from './keyring.ts'
export { type OpenVaultOptions, openVault, type VaultStatus, vaultStatus } from './open-vault.ts'
export { openWithRecoveryCode, type RecoverySession } from './recovery.ts'
export { type PersonSigningKey, VaultSession } from './session.ts'
