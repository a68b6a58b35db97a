import type { CallParsed } from '../contract/index.ts'
import { storeOwnCertificate } from '../exchange/own-certificate.ts'
import { openLedger } from '../store/ledger.ts'
import { migrate } from '../store/migrate.ts'
import { type SelfRow, writeSelf } from '../store/self.ts'
import { writeSetting } from '../store/settings.ts'
import { createVault } from '../vault/vault.ts'
import type { OfficeContext, OpenOffice } from './context.ts'
import { newId } from './new-id.ts'
import { headerOf, takeIntoUse } from './opening.ts'
import { foundingDrafts } from './people-drafts.ts'
import { newReplicaKeys } from './replica-keys.ts'
import { placeOf } from './session.ts'
import { timeOf } from './today.ts'

type NewOffice = CallParsed<'setup.createOffice'>

/** Makes the vault of a new office with its replica's keys and its first person, and opens it. */
export async function foundOffice(
  context: OfficeContext,
  input: NewOffice,
  training: boolean,
): Promise<{ office: OpenOffice; recoveryCode: string }> {
  const self = await newSelf(input, training)
  const person = { id: newId(), signIn: input.person.signIn, name: input.person.name, role: 'administrator' }
  const time = timeOf(context.machine)
  const { session, recoveryCode } = await createVault({
    ...placeOf(context),
    office: headerOf(self.office, training, input.language),
    person: { id: person.id, signInName: person.signIn, displayName: person.name },
    password: input.password,
    prepare: (db) => {
      migrate(db, { ...context.machine.migrations })
      writeSelf(db, self)
      writeSetting(
        db,
        'headers',
        input.headers.filter((line) => line !== ''),
      )
      writeSetting(db, 'language', input.language)
      if (self.office.level !== 'district') storeOwnCertificate(db, self, time)
      openLedger(db, self.replica).append({ person: person.id, role: person.role, time }, [
        { t: 'new', r: person.id, k: 'person' },
        ...foundingDrafts(person, self.office.id, input.training, time.slice(0, 10)),
      ])
    },
  })
  return { office: takeIntoUse(context, session), recoveryCode }
}

async function newSelf(input: NewOffice, training: boolean): Promise<SelfRow> {
  const { name, code, level, place } = input
  return {
    office: { id: newId(), code, name, level, place, parent: null },
    ...(await newReplicaKeys()),
    incarnation: 1,
    training,
  }
}
