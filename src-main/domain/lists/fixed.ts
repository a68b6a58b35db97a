import data from '../data/fixed-lists.json' with { type: 'json' }

/** Why nothing is added to a list: rules of the program decide by its answers, or these are a whole scale which is counted as such. */
export const fixedReasons = ['rule', 'scale'] as const
export type FixedReason = (typeof fixedReasons)[number]

/** Null: offices above may add to this list, and retire from it. */
export function whyFixed(list: string): FixedReason | null {
  return fixedReasons.find((reason) => data[reason].includes(list)) ?? null
}
