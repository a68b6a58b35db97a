/**
 * `node trust-window.ts FOLDER`: a national level, two regions and three districts in FOLDER. On three keys of the first region lie: what a revoked PC
 * had written, brought by its office, which the region has taken already; the request of a new PC of a known office; and the request of a
 * district that changes regions. Playwright cannot load the office into its own process.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { registerChild } from './child.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { newTestOffice } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const key = join(folder, 'stick')
const moving = join(folder, 'moving')
for (const each of [key, moving]) mkdirSync(each)
const place = 'BF490206'
const made = (code: string, name: string, level: 'district' | 'region' | 'national' = 'district') =>
  newTestOffice({ code, name, level, place, home: join(folder, code.toLowerCase()) })

const national = await made('NAT', 'Direction centrale', 'national')
const east = await made('EST', 'Direction régionale de l’Est', 'region')
const sirba = await made('SIR', 'Direction régionale de la Sirba', 'region')
const bogande = await made('BOG', 'Service social de Bogandé')
const fada = await made('FAD', 'Service social de Fada')
for (const region of [east, sirba]) await enrolOffices(region, national, key)
for (const district of [bogande, fada]) await enrolOffices(district, east, key)
await registerChild(bogande, 950)
await carryKey(key, bogande, east)
await carryKey(key, east, national)
await carryKey(key, national, sirba)

await registerChild(fada, 951)
await carryKey(key, fada, east)
await registerChild(fada, 952)
const { peers } = await east.call('exchange.overview', {})
const officeId = peers.find(({ code }) => code === 'FAD')?.officeId ?? ''
const { pcs } = await east.call('revocations.pcs', { officeId })
await east.call('revocations.revoke', { replica: pcs[0]?.replica ?? '', reason: 'stolen' })
await carryKey(key, east, fada)
await fada.call('machine.adopt', {})
await enrolOffices(fada, east, key)
await carryKey(key, fada, east)

for (const file of readdirSync(key)) rmSync(join(key, file))
const anew = await newTestOffice({ code: 'FAD', name: 'Service social de Fada', place, home: join(folder, 'anew') })
await anew.call('enrolment.writeRequest', { path: key })
await bogande.call('enrolment.writeRequest', { path: moving })
for (const office of [national, east, sirba, bogande, fada, anew]) await office.close()
