import { useTranslation } from 'react-i18next'
import { type ErrorCode, errorCodes } from '../../src-main/contract/errors.ts'
import { OfficeError } from './client.ts'

function isCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code)
}

/** Numbers and lists of details as they are read: "311 à 340, 360". */
function readable(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(details).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : value])
  return Object.fromEntries(entries)
}

/** Words any refusal, thrown by `ask` or lying in a result as `{code, details}`. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors')
  return (error) => {
    const given = error as { code?: unknown; details?: Readonly<Record<string, unknown>> } | null
    const code = typeof given?.code === 'string' && isCode(given.code) ? given.code : 'call.internal'
    return t(code, readable(error instanceof OfficeError ? error.details : (given?.details ?? {})))
  }
}
