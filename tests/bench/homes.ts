import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CallInput } from '../../src-main/contract/index.ts'
import type { GivenMachine, OfficeContext, OpenOffice } from '../../src-main/office/context.ts'
import { foundOffice } from '../../src-main/office/founding.ts'
import { newContext } from '../../src-main/office/new-context.ts'
import { lock, takeIntoUse } from '../../src-main/office/opening.ts'
import { openVault } from '../../src-main/vault/vault.ts'
import { acceptConduct, someOffice, testPassword } from '../support/some-office.ts'
import { within } from '../support/within.ts'

type NewOffice = CallInput<'setup.createOffice'>

export const signIn = someOffice.person.signIn
export const password = testPassword

export const offices = {
  district: { ...someOffice, name: 'Service de mesure', code: 'MES' },
  small: { ...someOffice, name: 'Petit service de mesure', code: 'PET' },
  region: { ...someOffice, name: 'Région de mesure', code: 'REG', level: 'region', place: 'BF490304' },
} satisfies Record<string, NewOffice>

/** The password key costs what it costs in the real program. */
export function machineAt(home: string): GivenMachine {
  return { home, version: 'bench', now: () => new Date(), listDrives: async () => [] }
}

async function founded(context: OfficeContext, office: NewOffice): Promise<OpenOffice> {
  const made = await foundOffice(context, office, false)
  await acceptConduct(within(context))
  return made.office
}

/** Opens the office of this folder, made when it is not there, for the time of the work. */
export async function atOffice<T>(
  home: string,
  office: NewOffice,
  work: (office: OpenOffice) => T | Promise<T>,
): Promise<T> {
  const machine = machineAt(home)
  const context = newContext(machine, () => undefined)
  const open = existsSync(join(home, 'office.db'))
    ? takeIntoUse(context, await openVault({ home, signInName: signIn, password }))
    : await founded(context, office)
  try {
    return await work(open)
  } finally {
    lock(context, 'window')
  }
}
