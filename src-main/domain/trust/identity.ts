import type { Level } from '../../contract/common.ts'
import { canonical } from '../ledger/canonical.ts'
import type { Id, Json } from '../ledger/types.ts'
import { exactly, type Fields } from './signed-text.ts'

/** Public side of an installation: the office it belongs to and the keys it signs and receives with. */
export interface Identity {
  readonly office: {
    readonly id: Id
    readonly code: string
    readonly name: string
    readonly level: Level
    readonly place: string
  }
  readonly replica: Id
  /** Ed25519 public key, 32 raw bytes, base64url. */
  readonly sign: string
  /** age recipients, X25519 and hybrid post-quantum. */
  readonly age: string
  readonly agepq: string
  readonly training: boolean
  /** Letter of this PC in the case codes of its office; the first PC of an office has none. */
  readonly pc?: string
}

/** How people call the first PC of an office, which has no letter. */
export const firstPc = 'A'

const idPattern = /^[0-9a-f]{32}$/
const pcPattern = /^[A-HJ-NP-X]$/
const levels: readonly string[] = ['district', 'region', 'national']

/** How high an office stands. */
export function rank(level: Level): number {
  return levels.indexOf(level)
}

/** What the ten words of an installation are drawn from: its office and its keys. */
export function fingerprintText(identity: Identity): string {
  const { office, replica, sign, age, agepq } = identity
  return `lakana fingerprint v1\n${canonical({ age, agepq, code: office.code, office: office.id, replica, sign })}\n`
}

export function identityJson(identity: Identity): { readonly [key: string]: Json } {
  const { office, replica, sign, age, agepq, training, pc } = identity
  const { id, code, name, level, place } = office
  return {
    office: { id, code, name, level, place },
    replica,
    sign,
    age,
    agepq,
    training,
    ...(pc === undefined ? {} : { pc }),
  }
}

const identityKeys = ['office', 'replica', 'sign', 'age', 'agepq', 'training'] as const

/** The members of a document that tells an identity and `more`. */
export function identityFields(content: Json | undefined, more: readonly string[]): Fields | null {
  const keys = [...identityKeys, ...more]
  return exactly(content, keys) ?? exactly(content, [...keys, 'pc'])
}

/** The identity in the members of a document, or null when any is not what it should be. */
export function readIdentity(fields: Fields): Identity | null {
  const office = readOfficePart(fields.office)
  const keys = readKeys(fields)
  const { training, pc } = fields
  if (!office || !keys || typeof training !== 'boolean') return null
  if (pc === undefined) return { office, ...keys, training }
  return matches(pc, pcPattern) ? { office, ...keys, training, pc } : null
}

/** The keys of an installation, public side. */
export type PublicKeys = Pick<Identity, 'replica' | 'sign' | 'age' | 'agepq'>

/** The same keys, whatever the installation is called. */
export function sameKeys(a: Omit<PublicKeys, 'replica'>, b: Omit<PublicKeys, 'replica'>): boolean {
  return a.sign === b.sign && a.age === b.age && a.agepq === b.agepq
}

export function readKeys({ replica, sign, age, agepq }: Fields): PublicKeys | null {
  if (!matches(replica, idPattern)) return null
  if (!matches(sign, /^[A-Za-z0-9_-]{43}$/) || !matches(age, /^age1[0-9a-z]{58}$/)) return null
  return matches(agepq, /^age1pq1[0-9a-z]{1000,3000}$/) ? { replica, sign, age, agepq } : null
}

/** The same office, told alike. */
export function sameOffice(a: Identity['office'], b: Identity['office']): boolean {
  return a.id === b.id && a.code === b.code && a.name === b.name && a.level === b.level && a.place === b.place
}

function readOfficePart(value: Json | undefined): Identity['office'] | null {
  const fields = exactly(value, ['id', 'code', 'name', 'level', 'place'])
  if (!fields) return null
  const { id, code, name, level, place } = fields
  if (!matches(id, idPattern) || !matches(code, /^[A-Z0-9]{2,5}$/) || !isLevel(level)) return null
  if (!isLine(name, 200) || name === '' || !isLine(place, 20)) return null
  return { id, code, name, level, place }
}

function isLevel(value: Json | undefined): value is Level {
  return typeof value === 'string' && levels.includes(value)
}

export function matches(value: Json | undefined, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

/** One line of NFC text without control or direction-changing characters: it is shown to a person who decides by it. */
export function isLine(value: Json | undefined, most: number): value is string {
  return (
    typeof value === 'string' &&
    value.length <= most &&
    value.isWellFormed() &&
    value.normalize('NFC') === value &&
    !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
  )
}
