import { boundsOf } from '../dates/bounds.ts'
import { daysBetween } from '../dates/days.ts'
import type { PartialDate } from '../forms/types.ts'
import { matchNames, type NameMatch, type PreparedToken, prepareNames } from './prepared.ts'

/** What is known of a person, to compare with another. What is not known is left out. */
export interface PersonSketch {
  /** All names in any order, each of one word or several. */
  readonly names: readonly string[]
  readonly nickname?: string
  readonly sex?: string
  readonly birth?: PartialDate
  /** P-code */
  readonly commune?: string
  readonly parents?: readonly string[]
  readonly caregiver?: string
  readonly phone?: string
}

export const likenessReasons = [
  'same-names',
  'alike-names',
  'same-nickname',
  'same-sex',
  'other-sex',
  'same-birth',
  'close-age',
  'far-age',
  'same-commune',
  'same-parent',
  'same-caregiver',
  'same-phone',
] as const
export type Reason = (typeof likenessReasons)[number]

export interface Likeness {
  /** 0 to 1 */
  readonly score: number
  /** `probable`: likely the same child; `possible`: to be looked at. Never enough to merge. */
  readonly band: 'probable' | 'possible' | 'none'
  readonly reasons: readonly Reason[]
}

interface Evidence {
  readonly weight: number
  /** 0 to 1 */
  readonly score: number
  readonly reason?: Reason
  /** What it adds to the certainty that the names alone cannot give. */
  readonly support: number
}

interface Prepared {
  readonly nickname: readonly PreparedToken[]
  readonly parents: readonly (readonly PreparedToken[])[]
  readonly caregiver: readonly PreparedToken[]
}

const nameWeight = 15
const probable = { score: 0.82, names: 0.78, support: 2 }
const possible = { score: 0.66, names: 0.62 }

// Names are compared with many others in a row: those of a sketch are prepared once, and forgotten with it.
const preparedNames = new WeakMap<PersonSketch, readonly PreparedToken[]>()
const preparedOthers = new WeakMap<PersonSketch, Prepared>()

/** How likely two sketches are the same child, with the reasons to show. The order of `a` and `b` does not matter. */
export function likeness(a: PersonSketch, b: PersonSketch): Likeness {
  const names = matchNames(namesOf(a), namesOf(b))
  if (names.score < possible.names / 2) return { score: 0, band: 'none', reasons: [] }
  const [left, right] = [prepare(a), prepare(b)]
  const evidence = [
    ofBirth(a, b),
    ofSex(a, b),
    ofParents(left, right),
    ofCommune(a, b),
    ofName(left.caregiver, right.caregiver, 4, 'same-caregiver'),
    ofNickname(left, right, namesOf(a), namesOf(b)),
    ofPhone(a, b),
  ].filter((each) => each !== null)
  const weight = evidence.reduce((sum, each) => sum + each.weight, nameWeight)
  const sum = evidence.reduce((total, each) => total + each.weight * each.score, nameWeight * names.score)
  const score = Math.round((sum / weight) * 1000) / 1000
  const support = evidence.reduce((total, each) => total + each.support, supportOf(names))
  const reasons = [reasonOfNames(names), ...evidence.flatMap((each) => (each.reason ? [each.reason] : []))]
  return { score, band: bandOf(score, names.score, support), reasons }
}

function bandOf(score: number, names: number, support: number): Likeness['band'] {
  if (score >= probable.score && names >= probable.names && support >= probable.support) return 'probable'
  return score >= possible.score && names >= possible.names ? 'possible' : 'none'
}

function reasonOfNames(names: NameMatch): Reason {
  return names.identical && names.score > 0.9 ? 'same-names' : 'alike-names'
}

/** Two uncommon words, or three words, say more than a widespread pair of names. */
function supportOf(names: NameMatch): number {
  return names.matched >= 2 && names.weight >= 1.8 ? 1 : 0
}

