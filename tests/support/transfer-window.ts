/**
 * `node transfer-window.ts FOLDER`: a region and two districts in FOLDER. Boulsa has handed one case over to Tougouri and may hand over another;
 * Tougouri has one to answer and late edits of Boulsa on it. Says the ids. Playwright cannot load the office into its own process.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { newTestOffice, someOffice, testPassword } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const key = join(folder, 'key')
mkdirSync(key)
const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
const boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
const tougouri = await newTestOffice({
  code: 'TGR',
  name: 'Service social de Tougouri',
  place: 'BF490206',
  home: join(folder, 'tougouri'),
})
for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)

async function register(seed: number): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'usual' })
  const input = { consent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
  return (await boulsa.call('cases.register', input)).id
}

await carryKey(key, region, boulsa)
const given = await register(3)
const kept = await register(4)
await carryKey(key, boulsa, region)
await boulsa.call('backups.make', {})
const { offices } = await boulsa.call('transfers.offices', {})
await boulsa.call('transfers.give', {
  caseId: given,
  to: offices.find(({ code }) => code === 'TGR')?.id ?? '',
  urgent: true,
  values: {
    transfer_reason: 'new_location',
    child_agrees: 'yes',
    case_history: 'Suivie depuis mars pour négligence.',
    current_situation: 'Vit chez sa tante à Tougouri.',
  },
})
await carryKey(key, boulsa, region)
await carryKey(key, region, tougouri)
// The backup of the day before goes on, and does not know.
const credentials = { signIn: someOffice.person.signIn, password: testPassword }
const backup = (await boulsa.call('backups.list', {})).find(({ reason }) => reason === 'by-hand')
if (!backup) throw new Error('no backup')
await boulsa.call('backups.restore', { place: backup.place, credentials })
await boulsa.call('session.signIn', credentials)
await enrolOffices(boulsa, region, key)
for (const text of ['Vue au marché de Boulsa.', 'A demandé des nouvelles de sa tante.'])
  await boulsa.call('cases.addNote', { caseId: given, text })
await carryKey(key, boulsa, region)
await carryKey(key, region, tougouri)
await carryKey(key, region, boulsa)
for (const office of [region, boulsa, tougouri]) await office.close()
process.stdout.write(JSON.stringify({ given, kept }))
