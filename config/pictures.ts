import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallInput } from '../src-main/contract/index.ts'
import { inventChild } from '../src-main/domain/training/child.ts'
import { seededRandom } from '../src-main/domain/training/random.ts'
import { enrolOffices } from '../tests/support/enrol.ts'
import { OfficeWindow } from '../tests/support/journey/office-window.ts'
import { type NewTestOffice, newTestOffice, type TestOffice, testPassword } from '../tests/support/office.ts'
import { project } from './run.ts'
import { buildWindow } from './window.ts'

/** Makes the pictures of docs/pictures again: a year of two districts and their region, with children who do not exist. */

const folder = mkdtempSync(join(tmpdir(), 'lakana-pictures-'))
const key = join(folder, 'LAKANA')
const pictures = join(project, 'docs', 'pictures')
const dayMs = 86_400_000
let daysAgo = 0
const now = (): Date => new Date(Date.now() - daysAgo * dayMs)

function office(name: string, more: NewTestOffice): Promise<TestOffice> {
  return newTestOffice({ home: join(folder, name), now, ...more })
}

/** Some children of a district, the first of them long ago, and what became of them. */
async function work(district: TestOffice, homeCommune: string, seed: number, days: readonly number[]): Promise<void> {
  const random = seededRandom(seed)
  for (const [index, day] of days.entries()) {
    daysAgo = day
    const today = now().toISOString().slice(0, 10)
    const visited = day > 25 && index % 3 !== 0 ? 'surely' : 'perhaps'
    const { consent, registration, later } = inventChild(random, { today, homeCommune, visited, detail: 'full' })
    const { id } = await district.call('cases.register', {
      consent,
      registration,
      notSame: [],
    } as unknown as CallInput<'cases.register'>)
    for (const { form, afterDays, values } of later.forms) {
      if (afterDays >= day || form === 'closure') continue
      daysAgo = day - afterDays
      const saved = { caseId: id, formId: null, form, values, revision: null }
      await district.call('cases.saveForm', saved as unknown as CallInput<'cases.saveForm'>)
    }
  }
}

async function send(from: TestOffice, to: TestOffice, day: number): Promise<void> {
  daysAgo = day
  const { written } = await from.call('exchange.export', { path: key, officeIds: null })
  const files = written.map(({ file }) => file)
  await to.call('exchange.import', { path: key, files })
  for (const file of files) rmSync(join(key, file))
}

async function year(): Promise<void> {
  daysAgo = 140
  const region = await office('region', { level: 'region' })
  const boulsa = await office('district', {})
  const tougouri = await office('other', { code: 'TGR', name: 'Service social de Tougouri', place: 'BF490206' })
  for (const district of [boulsa, tougouri]) await enrolOffices(district, region, key)
  await work(tougouri, 'BF490206', 7, [120, 96, 90, 71, 66, 58, 52])
  await send(tougouri, region, 41)
  await work(boulsa, 'BF490202', 12, [130, 121, 104, 99, 88, 81, 77, 70, 62, 55, 47, 40, 33, 30])
  await send(boulsa, region, 28)
  await send(region, boulsa, 26)
  await work(boulsa, 'BF490202', 3, [24, 19, 15, 11, 9, 6, 5, 3, 2, 1, 0])
  daysAgo = 0
  await boulsa.call('backups.make', {})
  await boulsa.call('exchange.export', { path: key, officeIds: null })
  for (const each of [region, boulsa, tougouri]) await each.close()
}

async function open(name: 'district' | 'region'): Promise<OfficeWindow> {
  const window = await OfficeWindow.open({ name, home: join(folder, name), key, language: 'fr', headless: true })
  await window.page.locator('#password').fill(testPassword)
  await window.button(window.say('setup', 'sign.action')).click()
  await window.page.getByRole('navigation').waitFor()
  return window
}

async function shoot(window: OfficeWindow, name: string): Promise<void> {
  await window.page.mouse.move(700, 300)
  await window.page.waitForTimeout(400)
  await window.page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function shootAll(): Promise<void> {
  const district = await open('district')
  await district.heading(district.say('home', 'first.title')).waitFor()
  await shoot(district, 'home')
  await district.page.locator('main li').filter({ hasText: 'Mariam' }).getByRole('link').click()
  await district.page.getByRole('navigation', { name: district.say('cases', 'rail.label') }).waitFor()
  await shoot(district, 'case')
  await district.close()
  const region = await open('region')
  await region.go('transmission')
  await region.text(region.say('exchange', 'state.ready')).waitFor()
  await shoot(region, 'transmission')
  await region.close()
}

mkdirSync(key)
mkdirSync(pictures, { recursive: true })
if (!buildWindow()) process.exit(1)
try {
  await year()
  await shootAll()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
