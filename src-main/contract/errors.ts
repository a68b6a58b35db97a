/**
 * Every way a call can fail. A closed set: the window has one sentence for each, in French and English
 * (`errors.<code>` in its dictionaries); a test holds the two lists equal.
 */
export const errorCodes = [
  // the call itself
  'call.unknown',
  'call.sender',
  'call.input',
  'call.cancelled',
  'call.internal',
  // session
  'session.locked',
  'session.permission',
  'session.wrong-password',
  'session.wait',
  'session.already-set-up',
  'session.password-weak',
  'session.password-same',
  'session.conditions',
  'session.account-ended',
  'session.account-not-yet',
  'session.account-over',
  // vault
  'vault.keyring-damaged',
  'vault.keyring-from-future',
  'vault.keyring-tampered',
  'vault.kdf-out-of-bounds',
  'vault.keyring-missing',
  'vault.database-damaged',
  'vault.database-missing',
  'vault.writing-stopped',
  'vault.cannot-salvage',
  'vault.busy',
  'vault.moved',
  'vault.move-damaged',
  'vault.move-taken',
  'vault.other-machine',
  'vault.revoked',
  'vault.database-from-future',
  'vault.migration-altered',
  'vault.recovery-code',
  'vault.self-test',
  'vault.no-such-person',
  'vault.name-taken',
  'vault.not-yourself',
  // the office above opens a vault
  'recovery.no-region',
  'recovery.not-asked',
  'recovery.not-ours',
  'recovery.damaged',
  'recovery.outdated',
  'recovery.words',
  'recovery.signer',
  'vault.in-use',
  'vault.disk-full',
  'vault.read-only',
  // cases
  'case.not-found',
  'case.out-of-scope',
  'case.not-yours-to-edit',
  'opening.own',
  'opening.reviewed',
  'opening.not-found',
  'case.changed-since',
  'conflict.changed',
  'form.invalid',
  'form.unknown',
  'form.read-only',
  'form.reserved',
  'note.empty',
  // people, roles and groups
  'access.last-administrator',
  'role.not-found',
  'role.standard',
  'role.in-use',
  'role.name-taken',
  'role.changed-since',
  'role.file-damaged',
  'role.file-unknown',
  'group.not-found',
  'group.name-taken',
  'person.unknown',
  'assign.not-able',
  'assign.undone',
  'transfer.unknown-office',
  'transfer.answered',
  'person.not-found',
  'person.own-account',
  'person.role-above-yours',
  'person.role-unknown',
  'person.has-open-cases',
  'person.ended',
  'person.not-ended',
  'person.dates',
  'conduct.changed-since',
  // bundles and enrolment
  'bundle.truncated',
  'bundle.damaged',
  'bundle.not-a-bundle',
  'bundle.wrong-recipient',
  'bundle.unknown-signer',
  'bundle.revoked-signer',
  'bundle.envelope-mismatch',
  'bundle.too-large',
  'bundle.not-canonical',
  'bundle.invalid-content',
  'bundle.out-of-scope',
  'bundle.gap',
  'bundle.volume-missing',
  'bundle.fork',
  'bundle.restored',
  'bundle.number-jump',
  'bundle.format-too-new',
  'bundle.format-too-old',
  'bundle.schema-too-new',
  'bundle.training',
  'bundle.not-training',
  'enrolment.not-for-this-office',
  'enrolment.not-enrolled',
  'enrolment.damaged',
  'enrolment.wrong-level',
  'enrolment.code-taken',
  'enrolment.fingerprint',
  'enrolment.not-below',
  'enrolment.revoked-already',
  'attachment.too-large',
  'attachment.kind',
  'attachment.not-bare',
  'attachment.damaged',
  'attachment.absent',
  'backup.not-found',
  'drive.full',
  'drive.gone',
  'drive.read-only',
  'drive.not-found',
  'drive.unreliable',
  'file.not-found',
  // access log
  'log.clock',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Small facts that complete the sentence: counts, codes, office names. Never a child's data, never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

export class LakanaError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.name = 'LakanaError'
    this.code = code
    this.details = details
  }
}
