/**
 * `node referral-window.ts FOLDER make`: a region and two districts in FOLDER that know one another; Boulsa has a child to refer, and one whose family
 * did not agree to that. Says the ids. `… FOLDER carry A B …`: takes what A has to say to B, and on, by a key; `… FOLDER word CASE A B …` the same, with a
 * word of the region on that case. Playwright cannot load the office into
 * its own process.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { carryKey, enrolOffices } from './enrol.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from './office.ts'

const [folder = '', what = '', ...rest] = process.argv.slice(2)
const [caseId, way] = what === 'word' ? [rest[0], rest.slice(1)] : [undefined, rest]
const key = join(folder, 'key')

async function make(): Promise<{ agreed: string; refused: string }> {
  mkdirSync(key)
  const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  const boulsa = await newTestOffice({ home: join(folder, 'boulsa') })
  const name = 'Service social de Tougouri'
  const tougouri = await newTestOffice({ code: 'TGR', name, place: 'BF490206', home: join(folder, 'tougouri') })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  await carryKey(key, region, boulsa, tougouri)
  const today = new Date().toISOString().slice(0, 10)
  const register = async (seed: number, answers: object): Promise<string> => {
    const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'full' })
    const agreed = { ...consent, lawful_basis: 'consent', consent_collect: 'yes', ...answers }
    const input = { consent: agreed, registration, notSame: [] } as unknown as CallInput<'cases.register'>
    return (await boulsa.call('cases.register', input)).id
  }
  const agreed = await register(3, { consent_share_services: 'yes' })
  const refused = await register(4, { consent_share_services: 'not_asked' })
  for (const office of [region, boulsa, tougouri]) await office.close()
  return { agreed, refused }
}

async function carry(): Promise<void> {
  const offices = new Map<string, TestOffice>()
  for (const name of new Set(way)) {
    const office = new TestOffice({ home: join(folder, name) })
    await office.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword })
    offices.set(name, office)
  }
  if (caseId !== undefined)
    await offices.get('region')?.call('words.write', { caseId, text: 'Voyez aussi la grand-mère avant le plan.' })
  const hops = way.map((name) => offices.get(name)).filter((office) => office !== undefined)
  for (const [index, to] of hops.slice(1).entries()) {
    const results = await carryKey(key, hops[index] ?? to, to)
    if (results.some(({ error }) => error !== null)) throw new Error('a bundle was refused')
  }
  for (const office of offices.values()) await office.close()
}

if (what === 'make') process.stdout.write(JSON.stringify(await make()))
else await carry()
