import type { Id, Json } from '../ledger/types.ts'
import type { Custody } from './custody.ts'

/** Why a case is erased: the time to keep it is over, the person asked for it, a court ordered it, it was registered by mistake. */
export const erasureReasons = ['retention', 'asked', 'court', 'mistake'] as const
export type ErasureReason = (typeof erasureReasons)[number]

/** What stays of an erased case: the value of its op `erase`. Nothing in it tells of the child. */
export interface Erasing {
  readonly code: string
  /** The office that kept the case, and those that had kept it before. */
  readonly office: Id
  readonly was: readonly Id[]
  readonly reason: ErasureReason
  /** Who proposed it; the author of the change confirmed it. */
  readonly proposed: Id
}

/** @returns null where it was withheld, or is no such value */
export function erasingIn(value: Json | undefined): Erasing | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { code, office, was, reason, proposed } = value as { readonly [key: string]: Json }
  const known = erasureReasons.find((each) => each === reason)
  if (typeof code !== 'string' || typeof office !== 'string' || typeof proposed !== 'string' || !known) return null
  const offices: readonly Json[] = Array.isArray(was) ? was : []
  return { code, office, was: offices.filter((each) => typeof each === 'string'), reason: known, proposed }
}

/**
 * Did this office, for all that the author of the change knew, keep the case? Another of its installations may have handed it over without his
 * knowledge: an erasure still counts, so that it counts everywhere, whichever of the two comes first.
 * @param knew whether the author had this change before him
 */
export function keptAsKnown(
  { first, handOvers }: Custody,
  office: Id,
  knew: (replica: Id, seq: number) => boolean,
): boolean {
  const unknown = handOvers.findIndex(({ replica, seq }) => !knew(replica, seq))
  const known = unknown < 0 ? handOvers : handOvers.slice(0, unknown)
  return (known.at(-1)?.office ?? first) === office
}

/**
 * Is a case closed, as far as erasing goes: by its status, or by form 6 with no form 6A saved after it?
 * @param forms of the case, with when each was saved
 */
export function isClosed(
  status: string,
  forms: readonly { readonly form: string; readonly savedAt: string }[],
): boolean {
  const last = (name: string): string =>
    forms
      .flatMap(({ form, savedAt }) => (form === name ? [savedAt] : []))
      .sort()
      .at(-1) ?? ''
  return status === 'closed' || last('closure') > last('reopening')
}
