/** The day of this program: no honest clock stands before it. Moved on at each release. */
export const buildDay = '2026-11-23'
export const programVersion = '0.1.0'
