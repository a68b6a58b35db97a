import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { enrol } from './enrol.ts'
import { copyLedger, fillOffice, tell } from './fill.ts'
import { atOffice, offices } from './homes.ts'

/** Folders of three offices that do not exist: a district with many cases, one with a tenth of them, and their region with all of the first. */
export interface World {
  readonly cases: number
  readonly district: string
  readonly small: string
  readonly region: string
}

const project = fileURLToPath(new URL('../../', import.meta.url))

/** The day of the newest registration. */
export const worldDay = new Date().toISOString().slice(0, 10)

/** Builds the three offices, or takes them from the cache when the program still writes such files. */
export async function openWorld(cases: number): Promise<World> {
  const folder = join(project, '.cache', 'bench', String(cases))
  const world = { cases, ...homesIn(folder) }
  const stamp = join(folder, 'built')
  const print = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
    // Files of an older schema are brought up to date, for the connections that do not ask the office to open them.
    for (const [name, home] of Object.entries(homesIn(folder)))
      await atOffice(home, offices[name as keyof typeof offices], () => undefined)
    return world
  }
  console.log(`Building the offices of ${cases} invented cases in ${folder}: some minutes, once.`)
  rmSync(folder, { recursive: true, force: true })
  for (const home of Object.values(homesIn(folder))) mkdirSync(home, { recursive: true })
  await atOffice(world.district, offices.district, async (district) => {
    fillOffice(district, { count: cases, seed: 1, today: worldDay })
    await atOffice(world.region, offices.region, (region) => copyLedger(district.ledger, region))
  })
  await atOffice(world.small, offices.small, (small) =>
    fillOffice(small, { count: cases / 10, seed: 2, today: worldDay }),
  )
  await enrol(world.district, world.region)
  await enrol(world.small, world.region)
  tell('')
  writeFileSync(stamp, print)
  return world
}

function homesIn(folder: string) {
  return { district: join(folder, 'district'), small: join(folder, 'small'), region: join(folder, 'region') }
}

/** Changes when what is written in the file would be another; files of older schemas are brought up to date by opening them. */
function fingerprint(): string {
  const digest = createHash('sha256')
  for (const folder of ['src-main/domain/names', 'src-main/domain/training', 'src-main/domain/sharing']) {
    for (const name of readdirSync(join(project, folder)).sort())
      digest.update(name).update(readFileSync(join(project, folder, name)))
  }
  for (const name of ['enrol.ts', 'fill.ts']) digest.update(readFileSync(join(project, 'tests', 'bench', name)))
  return digest.digest('hex')
}
