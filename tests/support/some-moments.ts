/**
 * Every fifth of these moments, from which one on is chosen at random: five runs have played all, on average. `npm run kill` plays all of them at
 * once. Each takes seconds, and there are many.
 */
export function someMoments<T>(moments: readonly T[]): readonly T[] {
  if (process.env['LAKANA_KILLS'] !== undefined) return moments
  const first = Math.floor(Math.random() * 5)
  return moments.filter((_moment, index) => index % 5 === first)
}
