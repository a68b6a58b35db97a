import { zeroKeys } from '../vault/keyring-slots.ts'
import { unlockCopy } from '../vault/open-copy.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { placeOf } from './session.ts'

/** The signed-in person says his password again, before what cannot be taken back. @throws session.wrong-password, session.wait (both with `seconds`) */
export async function askPassword(context: OfficeContext, { person }: OpenOffice, password: string): Promise<void> {
  const place = { ...placeOf(context), folder: context.home }
  zeroKeys((await unlockCopy(place, { signInName: person.signIn, password })).keys)
}
