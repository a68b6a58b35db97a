/**
 * `node second-pc-window.ts FOLDER`: a district below a region in FOLDER/first and FOLDER/region, with two children that the region has.
 * Playwright cannot load the office into its own process.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { registerChild } from './child.ts'
import { newPerson } from './colleague.ts'
import { enrolOffices } from './enrol.ts'
import { newTestOffice } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const key = join(folder, 'key')
mkdirSync(key)
const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
const first = await newTestOffice({ home: join(folder, 'first') })
await enrolOffices(first, region, key)
for (const seed of [3, 4]) await registerChild(first, seed)
await first.call('people.create', newPerson())
const { written } = await first.call('exchange.export', { path: key, officeIds: null })
await region.call('exchange.import', { path: key, files: written.map(({ file }) => file) })
for (const office of [region, first]) await office.close()
rmSync(key, { recursive: true })
