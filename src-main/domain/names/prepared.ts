import { nameTokens } from './fold.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { isJoiningWord } from './keys.ts'
import { skeletonOf, soundOf } from './sound.ts'
import { canonicalName, isCommonName } from './variants.ts'

/** A word of a name, ready to be compared. */
export interface PreparedToken {
  readonly text: string
  readonly canonical: string
  readonly sound: string
  readonly skeleton: string
  /** How much it says that two people share it. */
  readonly weight: number
}

const commonWeight = 0.6
const likeEnough = 0.9

/** The words of names, each once, without words that only join. */
export function prepareNames(names: readonly string[]): readonly PreparedToken[] {
  const seen = new Set<string>()
  const tokens: PreparedToken[] = []
  for (const name of names) {
    for (const text of nameTokens(name)) {
      if (seen.has(text) || isJoiningWord(text)) continue
      seen.add(text)
      tokens.push(prepareToken(text))
    }
  }
  return tokens
}

function prepareToken(text: string): PreparedToken {
  const canonical = canonicalName(text)
  const sound = soundOf(text)
  return { text, canonical, sound, skeleton: skeletonOf(sound), weight: isCommonName(canonical) ? commonWeight : 1 }
}

export interface NameMatch {
  /** 0 to 1 */
  readonly score: number
  /** Words of one that found their like in the other. */
  readonly matched: number
  /** Every matched word is written the same. */
  readonly identical: boolean
  /** Weight of the matched words, at most 1 a word. */
  readonly weight: number
}

const noMatch: NameMatch = { score: 0, matched: 0, identical: false, weight: 0 }

/** How alike two names are, whatever the order of their words: the best partner for each word of the shorter one. */
export function matchNames(a: readonly PreparedToken[], b: readonly PreparedToken[]): NameMatch {
  if (a.length === 0 || b.length === 0) return noMatch
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let taken = 0
  let sum = 0
  let weight = 0
  let matched = 0
  let identical = true
  for (const token of short) {
    const best = bestPartner(token, long, taken)
    if (best.index < 0) continue
    taken |= 1 << best.index
    const pairWeight = (token.weight + (long[best.index]?.weight ?? 0)) / 2
    sum += best.score * pairWeight
    weight += pairWeight
    matched++
    identical &&= best.score === 1
  }
  if (matched === 0) return noMatch
  const [weightShort, weightLong] = [totalWeight(short), totalWeight(long)]
  const cover = Math.min(1, sum / Math.min(weightShort, weightLong))
  const overlap = (2 * sum) / (weightShort + weightLong)
  // One shared word alone proves little.
  const alone = matched === 1 ? 0.85 : 1
  return { score: (0.6 * cover + 0.4 * overlap) * alone, matched, identical, weight }
}

function bestPartner(
  token: PreparedToken,
  others: readonly PreparedToken[],
  taken: number,
): { readonly index: number; readonly score: number } {
  let index = -1
  let score = 0
  for (let each = 0; each < others.length && each < 31; each++) {
    const other = others[each]
    if (!other || (taken & (1 << each)) !== 0) continue
    const likeness = likenessOfTokens(token, other)
    if (likeness > score) {
      score = likeness
      index = each
    }
  }
  return { index, score }
}

/** 1 same spelling … 0 nothing in common. */
export function likenessOfTokens(a: PreparedToken, b: PreparedToken): number {
  if (a.text === b.text) return 1
  if (a.canonical === b.canonical) return 0.97
  if (a.sound === b.sound) return 0.95
  if (a.skeleton.length >= 3 && a.skeleton === b.skeleton) return 0.88
  if (a.text.length === 1 || b.text.length === 1) return a.text.charAt(0) === b.text.charAt(0) ? 0.6 : 0
  if (Math.abs(a.sound.length - b.sound.length) > 4) return 0
  const close = jaroWinkler(a.sound, b.sound)
  return close >= likeEnough ? close * 0.9 : 0
}

function totalWeight(tokens: readonly PreparedToken[]): number {
  let sum = 0
  for (const token of tokens) sum += token.weight
  return sum
}
