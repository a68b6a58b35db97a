import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { TestOffice } from './office.ts'

/** A district joins a region by way of a folder, as two people with a key and a telephone do it. */
export async function enrolOffices(district: TestOffice, region: TestOffice, path: string): Promise<void> {
  const request = await district.call('enrolment.writeRequest', { path })
  const answer = await region.call('enrolment.certify', { path, file: request.file, words: request.words })
  const { words } = await region.call('enrolment.state', {})
  await district.call('enrolment.accept', { path, file: answer.file, words })
}

/** One office writes a key for all its partners, these take what is for them, and the key is empty again. @returns what became of each bundle */
export async function carryKey(
  path: string,
  from: TestOffice,
  ...to: TestOffice[]
): Promise<CallOutput<'exchange.import'>['results']> {
  const { written } = await from.call('exchange.export', { path, officeIds: null })
  const taken: CallOutput<'exchange.import'>['results'] = []
  for (const office of to) {
    const code = (await office.call('setup.status', {})).session?.office.code
    const files = written.filter((each) => each.to === code).map(({ file }) => file)
    const { results } = await office.call('exchange.import', { path, files })
    if (results.length !== files.length) throw new Error(`${files.length} bundles, ${results.length} answers`)
    taken.push(...results)
  }
  for (const { file } of written) rmSync(join(path, file))
  return taken
}
