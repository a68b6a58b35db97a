/**
 * `npm run fuzz`: random histories of five PCs, each held to all that ledger and exchange promise. `-- --histories N` plays so many,
 * `-- --seed S` the same ones again. What fails is kept in `tests/fuzz/seeds.json`, which the tests play first.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runHistories } from './histories.ts'

const { values } = parseArgs({
  options: { histories: { type: 'string', default: '10000' }, seed: { type: 'string' } },
})
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
console.log(`${values.histories} histories, --seed ${seed}`)
const { histories, perMinute, failure } = await runHistories({ runs: Number(values.histories), seed })
console.log(
  failure === null ? `All ${histories} hold, ${perMinute} a minute.` : `FAILED after ${histories}: ${failure}`,
)
process.exit(failure === null ? 0 : 1)
