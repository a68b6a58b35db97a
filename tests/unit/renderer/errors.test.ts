import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../src-main/contract/errors.ts'
import { en } from '../../../src-renderer/language/en/index.ts'
import { fr } from '../../../src-renderer/language/fr/index.ts'

type Words = Readonly<Record<string, string>>
const languages = { fr, en } as Readonly<Record<'fr' | 'en', Readonly<Record<string, Words>>>>

/** The names of the values that a sentence has room for. */
const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort()

describe.each(['fr', 'en'] as const)('errors in %s', (language) => {
  const errors = languages[language].errors ?? {}

  test.each(errorCodes)('%s has its sentence', (code) => {
    expect(errors[code]).toMatch(/\p{Lu}.{20,}[.?]$/u)
    expect(holes(errors[code] ?? ''), 'the plain sentence stands without details').toEqual([])
  })

  test('no sentence is left of a code that is gone', () => {
    const known = new Set<string>(errorCodes)
    expect(Object.keys(errors).filter((key) => !known.has(key.replace(/\+$/, '')))).toEqual([])
  })
})
