import fc from 'fast-check'
import { mostlyShort } from './history.ts'

/** A region and three districts with one PC each. */
export const districts = ['A', 'B', 'C'] as const
export type District = (typeof districts)[number]

/** What form 1A says of the purpose of collecting; only `yes` lets the name go to the region. */
export const answers = ['yes', 'no', 'limited', 'not_asked'] as const
export type Answer = (typeof answers)[number]

export const replies = ['accepted', 'refused', 'told', 'done'] as const
export type Reply = (typeof replies)[number]

/** One thing that happens to children that are handed over between offices. `which` chooses among what there is at that moment. */
export type BetweenStep =
  | { readonly do: 'child'; readonly who: District; readonly answer: Answer }
  /** Whoever keeps the case writes another name, asks for consent anew, accepts it, or hands it over where consent lets the name go. */
  | { readonly do: 'rename' | 'accept'; readonly which: number }
  | { readonly do: 'consent'; readonly which: number; readonly answer: Answer }
  | { readonly do: 'give'; readonly which: number; readonly to: District }
  /** Whoever handed a case over writes it on a key of its own, for the other office and the region; it arrives at the one, at both, or at nobody yet. */
  | { readonly do: 'urgent'; readonly which: number; readonly arrives: 'there' | 'both' | 'later' }
  /** An office that kept a case before writes on it, one of its PCs did not know; where none has, the case is handed over first and arrives. */
  | { readonly do: 'late'; readonly which: number }
  /** Whoever keeps the case erases it: of all that was or will be written of it nothing is left. */
  | { readonly do: 'erase'; readonly which: number }
  /** Whoever keeps the case refers the child to another office, and takes the newest referral back; the office that it is to answers or tells what it did. */
  | { readonly do: 'refer'; readonly which: number; readonly to: District | 'R' }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'reply'; readonly which: number; readonly how: Reply }
  /** The region says a word on a case that it knows. */
  | { readonly do: 'word'; readonly which: number }
  | { readonly do: 'up' | 'down'; readonly who: District; readonly arrives: 'now' | 'later' }
  | { readonly do: 'take' | 'lose'; readonly which: number }

const who = fc.constantFrom(...districts)
const answer = fc.constantFrom<Answer>('yes', 'yes', 'no', 'limited', 'not_asked')
const which = fc.nat(11)
const arrives = fc.constantFrom('now' as const, 'now' as const, 'later' as const)
const one = <T extends string>(name: T): fc.Arbitrary<T> => fc.constant(name)

const step: fc.Arbitrary<BetweenStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: one('child'), who, answer }) },
  { weight: 5, arbitrary: fc.record({ do: one('rename'), which }) },
  { weight: 4, arbitrary: fc.record({ do: one('consent'), which, answer }) },
  { weight: 5, arbitrary: fc.record({ do: one('give'), which, to: who }) },
  { weight: 4, arbitrary: fc.record({ do: one('urgent'), which, arrives: fc.constantFrom('there', 'both', 'later') }) },
  { weight: 1, arbitrary: fc.record({ do: one('accept'), which }) },
  { weight: 4, arbitrary: fc.record({ do: one('late'), which }) },
  { weight: 2, arbitrary: fc.record({ do: one('erase'), which }) },
  { weight: 3, arbitrary: fc.record({ do: one('refer'), which, to: fc.constantFrom(...districts, 'R' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: one('withdraw'), which }) },
  { weight: 2, arbitrary: fc.record({ do: one('reply'), which, how: fc.constantFrom(...replies) }) },
  { weight: 2, arbitrary: fc.record({ do: one('word'), which }) },
  { weight: 6, arbitrary: fc.record({ do: one('up'), who, arrives }) },
  { weight: 6, arbitrary: fc.record({ do: one('down'), who, arrives }) },
  { weight: 4, arbitrary: fc.record({ do: one('take'), which }) },
  { weight: 1, arbitrary: fc.record({ do: one('lose'), which }) },
)

export const betweenHistory: fc.Arbitrary<readonly BetweenStep[]> = mostlyShort(step).map((steps) => [
  { do: 'child', who: 'A', answer: 'yes' },
  ...steps,
])