function ofBirth(a: PersonSketch, b: PersonSketch): Evidence | null {
  if (!a.birth || !b.birth) return null
  const [x, y] = [boundsOf(a.birth), boundsOf(b.birth)]
  if (a.birth.precision === 'exact' && b.birth.precision === 'exact' && x.from === y.from) {
    return { weight: 10, score: 1, reason: 'same-birth', support: 2 }
  }
  const gap = Math.max(daysBetween(x.to, y.from), daysBetween(y.to, x.from))
  if (gap <= 0) return { weight: 10, score: 0.9, reason: 'close-age', support: 1 }
  if (gap <= 400) return { weight: 10, score: 0.7, reason: 'close-age', support: 0.5 }
  if (gap <= 1100) return { weight: 10, score: 0.3, support: 0 }
  return { weight: 14, score: 0, reason: 'far-age', support: -2 }
}

function ofSex(a: PersonSketch, b: PersonSketch): Evidence | null {
  if (!a.sex || !b.sex) return null
  return a.sex === b.sex
    ? { weight: 3, score: 1, reason: 'same-sex', support: 0 }
    : { weight: 10, score: 0, reason: 'other-sex', support: -2 }
}

function ofCommune(a: PersonSketch, b: PersonSketch): Evidence | null {
  if (!a.commune || !b.commune) return null
  // Children move: another commune says little.
  return a.commune === b.commune
    ? { weight: 4, score: 1, reason: 'same-commune', support: 1 }
    : { weight: 2, score: 0.4, support: 0 }
}

function ofParents(a: Prepared, b: Prepared): Evidence | null {
  if (a.parents.length === 0 || b.parents.length === 0) return null
  let best = 0
  for (const x of a.parents) for (const y of b.parents) best = Math.max(best, matchNames(x, y).score)
  return best >= 0.75
    ? { weight: 10, score: best, reason: 'same-parent', support: 2 }
    : { weight: 6, score: best / 2, support: 0 }
}

function ofName(
  a: readonly PreparedToken[],
  b: readonly PreparedToken[],
  weight: number,
  reason: Reason,
): Evidence | null {
  const { score } = matchNames(a, b)
  return score >= 0.75 ? { weight, score, reason, support: 1 } : null
}

function ofNickname(
  a: Prepared,
  b: Prepared,
  namesOfA: readonly PreparedToken[],
  namesOfB: readonly PreparedToken[],
): Evidence | null {
  if (a.nickname.length === 0 && b.nickname.length === 0) return null
  const best = Math.max(
    matchNames(a.nickname, b.nickname).score,
    matchNames(a.nickname, namesOfB).score * 0.9,
    matchNames(namesOfA, b.nickname).score * 0.9,
  )
  return best >= 0.6 ? { weight: 3, score: Math.min(1, best / 0.85), reason: 'same-nickname', support: 1 } : null
}

function ofPhone(a: PersonSketch, b: PersonSketch): Evidence | null {
  if (!a.phone || !b.phone) return null
  const others = numbersIn(b.phone)
  return numbersIn(a.phone).some((number) => others.includes(number))
    ? { weight: 6, score: 1, reason: 'same-phone', support: 2 }
    : null
}

/** Last eight figures of each number: with or without country code. */
function numbersIn(phone: string): readonly string[] {
  return phone
    .split(/[/,;]/)
    .map((number) => number.replace(/\D/g, '').slice(-8))
    .filter((number) => number.length === 8)
}

function namesOf(sketch: PersonSketch): readonly PreparedToken[] {
  const known = preparedNames.get(sketch)
  if (known) return known
  const names = prepareNames(sketch.names)
  preparedNames.set(sketch, names)
  return names
}

function prepare(sketch: PersonSketch): Prepared {
  const known = preparedOthers.get(sketch)
  if (known) return known
  const prepared = {
    nickname: prepareNames(sketch.nickname ? [sketch.nickname] : []),
    parents: (sketch.parents ?? []).map((parent) => prepareNames([parent])).filter((parent) => parent.length > 0),
    caregiver: prepareNames(sketch.caregiver ? [sketch.caregiver] : []),
  }
  preparedOthers.set(sketch, prepared)
  return prepared
}
