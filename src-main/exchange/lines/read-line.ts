import { LakanaError } from '../../contract/errors.ts'
import { canonical } from '../../domain/ledger/canonical.ts'
import { commitmentOf, firstBrokenValue } from '../../domain/ledger/change.ts'
import type { Change, ChangeBody, Hash, Id, Json } from '../../domain/ledger/types.ts'
import { maxValueBytes, valueFault } from '../../domain/ledger/value-rules.ts'
import { hashing } from '../../store/hashing.ts'
import { bodyText } from './body-text.ts'
import { count, hashText, id, LineFault } from './op-text.ts'

/** A change as it travels, whole or redacted, checked as far as it can be on its own. */
export interface ChangeLine {
  readonly kind: 'change'
  readonly change: Change
  /** Canonical texts, as the ledger stores them. */
  readonly body: string
  readonly vals: string
  /** Canonical text of each value, undefined where there is none. */
  readonly texts: readonly (string | undefined)[]
}

/** A change wholly out of the receiver's scope: only its place in the chain. */
interface StubLine {
  readonly kind: 'stub'
  readonly replica: Id
  readonly seq: number
  readonly prev: Hash | null
  readonly hash: Hash
}

export type Line = ChangeLine | StubLine

/** What a line may hold at the top. */
interface Raw {
  readonly b?: ChangeBody
  readonly s?: string
  readonly k?: Readonly<Record<string, string>>
  readonly v?: readonly (Json | null)[]
  readonly h?: string
  readonly p?: string | null
  readonly q?: number
  readonly r?: string
}

/**
 * Reads one line of `changes.ndjson`: shape, canonical form, limits and, where `verify` is set, that every value shown opens its
 * commitment. The chain is the caller's to check.
 * @throws bundle.not-canonical, bundle.invalid-content
 */
export function readLine(text: string, verify: boolean): Line {
  try {
    const raw = parse(text)
    const texts = raw.b === undefined ? [] : valueTexts(raw, raw.b)
    const line = raw.b === undefined ? stub(raw) : changeLine(raw, raw.b, texts)
    if (lineText(line) !== text) throw new LakanaError('bundle.not-canonical')
    if (verify && line.kind === 'change') verifyValues(line.change, texts)
    return line
  } catch (error) {
    if (error instanceof LineFault) throw new LakanaError('bundle.invalid-content', { reason: error.message })
    if (error instanceof RangeError) throw new LakanaError('bundle.not-canonical')
    throw error
  }
}

/** A line as it is written: of the shapes of `domain/ledger/types.ts`, keys in order. */
export function lineText(line: Line): string {
  if (line.kind === 'stub') {
    const prev = line.prev === null ? 'null' : `"${line.prev}"`
    return `{"h":"${line.hash}","p":${prev},"q":${line.seq},"r":"${line.replica}"}`
  }
  const { secret, salts } = line.change
  return secret === null
    ? `{"b":${line.body},"k":${canonical((salts ?? {}) as Json)},"v":${line.vals}}`
    : `{"b":${line.body},"s":"${secret}","v":${line.vals}}`
}

function parse(text: string): Raw {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new LakanaError('bundle.not-canonical')
  }
  if (typeof raw !== 'object' || raw === null) throw new LineFault('line')
  return raw
}

function stub(raw: Raw): StubLine {
  const seq = count(raw.q, 1)
  if ((seq === 1) !== (raw.p === null)) throw new LineFault('prev')
  return { kind: 'stub', replica: id(raw.r), seq, prev: seq === 1 ? null : hashText(raw.p), hash: hashText(raw.h) }
}

/** Canonical texts of the values, undefined where there is none. */
function valueTexts({ v }: Raw, { ops }: ChangeBody): (string | undefined)[] {
  if (!Array.isArray(v) || !Array.isArray(ops) || v.length !== ops.length) throw new LineFault('values')
  return (v as readonly (Json | null)[]).map((value) => (value === null ? undefined : canonical(value)))
}

function changeLine({ s, k, v }: Raw, rawBody: ChangeBody, texts: readonly (string | undefined)[]): ChangeLine {
  const body = bodyText(rawBody)
  const change = {
    body: rawBody,
    hash: hashing.sha256Hex(body),
    secret: s === undefined ? null : shortBase64(s),
    ...(s === undefined ? { salts: readSalts(k) } : {}),
    values: (v ?? []).map((value) => value ?? undefined),
  }
  return { kind: 'change', change, body, vals: `[${texts.map((each) => each ?? 'null').join(',')}]`, texts }
}

function verifyValues(change: Change, texts: readonly (string | undefined)[]): void {
  for (const [index, text] of texts.entries()) {
    const value = change.values[index]
    const op = change.body.ops[index]
    if (text === undefined || value === undefined) {
      if (change.secret !== null && op && commitmentOf(op) !== null) throw new LineFault('value missing')
    } else {
      checkValue(value, text)
    }
  }
  if (firstBrokenValue(change, texts, hashing) >= 0) throw new LineFault('commitment')
}

function checkValue(value: Json, text: string): void {
  if (text.length * 3 > maxValueBytes && Buffer.byteLength(text) > maxValueBytes) {
    throw new LakanaError('bundle.too-large', { part: 'value' })
  }
  const fault = valueFault(value)
  if (fault === 'depth') throw new LineFault(fault)
  if (fault) throw new LakanaError('bundle.not-canonical')
}

function readSalts(salts: Raw['k']): Record<number, string> {
  if (typeof salts !== 'object' || salts === null || Array.isArray(salts)) throw new LineFault('salts')
  const read: Record<number, string> = {}
  for (const [index, salt] of Object.entries(salts)) {
    if (!/^(?:0|[1-9]\d{0,5})$/.test(index)) throw new LineFault('salts')
    read[Number(index)] = shortBase64(salt)
  }
  return read
}

/** 16 bytes in base64url, in the one form that decodes to them. */
function shortBase64(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]{21}[AQgw]$/.test(value)) throw new LineFault('secret')
  return value
}
