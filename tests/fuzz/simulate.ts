/**
 * `npm run simulate`: a region of 45 districts over 24 monthly exchanges, a tenth of the bundles lost, two PCs in all districts but two, which
 * change two answers a month without knowing of each other. The overviews are held against the truth at every step; at the end nothing may be missing. `-- --cases N` for each district, `-- --months M`, `-- --seed S`.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { simulate } from './region.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '48' },
    districts: { type: 'string', default: '45' },
    months: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
})
const { cases, districts, months, seed } = values
console.log(`${districts} districts, ${cases} cases each, ${months} months, --seed ${seed}`)
const began = performance.now()
const table = await simulate({
  districts: Number(districts),
  cases: Number(cases),
  months: Number(months),
  lost: 10,
  seed: Number(seed),
  told: ({ month, cases, changes }) => {
    const seconds = Math.round((performance.now() - began) / 1000)
    const mib = Math.round(process.memoryUsage.rss() / 2 ** 20)
    console.log(`month ${month}: ${cases} cases, ${changes} changes at the region, ${seconds} s, ${mib} MiB`)
  },
})
console.table(table)
console.log(`Nothing is missing and every overview was right, in ${Math.round((performance.now() - began) / 1000)} s.`)
