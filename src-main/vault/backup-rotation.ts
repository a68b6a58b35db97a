import type { BackupAbout, BackupReason } from './backup-list.ts'

/** How many days, weeks and months keep their newest. */
export interface Keep {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

const onPc: Keep = { daily: 7, weekly: 4, monthly: 6 }

type Dated = Pick<BackupAbout, 'name' | 'at' | 'reason'>

/**
 * Which backups may go. Kept: the newest of each of the 7 last days, 4 last weeks and 6 last months that have any (or as `keep` says),
 * the newest of each reason, and the one just made. Days are counted among the backups themselves, so a clock that jumps removes nothing early.
 */
export function toRemove<B extends Dated>(backups: readonly B[], made: string, count: Keep = onPc): B[] {
  const newestFirst = [...backups].sort((a, b) => (a.at < b.at ? 1 : -1))
  const keep = new Set([made])
  keepNewest(newestFirst, keep, count.daily, ({ at }) => localDay(at))
  keepNewest(newestFirst, keep, count.weekly, ({ at }) => localWeek(at))
  keepNewest(newestFirst, keep, count.monthly, ({ at }) => localDay(at).slice(0, 7))
  keepNewest<B, BackupReason>(newestFirst, keep, Number.POSITIVE_INFINITY, ({ reason }) => reason)
  return newestFirst.filter(({ name }) => !keep.has(name))
}

function keepNewest<B extends Dated, K>(
  newestFirst: readonly B[],
  keep: Set<string>,
  count: number,
  of: (b: B) => K,
): void {
  const seen = new Set<K>()
  for (const item of newestFirst) {
    const key = of(item)
    if (seen.has(key)) continue
    if (seen.size >= count) return
    seen.add(key)
    keep.add(item.name)
  }
}

function localDay(at: string): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The Monday that the week begins with. */
function localWeek(at: string): string {
  const date = new Date(at)
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7))
  return localDay(date.toISOString())
}
