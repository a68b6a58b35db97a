import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Machine, OfficeContext, OpenOffice } from '../../src-main/office/context.ts'
import { foundOffice } from '../../src-main/office/founding.ts'
import { newContext } from '../../src-main/office/new-context.ts'
import { lock } from '../../src-main/office/opening.ts'
import { readPerson } from '../../src-main/store/people.ts'
import { acceptConduct, cheapKdf, someOffice } from './some-office.ts'
import { within } from './within.ts'

export interface PlainOffice {
  readonly home: string
  readonly machine: Machine
  readonly context: OfficeContext
  readonly office: OpenOffice
  close(): void
}

/** A real district office just founded, without the door: for tests of what lies behind it. */
export async function openPlainOffice(): Promise<PlainOffice> {
  const home = mkdtempSync(join(tmpdir(), 'lakana-test-'))
  const given = { home, version: 'test', now: () => new Date(), listDrives: async () => [], kdf: cheapKdf }
  const context = newContext(given, () => undefined)
  const { machine } = context
  const { office: founded } = await foundOffice(context, someOffice, false)
  await acceptConduct(within(context))
  const office = { ...founded, person: readPerson(founded.db, founded.person.id) ?? founded.person }
  context.open = office
  const close = (): void => {
    lock(context, 'window')
    rmSync(home, { recursive: true, force: true })
  }
  return { home, machine, context, office, close }
}
