import type { TestOffice } from './office.ts'

/** A district joins a region by way of a folder, as two people with a key and a telephone do it. */
export async function enrolOffices(district: TestOffice, region: TestOffice, path: string): Promise<void> {
  const request = await district.call('enrolment.writeRequest', { path })
  const answer = await region.call('enrolment.certify', { path, file: request.file, words: request.words })
  const { words } = await region.call('enrolment.state', {})
  await district.call('enrolment.accept', { path, file: answer.file, words })
}
