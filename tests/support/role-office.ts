import { factsIn, type Situation, scopeIn } from '../../config/access-situations.ts'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import { type Result, windowOrigin } from '../../src-main/contract/wire.ts'
import type { Role } from '../../src-main/domain/access/role.ts'
import { inventChild } from '../../src-main/domain/training/child.ts'
import { seededRandom } from '../../src-main/domain/training/random.ts'
import { dispatch } from '../../src-main/office/dispatch.ts'
import { openPlainOffice, type PlainOffice } from './plain-office.ts'

/** A real office whose signed-in person can be given any role, asked through the door of the window. */
export class RoleOffice {
  readonly made: PlainOffice

  private constructor(made: PlainOffice) {
    this.made = made
  }

  static async open(): Promise<RoleOffice> {
    return new RoleOffice(await openPlainOffice())
  }

  /** From now on the person (or another one) has this role; what was opened out of scope is closed. */
  become(role: Role, person = this.made.office.person.id): void {
    const { office, context } = this.made
    const scope = scopeIn(role, person, office.self.office.id)
    const access = { role, scope }
    context.open = { ...office, person: { ...office.person, id: person, role: role.id }, access, opened: new Map() }
  }

  ask(call: string, input: unknown): Promise<Result<unknown>> {
    const more = { progress: () => undefined, cancelled: () => false, from: null }
    return dispatch(this.made.context, { call, input, sender: windowOrigin, ...more })
  }

  /** What the call answers; throws with the code when it fails. */
  async value<N extends CallName>(call: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const result = await this.ask(call, input)
    if (!result.ok) throw new Error(`${call}: ${result.error.code} ${JSON.stringify(result.error.details)}`)
    return result.value as CallOutput<N>
  }

  /** Registers a child as the signed-in person. */
  async register(registration: object, seed = 7): Promise<string> {
    const today = new Date().toISOString().slice(0, 10)
    const child = inventChild(seededRandom(seed), { today })
    const input = { consent: child.consent, registration: { ...child.registration, ...registration }, notSame: [] }
    const { id } = await this.value('cases.register', input as CallInput<'cases.register'>)
    return id
  }

  async save(caseId: string, form: string, values: object): Promise<void> {
    await this.value('cases.saveForm', {
      caseId,
      formId: null,
      form,
      values: values as CallInput<'cases.saveForm'>['values'],
      revision: null,
    })
  }

  /** Puts a case of the lists into a situation. */
  place(caseId: string, situation: Situation): void {
    const { db, person, self } = this.made.office
    const facts = factsIn(situation, person.id, self.office.id)
    if (!facts) return
    db.prepare('UPDATE case_item SET office = ?, worker = ? WHERE id = ?').run(facts.office, facts.worker, caseId)
    const insert = db.prepare('INSERT INTO coworker (person, case_n) SELECT ?, n FROM case_item WHERE id = ?')
    for (const each of facts.coworkers) insert.run(each, caseId)
  }

  close(): void {
    this.made.context.open = this.made.office
    this.made.close()
  }
}
