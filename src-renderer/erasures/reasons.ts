import type { CallInput } from '../../src-main/contract/index.ts'

export type Reason = CallInput<'erasures.propose'>['reason']

/** In the order in which they come up. */
export const reasons = ['retention', 'asked', 'court', 'mistake'] as const satisfies readonly Reason[]

/** What is read again after an erasure was proposed, taken back or carried out. */
export const refreshed = ['erasures.', 'cases.', 'home.', 'exchange.', 'conflicts.', 'duplicates.']
