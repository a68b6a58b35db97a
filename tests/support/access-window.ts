/**
 * `node access-window.ts FOLDER`: an office in FOLDER/home with five people and some children, one of whom a trainee helps with; says that
 * child's id and code. Playwright cannot load the office into its own process.
 */
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { hidden, staff } from './access-window-facts.ts'
import { enter, newPerson } from './colleague.ts'
import { newTestOffice, someOffice, testPassword } from './office.ts'

const [folder = ''] = process.argv.slice(2)
const office = await newTestOffice({ home: join(folder, 'home') })
const people = new Map<string, string>()
for (const { name, signIn, role, password: next } of staff) {
  const { id, password } = await office.call('people.create', newPerson({ name, signIn, role }))
  people.set(role, id)
  await enter(office, signIn, password, next)
  await office.call('session.signIn', { signIn: someOffice.person.signIn, password: testPassword })
}
const register = async (seed: number, more: object = {}) => {
  const today = new Date().toISOString().slice(0, 10)
  const { consent, registration } = inventChild(seededRandom(seed), { today, detail: 'usual' })
  const input = { consent, registration: { ...registration, ...more }, notSame: [] }
  return office.call('cases.register', input as CallInput<'cases.register'>)
}
for (let seed = 1; seed <= 14; seed += 1) await register(seed)
const { id, code } = await register(20, {
  family_name: hidden.family,
  given_names: hidden.given,
  situation_narrative: hidden.story,
  risk_codes: ['sexual_abuse_violence', 'neglect'],
  main_risk: 'neglect',
})
await office.call('cases.addNote', { caseId: id, text: hidden.note })
await office.call('assign.coworkers', { caseId: id, people: [people.get('trainee') ?? ''] })
await office.close()
process.stdout.write(JSON.stringify({ id, code }))
