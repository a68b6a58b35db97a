/**
 * `node erasure-window.ts FOLDER`: a region and a district in FOLDER. In the district one closed case may be erased, another waits for the
 * confirmation of a second person, a third is open. Says the ids. With `exchange` after FOLDER: a key goes up and down once.
 * Playwright cannot load the office into its own process.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { enter, newPerson } from './colleague.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from './office.ts'

const [folder = '', what] = process.argv.slice(2)
const key = join(folder, 'key')
const today = new Date().toISOString().slice(0, 10)
const rasmata = { signIn: someOffice.person.signIn, password: testPassword }

async function register(office: TestOffice, seed: number): Promise<string> {
  const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'usual' })
  const agreed = { ...consent, lawful_basis: 'consent', consent_collect: 'yes' }
  const input = { consent: agreed, registration, notSame: [] } as unknown as CallInput<'cases.register'>
  return (await office.call('cases.register', input)).id
}

async function close(office: TestOffice, caseId: string): Promise<void> {
  const values = {
    closure_date: { precision: 'exact' as const, date: today },
    closure_reason: 'overall_goal_of_the_case_plan',
    closure_details: 'L’enfant est en sécurité chez sa tante.',
    risk_level_closure: 'low',
    discussed_child: 'yes',
  }
  await office.call('cases.saveForm', { caseId, formId: null, form: 'closure', revision: null, values })
}

async function make(): Promise<object> {
  mkdirSync(key)
  const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  const district = await newTestOffice({ home: join(folder, 'district') })
  await enrolOffices(district, region, key)
  await carryKey(key, region, district)
  const [closed, proposed, open] = [
    await register(district, 3),
    await register(district, 4),
    await register(district, 5),
  ]
  for (const id of [closed, proposed]) await close(district, id)
  await carryKey(key, district, region)
  await carryKey(key, region, district)
  const { password } = await district.call('people.create', newPerson({ role: 'administrator' }))
  await district.call('session.lock', { reason: 'person' })
  await enter(district, 'awa.k', password, 'un mot de passe bien long')
  await district.call('erasures.propose', { caseId: proposed, reason: 'asked' })
  const { code } = (await district.call('cases.get', { id: proposed })).item
  await district.call('backups.make', {})
  for (const office of [region, district]) await office.close()
  return { closed, proposed, open, code }
}

async function exchange(): Promise<object> {
  const [region, district] = ['region', 'district'].map((home) => new TestOffice({ home: join(folder, home) })) as [
    TestOffice,
    TestOffice,
  ]
  for (const office of [region, district]) await office.call('session.signIn', rasmata)
  await carryKey(key, district, region)
  await carryKey(key, region, district)
  for (const office of [region, district]) await office.close()
  return {}
}

process.stdout.write(JSON.stringify(what === 'exchange' ? await exchange() : await make()))
