import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LakanaError } from '../../../src-main/contract/errors.ts'
import { canonical } from '../../../src-main/domain/ledger/canonical.ts'
import type { ChangeBody, Json, Op } from '../../../src-main/domain/ledger/types.ts'
import { lineText, readLine } from '../../../src-main/exchange/lines/read-line.ts'
import { hashing } from '../../../src-main/store/hashing.ts'

const hex = (length: number): string => randomBytes(length / 2).toString('hex')
const secret = randomBytes(16).toString('base64url')
const base = {
  v: 1,
  replica: hex(32),
  seq: 2,
  prev: hex(64),
  seen: {},
  lamport: 7,
  person: hex(32),
  role: 'case_worker',
  time: '2026-03-01T08:00:00Z',
} as const

function lineOf(values: readonly Json[], change: Partial<ChangeBody> = {}): string {
  const ops = values.map((value, index): Op => {
    const c = hashing.commit(hashing.salt(secret, index), canonical(value))
    return { t: 'set', r: hex(32), g: 'family_name', c, o: [] }
  })
  const body = { ...base, ops, ...change }
  return canonical({ b: body as unknown as Json, s: secret, v: values })
}

function codeOf(line: string): string {
  try {
    readLine(line, true)
    return 'taken'
  } catch (error) {
    if (error instanceof LakanaError) return error.code
    throw error
  }
}

const sound = lineOf([{ family_name: 'Ouédraogo' }])

