/** Dates as well as they are known: one door for the other rooms. */
export type { AgeRange, PartialDate } from '../forms/types.ts'
export { ageRange, boundsOf, isPartialDate, monthsLived } from './bounds.ts'
export { formatAge, formatDay, formatPartialDate } from './format-date.ts'
export { type DateRefusal, dateRefusals, type ParsedDate, parsePartialDate } from './parse-date.ts'
