import names from '../data/first-names.json' with { type: 'json' }
import { foldName } from './fold.ts'

const heads: ReadonlyMap<string, string> = new Map(
  // The first group that names a spelling keeps it.
  [...names.given, ...names.family]
    .toReversed()
    .flatMap((group) => group.map((name) => [foldName(name), foldName(group[0] ?? name)] as const)),
)

/** One spelling for all spellings of a first or family name that are known to be the same name; another name comes back as it is. Folded in, folded out. */
export function canonicalName(token: string): string {
  return heads.get(token) ?? token
}

const common: ReadonlySet<string> = new Set(names.common.map((name) => canonicalName(foldName(name))))

/** Names that so many children bear that sharing one says little. Takes a canonical name. */
export function isCommonName(canonical: string): boolean {
  return common.has(canonical)
}
