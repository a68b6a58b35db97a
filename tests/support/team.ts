import { newForm } from '../../src-main/domain/cases/opening-drafts.ts'
import type { FormValues } from '../../src-main/domain/forms/types.ts'
import { accessOf } from '../../src-main/office/access.ts'
import { newId } from '../../src-main/office/case-writes.ts'
import type { OpenOffice } from '../../src-main/office/context.ts'
import { addPerson } from '../../src-main/store/people.ts'
import type { PlainOffice } from './plain-office.ts'

/** An account without a key: enough for all that does not sign in. */
export function hire({ office }: PlainOffice, name: string, role = 'case_worker'): string {
  const id = newId()
  addPerson(office.db, { id, signIn: id, name, role })
  office.ledger.append({ person: office.person.id, role: office.person.role, time: '2026-11-01T08:00:00Z' }, [
    { t: 'new', r: id, k: 'person' },
    { t: 'set', r: id, g: 'name', value: { name } },
  ])
  return id
}

/** Ends the account. */
export function dismiss({ office }: PlainOffice, id: string): void {
  office.db.prepare('UPDATE person SET active = 0 WHERE id = ?').run(id)
}

/** The same office, with another person signed in. */
export function signedInAs(plain: PlainOffice, id: string): OpenOffice {
  const { db, self } = plain.office
  const row = db.prepare('SELECT id, sign_in AS signIn, name, role FROM person WHERE id = ?').get(id)
  const person = row as OpenOffice['person']
  const office: OpenOffice = { ...plain.office, person, access: accessOf(db, person, self.office.id) }
  plain.context.open = office
  return office
}

let count = 0
const risks = ['high', 'medium', 'low', undefined] as const

/** Opens cases of invented children for a worker, with as little in them as the lists need. @returns their ids */
export function children({ office, machine }: PlainOffice, worker: string, wanted: number): string[] {
  const { ledger, self } = office
  const time = machine
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
  return Array.from({ length: wanted }, () => {
    count += 1
    const id = newId()
    const registration = {
      family_name: 'Ouédraogo',
      given_names: `Enfant ${count}`,
      registration_date: { precision: 'exact' as const, date: time.slice(0, 10) },
      ...(risks[count % 4] === undefined ? {} : { risk_level: risks[count % 4] }),
    } as FormValues
    ledger.append({ person: worker, role: 'case_worker', time }, [
      { t: 'new', r: id, k: 'case' },
      { t: 'set', r: id, g: 'code', value: { code: `${self.office.code}-2026-${count}` } },
      { t: 'set', r: id, g: 'office', value: { office: self.office.id } },
      { t: 'set', r: id, g: 'status', value: { status: 'open', status_on: time.slice(0, 10) } },
      { t: 'set', r: id, g: 'worker', value: { worker } },
      ...newForm(id, newId(), 'registration', registration),
    ])
    return id
  })
}
