import { BenchClient } from './client.ts'
import { atMost, byTurns, median, ms, type Outcome, quantile } from './measure.ts'
import type { World } from './world.ts'

/** Each look from each of these pages is told once. With the one from nowhere, fewer than the office remembers: so the same look is known. */
const screens = ['home', 'cases', 'case', 'register', 'transmission', 'log'] as const
const cases = 140

/**
 * Cases opened with their line of the access log and without: one opened before, from the same page, is the same look and not told twice. Both
 * by turns on the same case, several times, so that the one difference is the line. The ratio is that of each case's own medians.
 */
export async function log(world: World): Promise<Outcome[]> {
  const client = await BenchClient.signedIn(world.district)
  const ids = await someCases(client, world.cases)
  for (const id of ids) await client.call('cases.get', { id })
  const [ours, baseline]: [number[], number[]] = [[], []]
  for (const id of ids) {
    const { ours: told, baseline: untold } = await byTurns(
      screens.length,
      (turn) => client.call('cases.get', { id }, screens[turn]),
      () => client.call('cases.get', { id }),
    )
    ours.push(median(told))
    baseline.push(median(untold))
  }
  await client.close()
  const slow = `95th percentiles ${ms(quantile(ours, 0.95))} and ${ms(quantile(baseline, 0.95))}`
  return [atMost(1.15, median(ours), median(baseline), [`${ours.length} cases, ${screens.length} times each; ${slow}`])]
}

/** From all over the list, in no order of their own. */
async function someCases(client: BenchClient, all: number): Promise<string[]> {
  const ids: string[] = []
  for (let part = 0; part < 20; part += 1) {
    const offset = Math.floor((all / 20) * part)
    const { items } = await client.call('cases.list', { filters: {}, sort: 'name', offset, limit: cases / 20 })
    ids.push(...items.map(({ id }) => id))
  }
  return ids.sort()
}
