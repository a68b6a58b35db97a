import type { Opening } from '../../src-main/contract/openings.ts'

/** In the order of urgency. */
export const motives = [
  'danger',
  'absent',
  'found',
  'authority',
  'other',
] as const satisfies readonly Opening['motive'][]
