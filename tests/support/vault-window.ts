/**
 * `node vault-window.ts fill FOLDER`: a district below a region in FOLDER/home and FOLDER/region, with a child and two people; says the child's
 * id. `node vault-window.ts answer FOLDER`: the region answers the request on FOLDER/key; says the words it compared. Playwright cannot load
 * the office into its own process.
 */
import { join } from 'node:path'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { enter, newPerson } from './colleague.ts'
import { enrolOffices } from './enrol.ts'
import { newTestOffice, someOffice, TestOffice, testPassword } from './office.ts'
import { awa, awaPassword, child } from './vault-window-facts.ts'

const [what, folder = ''] = process.argv.slice(2)
const home = join(folder, 'home')
const key = join(folder, 'key')
const { signIn } = someOffice.person

async function fill(): Promise<void> {
  const district = await newTestOffice({ home })
  const region = await newTestOffice({ level: 'region', home: join(folder, 'region') })
  await enrolOffices(district, region, key)
  const { consent, registration } = inventChild(seededRandom(5), { today: '2026-11-20', detail: 'usual' })
  const named = { ...registration, family_name: child.family, given_names: child.given }
  const saved = await district.raw('cases.register', { consent, registration: named, notSame: [] })
  if (!saved.ok) throw new Error(saved.error.code)
  const { password } = await district.call('people.create', newPerson({ name: awa.name, signIn: awa.signIn }))
  await enter(district, awa.signIn, password, awaPassword)
  await district.close()
  await region.close()
  process.stdout.write(JSON.stringify((saved.value as { id: string }).id))
}

async function answer(): Promise<void> {
  const region = new TestOffice({ home: join(folder, 'region') })
  await region.call('session.signIn', { signIn, password: testPassword })
  const [request] = (await region.call('recovery.requests', { path: key })).requests
  if (!request) throw new Error('no request')
  const reason = 'Chef de service appelé à son numéro.'
  await region.call('recovery.answer', { path: key, file: request.file, words: request.words, reason })
  await region.close()
  process.stdout.write(JSON.stringify(request.words))
}

await (what === 'fill' ? fill() : answer())
