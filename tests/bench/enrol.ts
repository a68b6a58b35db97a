import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrolOffices } from '../support/enrol.ts'
import { TestOffice } from '../support/office.ts'
import { copyLedger } from './fill.ts'
import { atOffice, offices, password, signIn } from './homes.ts'

/**
 * A district joins the region, gives it all its cases and gets the receipt. The cases were copied whole: a bundle and another receipt then take
 * back what consent does not let out, as they would have left from the beginning, and one more of each leaves nothing to be looked at again.
 */
export async function enrol(districtHome: string, regionHome: string): Promise<void> {
  const drive = mkdtempSync(join(tmpdir(), 'lakana-bench-'))
  try {
    await together(districtHome, regionHome, (district, region) => enrolOffices(district, region, drive))
    await atOffice(districtHome, offices.district, (district) =>
      atOffice(regionHome, offices.region, (region) => {
        copyLedger(district.ledger, region)
        const { replica, office } = district.self
        region.db.prepare('UPDATE replica SET office = ? WHERE id = ?').run(office.id, replica)
      }),
    )
    await together(districtHome, regionHome, async (district, region) => {
      await receipt(district, region, drive)
      // Twice: what was told again in the first is only settled with the second.
      for (let turn = 0; turn < 2; turn += 1) {
        await carry(district, region, drive, null)
        await receipt(district, region, drive)
      }
    })
  } finally {
    rmSync(drive, { recursive: true, force: true })
  }
}

async function receipt(district: TestOffice, region: TestOffice, drive: string): Promise<void> {
  const { office } = (await district.call('setup.status', {})).session ?? {}
  await carry(region, district, drive, office ? [office.id] : null)
}

async function carry(from: TestOffice, to: TestOffice, drive: string, officeIds: string[] | null): Promise<void> {
  const { written } = await from.call('exchange.export', { path: drive, officeIds })
  const { results } = await to.call('exchange.import', { path: drive, files: written.map(({ file }) => file) })
  if (results.some(({ outcome }) => outcome !== 'applied')) throw new Error(`not taken: ${JSON.stringify(results)}`)
}

async function together(
  districtHome: string,
  regionHome: string,
  work: (district: TestOffice, region: TestOffice) => Promise<void>,
): Promise<void> {
  const district = new TestOffice({ home: districtHome })
  const region = new TestOffice({ home: regionHome })
  try {
    for (const office of [district, region]) await office.call('session.signIn', { signIn, password })
    await work(district, region)
  } finally {
    await Promise.all([district.close(), region.close()])
  }
}
