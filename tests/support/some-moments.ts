/**
 * Every second of these moments, the first or the second chosen at random: two runs have played all, on average. `npm run kill` plays all of
 * them at once. Each takes seconds, and there are many.
 */
export function someMoments<T>(moments: readonly T[]): readonly T[] {
  if (process.env['LAKANA_KILLS'] !== undefined) return moments
  const first = Math.random() < 0.5 ? 0 : 1
  return moments.filter((_moment, index) => index % 2 === first)
}
