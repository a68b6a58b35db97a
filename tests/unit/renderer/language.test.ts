import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../src-main/contract/errors.ts'
import { typesetFrench } from '../../../src-main/domain/forms/typeset.ts'
import { en } from '../../../src-renderer/language/en/index.ts'
import { fr } from '../../../src-renderer/language/fr/index.ts'

type Area = keyof typeof fr
const areas = Object.keys(fr) as Area[]
const texts = (dictionary: Record<string, Record<string, string>>): [string, string][] =>
  Object.entries(dictionary).flatMap(([area, sentences]) =>
    Object.entries(sentences).map(([key, text]): [string, string] => [`${area}:${key}`, text]),
  )
const named = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((found) => found[1] ?? '').sort()

describe('two languages', () => {
  test.each(areas)('%s says the same things in both', (area) => {
    expect(Object.keys(en[area]).sort()).toEqual(Object.keys(fr[area]).sort())
  })

  test('every sentence is there and names the same facts in both', () => {
    const english = new Map(texts(en))
    for (const [key, text] of texts(fr)) {
      expect(text.trim(), key).not.toBe('')
      expect(english.get(key)?.trim(), key).not.toBe('')
      expect(new Set(named(english.get(key) ?? '')), key).toEqual(new Set(named(text)))
    }
  })

  test('every way a call can fail has its sentence, and nothing else has', () => {
    const codes = Object.keys(fr.errors).filter((key) => !key.endsWith('+'))
    expect(codes.sort()).toEqual([...errorCodes].sort())
    for (const key of Object.keys(fr.errors).filter((each) => each.endsWith('+'))) {
      expect(errorCodes as readonly string[]).toContain(key.slice(0, -1))
    }
  })
})

describe('French as it is printed', () => {
  test.each(texts(fr))('%s', (_key, text) => {
    const plain = text.replace(/\{\{[^}]*\}\}/g, '0')
    expect(plain).not.toMatch(/[^\u202f]»|«[^\u202f]/)
    expect(plain).not.toMatch(/[^\u202f\d/\s][;?](?!\w)| [;:?!»]/)
    expect(plain).not.toMatch(/\p{L}'/u)
    expect(plain).not.toContain('!')
    expect(plain).not.toMatch(/(^|[\s’])(tu|ton|tes|toi)\s/i)
  })

  test('spaces, apostrophes and numbers', () => {
    expect(typesetFrench("L'enfant : « oui » ; n° 4, 11 Go ?")).toBe(
      'L’enfant\u202f: «\u202foui\u202f»\u202f; n°\u00a04, 11\u00a0Go\u202f?',
    )
    expect(typesetFrench('à 10:32')).toBe('à 10:32')
  })
})
