import { BenchClient } from './client.ts'
import { atMost, median, ms, type Outcome, quantile, timed } from './measure.ts'
import type { World } from './world.ts'

/** With both looks at each, fewer than the office remembers: so the same look is known for the same. */
const cases = 440

/**
 * Cases opened one after the other, with their line of the access log and without: one opened before, from the same page, is the same look
 * and not told twice. Both by turns over the same cases, so that the one difference is the line.
 */
export async function log(world: World): Promise<Outcome[]> {
  const client = await BenchClient.signedIn(world.district)
  const ids = await someCases(client, world.cases)
  for (const id of ids) await client.call('cases.get', { id })
  const [ours, baseline]: [number[], number[]] = [[], []]
  for (const parity of [0, 1]) {
    for (const [index, id] of ids.entries()) {
      if (index % 2 === parity) ours.push(await timed(() => client.call('cases.get', { id }, 'case')))
      else baseline.push(await timed(() => client.call('cases.get', { id })))
    }
  }
  await client.close()
  const slow = `95th percentiles ${ms(quantile(ours, 0.95))} and ${ms(quantile(baseline, 0.95))}`
  return [atMost(1.15, median(ours), median(baseline), [`${ours.length} openings; ${slow}`])]
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
