import data from '../data/conduct.json' with { type: 'json' }
import { canonical } from '../ledger/canonical.ts'
import type { Id, Json } from '../ledger/types.ts'
import type { Groups } from './person.ts'

/**
 * One version of the undertaking of confidentiality and code of conduct. Plain lines: `# ` begins a heading, `- ` a point. The shipped one
 * is version 1; an office's own go on from there.
 */
export interface Conduct {
  readonly version: number
  readonly fr: string
  /** Empty: the French text is shown. */
  readonly en: string
}

/** Who set a version, and when; null for the shipped one. */
export interface SetConduct extends Conduct {
  readonly office: Id
  readonly by: Id
  readonly at: string
}

export const shippedConduct: Conduct = data

/** What is hashed, and named by every acceptance: the text in both languages with its number. */
export function conductBytes({ version, fr, en }: Conduct): string {
  return canonical({ en, fr, version })
}

export function conductOf(groups: Groups): SetConduct | null {
  const value = groups.get('text')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { version, fr, en, office, by, at } = value as Readonly<Record<string, Json>>
  if (typeof version !== 'number' || typeof fr !== 'string') return null
  return { version, fr, en: textOf(en), office: textOf(office), by: textOf(by), at: textOf(at) }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
