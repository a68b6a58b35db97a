/** Jaro-Winkler similarity of two words, 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const jaro = jaroSimilarity(a, b)
  if (jaro < 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroSimilarity(a: string, b: string): number {
  if (a.length === 0 || b.length === 0 || a.length > 31 || b.length > 31) return 0
  const window = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  // One bit a letter: names are short.
  let takenA = 0
  let takenB = 0
  let matches = 0
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + window + 1)
    for (let j = Math.max(0, i - window); j < end; j++) {
      if ((takenB & (1 << j)) !== 0 || a.charCodeAt(i) !== b.charCodeAt(j)) continue
      takenA |= 1 << i
      takenB |= 1 << j
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let swapped = 0
  let j = 0
  for (let i = 0; i < a.length; i++) {
    if ((takenA & (1 << i)) === 0) continue
    while ((takenB & (1 << j)) === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swapped++
    j++
  }
  return (matches / a.length + matches / b.length + (matches - swapped / 2) / matches) / 3
}
