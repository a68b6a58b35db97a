/** Dates as well as they are known: one door for the other rooms. */
export type { PartialDate } from '../forms/types.ts'
export { ageRange, boundsOf, isPartialDate } from './bounds.ts'
export { formatAge, formatDay, formatPartialDate } from './format-date.ts'
export { parsePartialDate } from './parse-date.ts'
