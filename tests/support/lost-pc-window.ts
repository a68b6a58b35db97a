/**
 * `node lost-pc-window.ts FOLDER`: a region and two districts in FOLDER, and on its key a bundle of Boulsa that the region has not taken.
 * Playwright cannot load the office into its own process.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { registerChild } from './child.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { newTestOffice } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const key = join(folder, 'stick')
mkdirSync(key)
const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
const boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
const tougouri = await newTestOffice({
  code: 'TGR',
  name: 'Service social de Tougouri',
  place: 'BF490206',
  home: join(folder, 'tougouri'),
})

for (const district of [boulsa, tougouri]) {
  await enrolOffices(district, region, key)
  await registerChild(district, 900)
  await carryKey(key, district, region)
}
for (const code of ['BLS', 'TGR'])
  for (const kind of ['request', 'answer']) rmSync(join(key, `LKE-${code}-${kind}.lke`))
await registerChild(boulsa, 901)
await boulsa.call('exchange.export', { path: key, officeIds: null })
for (const office of [region, boulsa, tougouri]) await office.close()
