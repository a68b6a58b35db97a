import type { Id } from '../ledger/types.ts'
import type { Role } from './role.ts'

/** Somebody who signs in or works on cases, as far as scope asks. */
export interface Colleague {
  readonly id: Id
  readonly agency: string | null
  /** Groups that he is in; of the one who acts, also those that he supervises. */
  readonly groups: readonly Id[]
}

/** Who acts: the person, his role, his office and the people whom scope may have to look at. */
export interface Actor {
  readonly person: Colleague
  readonly role: Role
  readonly office: Id
  readonly colleagues: readonly Colleague[]
}

/**
 * The cases that a person reaches, in a shape that a query and a single check read alike: all of them, those of an office, or those of some
 * workers; and always those of which he is a co-worker.
 */
export type CaseScope =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'office'; readonly office: Id }
  | { readonly kind: 'workers'; readonly workers: readonly Id[]; readonly coworker: Id }

export interface CaseFacts {
  readonly office: Id
  readonly worker: Id | null
  readonly coworkers: readonly Id[]
  /** Offices that kept it before it was handed over: it stays findable there. */
  readonly before?: readonly Id[]
}

/** Source: the protocol's need-to-know table, `scope` of the role. */
export function scopeOf({ person, role, office, colleagues }: Actor): CaseScope {
  const workers = (wanted: (colleague: Colleague) => boolean): CaseScope => ({
    kind: 'workers',
    workers: [...new Set([person.id, ...colleagues.filter(wanted).map(({ id }) => id)])],
    coworker: person.id,
  })
  switch (role.scope) {
    case 'none':
      return { kind: 'none' }
    case 'own':
      return workers(() => false)
    case 'group':
      return workers(({ groups }) => groups.some((group) => person.groups.includes(group)))
    case 'agency':
      return workers(({ agency }) => agency !== null && agency === person.agency)
    case 'office':
      return { kind: 'office', office }
    case 'all':
      return { kind: 'all' }
  }
}

export function reaches(scope: CaseScope, facts: CaseFacts): boolean {
  switch (scope.kind) {
    case 'none':
      return false
    case 'all':
      return true
    case 'office':
      return facts.office === scope.office || (facts.before ?? []).includes(scope.office)
    case 'workers':
      return (facts.worker !== null && scope.workers.includes(facts.worker)) || facts.coworkers.includes(scope.coworker)
  }
}
