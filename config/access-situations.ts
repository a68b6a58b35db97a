import type { Role } from '../src-main/domain/access/role.ts'
import { type CaseFacts, type CaseScope, type Colleague, reaches, scopeOf } from '../src-main/domain/access/scope.ts'

const id = (letter: string): string => letter.repeat(32)

export const office = id('0')
export const officeBelow = id('1')
const me: Colleague = { id: id('a'), agency: 'ours', groups: [id('2')] }
const sameGroup: Colleague = { id: id('b'), agency: 'theirs', groups: [id('2')] }
const sameAgency: Colleague = { id: id('c'), agency: 'ours', groups: [id('3')] }
const stranger: Colleague = { id: id('d'), agency: 'theirs', groups: [id('4')] }
const colleagues = [me, sameGroup, sameAgency, stranger]

export interface Situation {
  readonly name: string
  /** Null: no case at all has the id that is asked for. */
  readonly facts: CaseFacts | null
}

/** Every way in which a person can stand to a case. */
export const situations: readonly Situation[] = [
  { name: 'own case', facts: { office, worker: me.id, coworkers: [] } },
  { name: 'co-worker on it', facts: { office, worker: stranger.id, coworkers: [me.id] } },
  { name: 'same group', facts: { office, worker: sameGroup.id, coworkers: [] } },
  { name: 'same agency', facts: { office, worker: sameAgency.id, coworkers: [] } },
  { name: 'same office', facts: { office, worker: stranger.id, coworkers: [] } },
  { name: 'nobody’s, same office', facts: { office, worker: null, coworkers: [] } },
  { name: 'office below', facts: { office: officeBelow, worker: id('e'), coworkers: [] } },
  { name: 'unknown id', facts: null },
]

/** Whom a role reaches when `me` holds it; `self` puts another id in his place. */
export function scopeIn(role: Role, self: string = me.id, home: string = office): CaseScope {
  const people = colleagues.map((each) => (each.id === me.id ? { ...each, id: self } : each))
  const [person = me] = people
  return scopeOf({ person: { ...person, id: self }, role, office: home, colleagues: people })
}

/** The facts of a situation with other ids for the one who acts and for his office. */
export function factsIn({ facts }: Situation, self: string, home: string): CaseFacts | null {
  if (!facts) return null
  return {
    office: facts.office === office ? home : facts.office,
    worker: facts.worker === me.id ? self : facts.worker,
    coworkers: facts.coworkers.map((each) => (each === me.id ? self : each)),
  }
}

export function isReached(role: Role, { facts }: Situation): boolean {
  return facts !== null && reaches(scopeIn(role), facts)
}
