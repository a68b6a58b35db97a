import { newForm } from '../../src-main/domain/cases/opening-drafts.ts'
import type { FormValues } from '../../src-main/domain/forms/types.ts'
import type { Person } from '../../src-main/domain/people/person.ts'
import { accessOf } from '../../src-main/office/access.ts'
import type { OpenOffice } from '../../src-main/office/context.ts'
import { newId } from '../../src-main/office/new-id.ts'
import { accountDraft, setGroup, trainingDraft } from '../../src-main/office/people-drafts.ts'
import type { Author } from '../../src-main/store/compose.ts'
import { readPerson } from '../../src-main/store/people.ts'
import type { PlainOffice } from './plain-office.ts'

/** An account without a key: enough for all that does not sign in. It meets the conditions of access as the first person does. */
export function hire({ office }: PlainOffice, name: string, role = 'case_worker'): string {
  const id = newId()
  const { person, self } = office
  const dates = { active: true, activeFrom: null, activeTo: null }
  const { training, conduct } = person
  office.ledger.append(authorIn(office), [
    { t: 'new', r: id, k: 'person' },
    setGroup(id, 'name', { name }),
    accountDraft(id, self.office.id, { ...person, ...dates, signIn: id, role }),
    ...(training ? [trainingDraft(id, training, false)] : []),
    ...(conduct ? [setGroup(id, 'conduct', { ...conduct })] : []),
  ])
  return id
}

/** Gives the account another role, or ends it. */
export function change({ office }: PlainOffice, id: string, part: Partial<Person>): void {
  const account = readPerson(office.db, id)
  if (account) office.ledger.append(authorIn(office), [accountDraft(id, account.office, { ...account, ...part })])
}

function authorIn({ person }: OpenOffice): Author {
  return { person: person.id, role: person.role, time: '2026-11-01T08:00:00Z' }
}

/** The same office, with another person signed in. */
export function signedInAs(plain: PlainOffice, id: string): OpenOffice {
  const { db, self } = plain.office
  const person = readPerson(db, id)
  if (!person) throw new Error('nobody has this account')
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
