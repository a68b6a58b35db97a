import type { CallInput } from '../../src-main/contract/index.ts'
import { acceptConduct, type TestOffice, trainedBefore } from './office.ts'

type Asked = Pick<TestOffice, 'call'>

/** A request for an account as it comes on paper. */
export function newPerson(
  part: Partial<CallInput<'people.create'>> = {},
  now = new Date(),
): CallInput<'people.create'> {
  return {
    name: 'Awa Kaboré',
    signIn: 'awa.k',
    role: 'case_worker',
    function: 'Travailleuse sociale',
    agency: '',
    phone: '70 00 00 00',
    language: null,
    place: null,
    activeFrom: null,
    activeTo: null,
    basis: 'Demande du directeur provincial n° 12',
    training: trainedBefore(now),
    ...part,
  }
}

/** Signs in by a temporary password, takes one of her own and accepts the undertaking. */
export async function enter(office: Asked, signIn: string, temporary: string, next: string): Promise<void> {
  await office.call('session.signIn', { signIn, password: temporary })
  await office.call('session.changePassword', { current: temporary, next })
  await acceptConduct((name, input) => office.call(name, input))
}
