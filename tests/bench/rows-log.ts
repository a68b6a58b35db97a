import { BenchClient } from './client.ts'
import { atMost, median, ms, type Outcome, quantile, timed } from './measure.ts'
import type { World } from './world.ts'

/**
 * A case opened with its line of the access log, against the same case opened again as the same look, which is not told twice: the one
 * difference is the line. Both with warm caches, which flatters the baseline.
 */
export async function log(world: World): Promise<Outcome[]> {
  const client = await BenchClient.signedIn(world.district)
  const { items } = await client.call('cases.list', { filters: {}, sort: 'name', offset: 500, limit: 200 })
  const [ours, baseline]: [number[], number[]] = [[], []]
  for (const [turn, { id }] of items.entries()) {
    await client.call('cases.get', { id })
    for (const screen of ['case', 'cases', 'home']) {
      const told = () => client.call('cases.get', { id }, screen)
      const again = () => client.call('cases.get', { id })
      if (turn % 2 === 0) ours.push(await timed(told))
      baseline.push(await timed(again))
      if (turn % 2 === 1) ours.push(await timed(told))
    }
  }
  await client.close()
  const slow = `95th percentiles ${ms(quantile(ours, 0.95))} and ${ms(quantile(baseline, 0.95))}`
  return [atMost(1.15, median(ours), median(baseline), [`${ours.length} openings; ${slow}`])]
}
