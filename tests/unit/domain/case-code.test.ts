import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCaseCode, parseCaseCode } from '../../../src-main/domain/case-code.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const office = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 5 })
const year = fc.integer({ min: 2000, max: 2999 })
const number = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9_999_999 }))
const pc = fc.option(fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWX'), { nil: undefined })
const code = fc.tuple(office, year, number, pc).map((parts) => formatCaseCode(...parts))

describe('case codes', () => {
  it('are written as on the file', () => {
    expect(formatCaseCode('BLS', 2026, 143)).toMatch(/^BLS-2026-0143-[2-9A-HJ-NP-Z]$/)
    expect(formatCaseCode('BLS', 2026, 12_345)).toMatch(/^BLS-2026-12345-.$/)
    expect(formatCaseCode('BLS', 2026, 143, 'B')).toMatch(/^BLS-2026-B0143-.$/)
    const wrong: Parameters<typeof formatCaseCode>[] = [
      ['', 2026, 1],
      ['bls', 2026, 1],
      ['B2', 2026, 1],
      ['BLS', 1999, 1],
      ['BLS', 2026, 0],
      ['BLS', 2026, 1, 'O'],
    ]
    for (const parts of wrong) expect(() => formatCaseCode(...parts)).toThrow(RangeError)
  })

  it('are read as people type them', () => {
    const written = formatCaseCode('BLS', 2026, 143)
    const check = written.slice(-1)
    for (const typed of [
      written,
      written.toLowerCase(),
      written.replaceAll('-', ''),
      ` bls 2026 0143 ${check} `,
      `BLS–2026–O143–${check}`,
    ]) {
      expect(parseCaseCode(typed), typed).toEqual({ office: 'BLS', year: 2026, number: 143, code: written })
    }
    expect(parseCaseCode('BLS-2026-0143')).toBeNull()
    expect(parseCaseCode('Ouédraogo')).toBeNull()
    expect(parseCaseCode('')).toBeNull()
  })

  it('come back whole, with or without dashes', () => {
    fc.assert(
      fc.property(office, year, number, pc, (o, y, n, p) => {
        const written = formatCaseCode(o, y, n, p)
        const read = { office: o, year: y, number: n, ...(p && { pcLetter: p }), code: written }
        expect(parseCaseCode(written)).toEqual(read)
        expect(parseCaseCode(written.replaceAll('-', '').toLowerCase())).toEqual(read)
      }),
    )
  })

  it('betray every single wrong character', () => {
    fc.assert(
      fc.property(code, fc.nat(), fc.constantFrom(...`${letters}0123456789`), (written, at, wrong) => {
        const places = [...written].flatMap((each, index) => (each === '-' ? [] : [index]))
        const place = places[at % places.length] ?? 0
        const typed = written.slice(0, place) + wrong + written.slice(place + 1)
        const found = parseCaseCode(typed)
        if (typed !== written) expect(found === null || found.code === written, `${written} → ${typed}`).toBe(true)
      }),
      { numRuns: 40_000 },
    )
  })

  it('betray every swap of two neighbours', () => {
    fc.assert(
      fc.property(code, (written) => {
        const places = [...written].flatMap((each, index) => (each === '-' ? [] : [index]))
        for (const [order, place] of places.entries()) {
          const next = places[order + 1]
          if (next === undefined) continue
          const swapped = [...written]
          swapped[place] = written.charAt(next)
          swapped[next] = written.charAt(place)
          const found = parseCaseCode(swapped.join(''))
          expect(found === null || found.code === written, `${written} → ${swapped.join('')}`).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
