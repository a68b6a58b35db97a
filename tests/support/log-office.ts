import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { type Access, logAccess } from '../../src-main/store/access-log.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { newTestOffice } from './office.ts'
import { someOffice, testPassword } from './some-office.ts'

/** Makes an office at a home whose access log has 5,000 lines; says the id of its one child. Run by itself: home, name, header of prints. */
const [home = '', name = '', header = ''] = process.argv.slice(2)
const lines = 5000

const office = await newTestOffice({ home, person: { ...someOffice.person, name } })
const today = new Date().toISOString().slice(0, 10)
const { consent, registration } = inventChild(seededRandom(11), { today, homeCommune: someOffice.place })
const input = { consent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
const child = (await office.call('cases.register', input)).id
await office.call('settings.set', { headers: [header] })
const { people } = await office.call('log.about', {})
const person = people[0]?.id ?? null
await office.close()

const vault = await openVault({ home, signInName: someOffice.person.signIn, password: testPassword })
vault.db.transaction(() => {
  for (let n = 0; n < lines; n += 1) {
    logAccess(vault.db, { at: new Date(Date.now() - (lines - n) * 7 * 60_000).toISOString(), ...some(n) })
  }
})()
vault.close()
process.stdout.write(child)

function some(n: number): Omit<Access, 'at'> {
  if (n % 7 === 0) {
    return { person, act: 'case.search', screen: 'cases', details: { words: 'Awa Ouédraogo', shown: 3 } }
  }
  if (n % 11 === 0) {
    const details = { call: 'log.page', code: 'session.permission', wanted: 'log.read' }
    return { person, act: 'refused', screen: 'case', details }
  }
  if (n % 13 === 0) return { person: null, act: 'session.failed', subject: person }
  return { person, act: 'case.open', subject: n % 50 === 1 ? child : null, screen: 'case' }
}
