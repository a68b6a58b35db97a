import type { Id, Json } from '../ledger/types.ts'

/**
 * A hand-over, as the value of a case's group `office` says it. Without `epoch` the value is that of a case that nobody ever handed over:
 * epoch 0.
 */
export interface HandOver {
  /** Who keeps the case from now on. */
  readonly office: Id
  /** One more than that of the hand-over before. */
  readonly epoch: number
  /** Offices that kept it before, the newest last. */
  readonly was: readonly Id[]
  /** Of each replica that wrote about the case, the last change that its giver knew: all that is handed over. */
  readonly handed: Readonly<Record<Id, number>>
}

/** A hand-over with its place in the ledger. `by`: the office of the replica that wrote it. */
export interface HandOverWritten extends HandOver {
  readonly replica: Id
  readonly seq: number
  readonly lamport: number
  readonly by: Id
}

/** Who kept a case when: one stretch an epoch, the first with no hand-over before it. */
export interface Custody {
  readonly first: Id
  readonly handOvers: readonly HandOverWritten[]
}

/** @returns null where the value is no hand-over */
export function handOverIn(value: Json | undefined): HandOver | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { office, epoch, was, handed } = value as { readonly [key: string]: Json }
  if (typeof office !== 'string' || typeof epoch !== 'number' || epoch < 1) return null
  return {
    office,
    epoch,
    was: Array.isArray(was) ? was.filter((each) => typeof each === 'string') : [],
    handed: seqsIn(handed),
  }
}

const ofCustody: ReadonlySet<string> = new Set(['office', 'epoch', 'was', 'handed', 'given_on', 'urgent', 'refused'])

/** Does this value say who keeps a case, and nothing else? Then it tells nothing of the child, and stays when the case is erased. */
export function isBareHandOver(value: Json): boolean {
  return handOverIn(value) !== null && Object.keys(value as object).every((member) => ofCustody.has(member))
}

function seqsIn(value: Json | undefined): Record<Id, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((each): each is [Id, number] => typeof each[1] === 'number'))
}

/**
 * The hand-overs that count, of all that were written. Each must be by the office that keeps the case in the epoch before. Where two
 * installations of one office hand it over without knowing of each other, the lower lamport number counts, then the lower replica: the
 * same everywhere, whatever comes first.
 */
export function custodyOf(first: Id, written: readonly HandOverWritten[]): Custody {
  const handOvers: HandOverWritten[] = []
  for (;;) {
    const keeper = handOvers.at(-1)?.office ?? first
    const [next] = written
      .filter(({ epoch, by }) => epoch === handOvers.length + 1 && by === keeper)
      .sort((a, b) => a.lamport - b.lamport || (a.replica < b.replica ? -1 : 1))
    if (!next) return { first, handOvers }
    handOvers.push(next)
  }
}

/** The epoch that a change belongs to: the first whose end knew of it, else the present one. A hand-over belongs to the epoch it ends. */
export function epochAt({ handOvers }: Custody, replica: Id, seq: number): number {
  const ended = handOvers.findIndex(
    (each) => seq <= (each.replica === replica ? each.seq : (each.handed[replica] ?? 0)),
  )
  return ended < 0 ? handOvers.length : ended
}

/**
 * May this office write, by this change, about the case? `late`: it kept the case before and wrote what the hand-over did not know of; the
 * keeper is to look at it. `foreign`: it has no business there.
 */
export function judge(custody: Custody, office: Id, replica: Id, seq: number): 'own' | 'late' | 'foreign' {
  const keepers = [custody.first, ...custody.handOvers.map((each) => each.office)]
  const epoch = epochAt(custody, replica, seq)
  if (keepers[epoch] === office) return 'own'
  return keepers.slice(0, epoch).includes(office) ? 'late' : 'foreign'
}
