import { type ErrorCode, type ErrorDetails, LakanaError } from '../contract/errors.ts'

/** Anything unforeseen becomes a bare code: a message could hold a child's name or a key. */
export function describe(error: unknown): { code: ErrorCode; details: ErrorDetails } {
  if (error instanceof LakanaError) return { code: error.code, details: error.details }
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return { code: 'vault.disk-full', details: {} }
  if (code === 'EROFS' || code === 'SQLITE_READONLY') return { code: 'vault.read-only', details: {} }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return { code: 'vault.database-damaged', details: {} }
  return { code: 'call.internal', details: { kind: error instanceof Error ? error.name : typeof error, system: code } }
}

function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}
