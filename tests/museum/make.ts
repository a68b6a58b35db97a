/** `npm run museum -- NAME`: leaves what today's program writes in `tests/museum/NAME`, for every later one to open. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { schemaVersion } from '../../src-main/store/migrate.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { enrolOffices } from '../support/enrol.ts'
import { newTestOffice, someOffice, type TestOffice, testPassword } from '../support/office.ts'
import type { Exhibit } from './exhibit.ts'

const [name = ''] = process.argv.slice(2)
const target = fileURLToPath(new URL(name, import.meta.url))
if (!/^[a-z0-9.-]+$/.test(name) || existsSync(target)) {
  console.log('npm run museum -- NAME: small letters, digits, dots; a name that is not there yet')
  process.exit(2)
}

const at = new Date()
at.setMilliseconds(0)
const now = (): Date => at
const work = mkdtempSync(join(tmpdir(), 'lakana-museum-'))
const [home, key] = [join(work, 'region'), join(work, 'key')]
mkdirSync(key)
const region = await newTestOffice({ home, level: 'region', now })
const district = await newTestOffice({ now })
await enrolOffices(district, region, key)
const held = await register(district, 1)
const [first] = await send()
await region.call('exchange.import', { path: key, files: [first ?? ''] })
const coming = await register(district, 2)
const [bundle = ''] = await send()
await region.close()
await district.close()

const vault = await openVault({ home, signInName: someOffice.person.signIn, password: testPassword })
const schema = schemaVersion(vault.db)
vault.db.exec('VACUUM')
vault.close()
const exhibit: Exhibit = {
  at: at.toISOString(),
  schema,
  signIn: someOffice.person.signIn,
  password: testPassword,
  bundle,
  held,
  coming,
}
mkdirSync(target)
for (const file of readdirSync(home).filter((each) => ['office.db', 'keyring.json'].includes(each)))
  cpSync(join(home, file), join(target, file))
cpSync(join(key, bundle), join(target, bundle))
writeFileSync(join(target, 'exhibit.json'), `${JSON.stringify(exhibit, null, 2)}\n`)
rmSync(work, { recursive: true })
console.log(`${target}: schema ${schema}, ${readdirSync(target).join(', ')}`)

async function register(office: TestOffice, seed: number): Promise<Exhibit['held']> {
  const today = at.toISOString().slice(0, 10)
  const { consent, registration } = inventChild(seededRandom(seed), {
    today,
    homeCommune: someOffice.place,
    detail: 'usual',
  })
  const input = { consent, registration, notSame: [] } as unknown as CallInput<'cases.register'>
  const { id, code } = await office.call('cases.register', input)
  return { id, code, familyName: String((registration as Readonly<Record<string, unknown>>)['family_name']) }
}

async function send(): Promise<string[]> {
  const { written } = await district.call('exchange.export', { path: key, officeIds: null })
  return written.map(({ file }) => file)
}
