import { canonical } from '../domain/ledger/canonical.ts'
import { commitmentOf } from '../domain/ledger/change.ts'
import type { ChangeBody, Json, Op } from '../domain/ledger/types.ts'
import { hashing } from './hashing.ts'

/** Canonical texts of a change's values, and what opens their commitments: its secret (base64url), or the salts of those shown as a JSON object. */
export interface ShownValues {
  readonly texts: readonly (string | undefined)[]
  readonly secret: string | null
}

/** These values of a change only, opened by their salts: the secret would open all. Whole where nothing is left out. */
export function onlyShown(held: ShownValues, shows: (index: number) => boolean): ShownValues {
  const texts = held.texts.map((text, index) => (shows(index) ? text : undefined))
  if (texts.every((text, index) => text === held.texts[index])) return held
  return { texts, secret: saltsOf(texts, held.secret) }
}

/** How many of the values that a change commits to are not among these, or their texts. @param counts which ops are looked at; all when left out */
export function countMissing(
  { ops }: ChangeBody,
  shown: readonly unknown[],
  counts: (op: Op) => boolean = () => true,
): number {
  return ops.filter((op, index) => counts(op) && commitmentOf(op) !== null && shown[index] === undefined).length
}

/** What opens the commitments of these values and of no others, as a JSON object. @param secret that of the change, or what is held of its salts */
export function saltsOf(texts: readonly (string | undefined)[], secret: string | null): string {
  const held = isRedacted(secret) ? (JSON.parse(secret ?? '{}') as Readonly<Record<string, string>>) : null
  const salts: Record<string, Json> = {}
  for (const [index, text] of texts.entries()) {
    if (text === undefined || secret === null) continue
    const salt = held === null ? hashing.salt(secret, index) : held[index]
    if (salt !== undefined) salts[index] = salt
  }
  return canonical(salts)
}

/** Does this hold the salts of some values, in place of the secret that opens all? */
export const isRedacted = (secret: string | null): boolean => secret?.startsWith('{') ?? false

/** Values as stored: a JSON list, null where an op has none. No value of the ledger is null itself: an emptied group is `{}`. */
export function listText(texts: readonly (string | undefined)[]): string {
  return `[${texts.map((text) => text ?? 'null').join(',')}]`
}

export function textsOf(values: readonly (Json | undefined)[]): (string | undefined)[] {
  return values.map((value) => (value === undefined ? undefined : canonical(value)))
}

export function parseValues(text: string): (Json | undefined)[] {
  return (JSON.parse(text) as (Json | null)[]).map((value) => value ?? undefined)
}
