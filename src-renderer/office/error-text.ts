import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { type ErrorCode, errorCodes } from '../../src-main/contract/errors.ts'
import type { fr } from '../language/fr/index.ts'

type Details = Readonly<Record<string, unknown>>
type SentenceKey = keyof (typeof fr)['errors']

function isCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code)
}

/** The fuller sentence of a code when the refusal brings every detail that the sentence names. */
function keyFor(code: ErrorCode, details: Details): SentenceKey {
  const fuller = `${code}+`
  const text: unknown = i18next.getResource(i18next.language, 'errors', fuller)
  if (typeof text !== 'string') return code
  const named = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] ?? '')
  return named.every((name) => details[name] !== undefined) ? (fuller as SentenceKey) : code
}

/** Words any refusal, thrown by `ask` or lying in a result as `{code, details}`. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors')
  // Which details a sentence names is only known with its key, at run time.
  const say = t as unknown as (key: SentenceKey, details: Details) => string
  return (error) => {
    const given = error as { code?: unknown; details?: Details } | null
    const code = typeof given?.code === 'string' && isCode(given.code) ? given.code : 'call.internal'
    const details = given?.details ?? {}
    return say(keyFor(code, details), details)
  }
}