describe('lines of changes', () => {
  test('what is written is read, byte for byte', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((each) => each.normalize('NFC').replaceAll('\0', ''))
    const key = text.filter((each) => !['__proto__', 'constructor', 'prototype'].includes(each))
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const line = lineOf(values)
        const read = readLine(line, true)
        expect(lineText(read)).toBe(line)
        if (read.kind === 'change') expect(read.change.hash).toBe(hashing.sha256Hex(read.body))
      }),
    )
  })

  test.each<[string, string]>([
    ['white space', sound.replace('{"b":', '{"b": ')],
    [
      'another order of keys',
      sound.replace('"role":"case_worker",', '').replace('"lamport"', '"role":"case_worker","lamport"'),
    ],
    ['a key twice', sound.replace('"lamport":7,', '"lamport":7,"lamport":7,')],
    ['a key too many', sound.replace('"lamport":7,', '"lamport":7,"loose":1,')],
    ['__proto__ in a value', lineOf([JSON.parse('{"__proto__":{"admin":true}}') as Json])],
    ['__proto__ in the body', sound.replace('"lamport":7,', '"__proto__":{},"lamport":7,')],
    ['an escape that is not needed', sound.replace('Ou', '\\u004fu')],
    ['a fraction', sound.replace('"lamport":7', '"lamport":7.0')],
    ['an exponent', sound.replace('"lamport":7', '"lamport":7e0')],
    ['text in decomposed form', lineOf([{ family_name: 'Oue\u0301draogo' }])],
    ['NUL', lineOf([{ family_name: 'a\0b' }])],
    ['half a surrogate pair', lineOf([{ family_name: '\ud83d' }])],
    ['not JSON', '{'],
    ['nothing', ''],
    ['an integer beyond 2^53', sound.replace('Ouédraogo"', '"').replace('""', '12345678901234567890')],
  ])('refuses %s', (_name, line) => {
    expect(codeOf(line)).toBe('bundle.not-canonical')
  })

  test('settlings and what takes them back are read, byte for byte', () => {
    const [r, row, replica] = [hex(32), hex(32), hex(32)]
    const values: Json[] = [
      { reason: 'Vu', value: { a: 1 } },
      { reason: '', value: {} },
      { reason: '' },
      { reason: '' },
      { code: 'BLS-2026-0001-X', reason: 'court' },
    ]
    const c = (index: number): string => hashing.commit(hashing.salt(secret, index), canonical(values[index] ?? null))
    const o = [[replica, 1, 0] as const, [replica, 2, 3] as const]
    const ops: Op[] = [
      { t: 'resolve', r, g: 'sex', c: c(0), d: [[replica, 1, 0]], o },
      { t: 'resolve', r, g: 'household_members', row, f: 'member_age', c: c(1), d: [], o },
      { t: 'void', r, g: 'sex', c: c(2), o },
      { t: 'void', r, g: 'household_members', row, c: c(3), o },
      { t: 'erase', r, c: c(4) },
    ]
    const line = lineOf(values, { ops })
    expect(codeOf(line)).toBe('taken')
    expect(lineText(readLine(line, true))).toBe(line)
  })

  test('refuses deep nesting without falling over', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(['bundle.not-canonical', 'bundle.invalid-content']).toContain(
      codeOf(sound.replace(/"v":.*/, `"v":[${deep}]}`)),
    )
    let nested: Json = 'x'
    for (let depth = 0; depth < 20; depth += 1) nested = { a: nested }
    expect(codeOf(lineOf([nested]))).toBe('bundle.invalid-content')
  })

  test.each<[string, Partial<Record<keyof ChangeBody, unknown>>]>([
    ['a replica that is no id', { replica: 'A'.repeat(32) }],
    ['seq 0', { seq: 0 }],
    ['seq 2^32', { seq: 2 ** 32 }],
    ['a first change with a past', { seq: 1 }],
    ['a later change without', { prev: null }],
    ['a lamport of 0', { lamport: 0 }],
    ['another version', { v: 2 }],
    ['no ops', { ops: [] }],
    ['an unknown op', { ops: [{ t: 'drop', r: hex(32) }] }],
    ['a settling of nothing', { ops: [{ t: 'resolve', r: hex(32), g: 'a', c: 'x'.repeat(43), d: [], o: [] }] }],
    [
      'a settling of a row without a cell',
      { ops: [{ t: 'resolve', r: hex(32), row: hex(32), g: 'a', c: 'x'.repeat(43), d: [], o: [[hex(32), 1, 0]] }] },
    ],
    ['a taking back of nothing', { ops: [{ t: 'void', r: hex(32), g: 'a', c: 'x'.repeat(43), o: [] }] }],
    ['a taking back without a reason', { ops: [{ t: 'void', r: hex(32), g: 'a', o: [[hex(32), 1, 0]] }] }],
    ['a role with a quote', { role: 'a"b' }],
    ['a time in words', { time: 'yesterday' }],
    ['a seen that is a list', { seen: [] }],
    ['a seen of no replica', { seen: { x: 1 } }],
    ['an unknown kind', { ops: [{ t: 'new', r: hex(32), k: 'spell' }] }],
  ])('refuses %s', (_name, change) => {
    const values = Array.isArray(change.ops) ? change.ops.map(() => null) : [{ a: 1 }]
    const body = { ...base, ops: [{ t: 'set', r: hex(32), g: 'a', c: 'x'.repeat(43), o: [] }], ...change }
    const line = canonical({ b: body as unknown as Json, s: secret, v: values as Json })
    expect(codeOf(line)).toBe('bundle.invalid-content')
  })

  test('refuses a value that is not the one committed to, or is missing', () => {
    expect(codeOf(sound)).toBe('taken')
    expect(codeOf(sound.replace('Ouédraogo', 'Ouédraoga'))).toBe('bundle.invalid-content')
    expect(codeOf(sound.replace('{"family_name":"Ouédraogo"}', 'null'))).toBe('bundle.invalid-content')
    expect(codeOf(sound.replace(secret, randomBytes(16).toString('base64url')))).toBe('bundle.invalid-content')
  })

  test('refuses a value that is too long', () => {
    expect(codeOf(lineOf([{ text: 'é'.repeat(131_000) }]))).toBe('taken')
    expect(codeOf(lineOf([{ text: 'é'.repeat(132_000) }]))).toBe('bundle.too-large')
  })

  test('a redacted change shows what it may and can be checked, and completes to the same hash', () => {
    const whole = readLine(lineOf([{ a: 1 }, { b: 2 }]), true)
    if (whole.kind !== 'change') throw new Error('no change')
    const k = { 1: hashing.salt(secret, 1) }
    const redacted = canonical({ b: whole.change.body as unknown as Json, k, v: [null, { b: 2 }] })
    const read = readLine(redacted, true)
    expect(read).toMatchObject({ kind: 'change', change: { hash: whole.change.hash, secret: null, salts: k } })
    expect(lineText(read)).toBe(redacted)
    expect(codeOf(redacted.replace('"b":2', '"b":3'))).toBe('bundle.invalid-content')
    const noSalt = canonical({ b: whole.change.body as unknown as Json, k: {}, v: [null, { b: 2 }] })
    expect(codeOf(noSalt)).toBe('bundle.invalid-content')
  })

  test('a change out of scope keeps its place only', () => {
    const stub = canonical({ h: hex(64), p: hex(64), q: 9, r: hex(32) })
    expect(readLine(stub, true)).toMatchObject({ kind: 'stub', seq: 9 })
    expect(lineText(readLine(stub, true))).toBe(stub)
    expect(codeOf(stub.replace('"q":9', '"q":1'))).toBe('bundle.invalid-content')
  })
})
