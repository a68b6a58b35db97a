import fc from 'fast-check'
import { type Answer, answers } from './between-history.ts'
import { mostlyShort } from './history.ts'

/** The national level, two regions, two districts of the one and one of the other; each with who stands above it, to begin with. */
export const above = { N: null, R: 'N', Q: 'N', A: 'R', B: 'R', D: 'Q' } as const
export type Stand = keyof typeof above
export type Keeper = Exclude<Stand, 'N'>
export const stands = Object.keys(above) as readonly Stand[]
/** The PCs: one of each office, a second one of the region R and one of the district A, which the office above may hear of or not. */
export const pcs = [...stands, 'S', 'T'] as const
export type Pc = (typeof pcs)[number]
export type Below = Exclude<Pc, 'N'>
export const officeOf = (pc: Pc): Stand => (pc === 'S' ? 'R' : pc === 'T' ? 'A' : pc)
/** The other PC of the same office. */
export const other = { R: 'S', S: 'R', A: 'T', T: 'A' } as const
export type Paired = keyof typeof other
export const keepers: readonly Keeper[] = ['R', 'Q', 'A', 'B', 'D']

/** One thing that happens to children that go from one region to another. `which` chooses among what there is at that moment. */
export type RegionsStep =
  | { readonly do: 'child'; readonly who: 'A' | 'B' | 'D'; readonly answer: Answer }
  /** Whoever keeps the case writes another name, accepts it, sends it back where it came from, asks for consent anew, erases it, hands it over. */
  | { readonly do: 'rename' | 'accept' | 'refuse' | 'erase'; readonly which: number }
  | { readonly do: 'consent'; readonly which: number; readonly answer: Answer }
  | { readonly do: 'give'; readonly which: number; readonly to: Keeper }
  /** An office that kept the case before writes on it. */
  | { readonly do: 'late'; readonly which: number }
  /** The second PC of the district A writes on what it holds for kept there. */
  | { readonly do: 'second'; readonly which: number }
  /** A bundle of this office for the one above, or of that one for it; where it goes on, to the end of the way. */
  | { readonly do: 'up' | 'down'; readonly who: Below; readonly arrives: 'now' | 'later' }
  /** A bundle of one PC of an office for its other one. */
  | { readonly do: 'beside'; readonly who: Paired; readonly arrives: 'now' | 'later' }
  | { readonly do: 'across'; readonly from: 'A' | 'B' | 'D' }
  /** An office comes under the other region, or goes back: both and the national level have said so. */
  | { readonly do: 'move'; readonly who: 'B' | 'D' }
  | { readonly do: 'take' | 'lose'; readonly which: number }

const which = fc.nat(11)
const one = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name)
const who = fc.constantFrom<Below>(...keepers, 'S', 'T')
const to = fc.constantFrom(...keepers)
const paired = fc.constantFrom<Paired>('R', 'S', 'A', 'A', 'T', 'T')
const low = fc.constantFrom('A' as const, 'A' as const, 'B' as const, 'D' as const)
const answer = fc.constantFrom<Answer>('yes', 'yes', 'yes', ...answers)
const arrives = fc.constantFrom('now' as const, 'now' as const, 'later' as const)

const step: fc.Arbitrary<RegionsStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: one('child'), who: low, answer }) },
  { weight: 4, arbitrary: fc.record({ do: one('rename'), which }) },
  { weight: 3, arbitrary: fc.record({ do: one('accept'), which }) },
  { weight: 3, arbitrary: fc.record({ do: one('refuse'), which }) },
  { weight: 1, arbitrary: fc.record({ do: one('erase'), which }) },
  { weight: 3, arbitrary: fc.record({ do: one('consent'), which, answer }) },
  { weight: 6, arbitrary: fc.record({ do: one('give'), which, to }) },
  { weight: 2, arbitrary: fc.record({ do: one('late'), which }) },
  { weight: 3, arbitrary: fc.record({ do: one('up'), who, arrives }) },
  { weight: 3, arbitrary: fc.record({ do: one('down'), who, arrives }) },
  { weight: 4, arbitrary: fc.record({ do: one('beside'), who: paired, arrives }) },
  { weight: 2, arbitrary: fc.record({ do: one('second'), which }) },
  { weight: 6, arbitrary: fc.record({ do: one('across'), from: low }) },
  { weight: 1, arbitrary: fc.record({ do: one('move'), who: fc.constantFrom('B' as const, 'D' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: one('take'), which }) },
  { weight: 1, arbitrary: fc.record({ do: one('lose'), which }) },
)

export const regionsHistory: fc.Arbitrary<readonly RegionsStep[]> = mostlyShort(step).map((steps) => [
  { do: 'child', who: 'A', answer: 'yes' },
  ...steps,
])
