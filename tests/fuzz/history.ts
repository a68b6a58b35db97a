import fc from 'fast-check'
import type { Name } from './cast.ts'
import type { Task } from './work.ts'

/** One thing that happens. `which` chooses among what there is at that moment, whatever their number. */
export type Step =
  /** Somebody works on a child of his office; the PC's clock says that year. */
  | { readonly do: 'work'; readonly who: Who; readonly which: number; readonly task: Task; readonly year: number }
  | { readonly do: 'child'; readonly who: Who; readonly year: number }
  /** The two PCs of one office give each other all they have. */
  | { readonly do: 'meet' }
  /** A bundle goes up. `sent`: the sender takes for acknowledged what it only sent. */
  | { readonly do: 'up'; readonly who: Who; readonly above: 'acked' | 'sent' }
  | { readonly do: 'down'; readonly who: Name }
  /** A bundle that arrives at once. */
  | { readonly do: 'visit'; readonly who: Who; readonly way: 'up' | 'down' }
  /** Two people of one office answer one question without knowing of each other, and then learn of it. */
  | { readonly do: 'clash'; readonly which: number; readonly group: string; readonly year: number }
  /** A bundle goes up, then another that takes it for acknowledged, with or without anything new: the second arrives first. */
  | { readonly do: 'jump'; readonly who: Who; readonly fresh: boolean; readonly year: number }
  /** The copied disk and the office go on from the same change; the copy is heard first, then the office, or the office hears of the copy. */
  | { readonly do: 'fork'; readonly way: 'up' | 'down'; readonly year: number }
  /** The region goes back behind what a partner has taken from it. */
  | { readonly do: 'rewind'; readonly who: Who }
  /** One of the bundles that lie about is taken, and stays: it may come again, or after a later one. */
  | { readonly do: 'take' | 'lose'; readonly which: number }
  | { readonly do: 'backup'; readonly who: Name }
  /** A backup is put back by the program: under a new identity. */
  | { readonly do: 'restore'; readonly who: Who }
  /** The region's file is replaced by an older copy, past the program. */
  | { readonly do: 'putBack' }
  /** The disk of the office with one PC is copied, and the copy goes on as if it were the original. */
  | { readonly do: 'copyDisk' }

/** Those who write. `T` is the copied disk, once there is one. */
export type Who = 'A1' | 'A2' | 'B' | 'C' | 'T'

export interface History {
  readonly steps: readonly Step[]
  /** In which order a fresh ledger is told everything at the end. */
  readonly order: number
  /** Played a second time under other clocks. */
  readonly again: boolean
  /** The region knows of the first children, and only those to whom something happens exchange at the end, of two PCs of an office one. */
  readonly few?: boolean
}

const who = fc.constantFrom<Who>('A1', 'A1', 'A2', 'A2', 'A1', 'A2', 'B', 'C', 'T', 'T')
const below = fc.constantFrom<Name>('A1', 'A2', 'B', 'C')
const year = fc.integer({ min: 2010, max: 2040 })
const which = fc.nat(11)
const value = fc.nat(3)
const group = fc.constantFrom('sex', 'occupation')
const task: fc.Arbitrary<Task> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('set' as const), group, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cell' as const), value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('takeBack' as const), which }) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('work' as const), who, which, task, year }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('child' as const), who, year }) },
  { weight: 3, arbitrary: fc.constant({ do: 'meet' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('up' as const),
      who,
      above: fc.constantFrom('acked' as const, 'acked' as const, 'sent' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('down' as const), who: below }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('take' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('visit' as const),
      who,
      way: fc.constantFrom('up' as const, 'down' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('clash' as const), which, group, year }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('jump' as const), who, fresh: fc.boolean(), year }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fork' as const),
      way: fc.constantFrom('up' as const, 'down' as const),
      year,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewind' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('backup' as const), who: fc.constantFrom<Name>('A1', 'A2', 'B', 'R', 'R') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), who }) },
  { weight: 1, arbitrary: fc.constant({ do: 'putBack' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'copyDisk' as const }) },
)

/** Most are short: these find nearly all that long ones find, in a fraction of their time. Some are long. */
export function mostlyShort<T>(step: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  const some = (minLength: number, maxLength: number): fc.Arbitrary<T[]> =>
    fc.array(step, { minLength, maxLength, size: 'max' })
  return fc.oneof(
    { weight: 12, arbitrary: some(4, 10) },
    { weight: 3, arbitrary: some(8, 20) },
    { weight: 1, arbitrary: some(15, 40) },
  )
}

export const history: fc.Arbitrary<History> = fc.record({
  steps: mostlyShort(step),
  order: fc.nat(),
  again: fc.nat(11).map((n) => n === 0),
  few: fc.nat(7).map((n) => n > 0),
})
