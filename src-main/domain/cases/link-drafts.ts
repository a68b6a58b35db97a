import type { Draft, Id } from '../ledger/types.ts'

/** What a person says of two cases: one child, two children, or nothing any more. */
export const linkStates = ['same', 'different', 'none'] as const
export type LinkState = (typeof linkStates)[number]

export function isLinkState(value: unknown): value is LinkState {
  return (linkStates as readonly unknown[]).includes(value)
}

/**
 * What the ledger must write to say of two cases that they are the same child, or are not. The statement is a record of its own: it
 * touches neither case, whoever keeps it, and is taken back by `linkState`.
 */
export function linkDrafts(record: Id, one: Id, other: Id, state: LinkState, reason: string): Draft[] {
  const [a, b] = one < other ? [one, other] : [other, one]
  return [
    { t: 'new', r: record, k: 'link' },
    { t: 'set', r: record, g: 'cases', value: { a, b } },
    linkState(record, state, reason),
  ]
}

export function linkState(record: Id, state: LinkState, reason: string): Draft {
  return { t: 'set', r: record, g: 'state', value: { state, ...(reason === '' ? {} : { reason }) } }
}
