import type { CallInput } from '../../src-main/contract/index.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { someOffice, type TestOffice } from './office.ts'
import { png } from './some-files.ts'

/** Registers an invented child, another for each seed, with a photo where one is given. */
export async function registerChild(
  office: TestOffice,
  seed: number,
  photo?: { readonly sha256: string },
): Promise<{ id: string; code: string }> {
  const today = new Date().toISOString().slice(0, 10)
  const invented = inventChild(seededRandom(seed), { today, homeCommune: someOffice.place, detail: 'usual' })
  const registration = { ...invented.registration, ...(photo === undefined ? {} : { photo }) }
  const input = { consent: invented.consent, registration, notSame: [] }
  return office.call('cases.register', input as unknown as CallInput<'cases.register'>)
}

/** A child whose photo can be asked for again. */
export async function registerWithPhoto(office: TestOffice, seed: number) {
  const data = png(seed).toString('base64')
  const photo = await office.call('attachments.keep', { name: 'photo.png', data })
  const { id } = await registerChild(office, seed, photo)
  return { id, photo: () => ({ caseId: id, sha256: photo.sha256 }), content: { type: 'image/png', data } }
}
