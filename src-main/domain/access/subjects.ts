import type { Permission } from '../../contract/permissions.ts'

/** Permissions by what they are about, in the order of the page of roles. */
export const subjects = {
  case: [
    'case.read',
    'case.create',
    'case.write',
    'note.write',
    'case.history',
    'case.print',
    'case.assign',
    'case.transfer',
    'case.refer',
    'referral.answer',
    'case.advise',
    'case.join',
    'case.erase',
    'case.break-glass',
    'access.review',
  ],
  exchange: ['exchange.read', 'exchange.export', 'exchange.import', 'enrolment.ask', 'enrolment.certify'],
  people: [
    'people.read',
    'people.manage',
    'people.review',
    'group.manage',
    'role.read',
    'role.manage',
    'conduct.manage',
  ],
  machine: [
    'settings.read',
    'settings.write',
    'backup.make',
    'backup.restore',
    'vault.move',
    'vault.recovery-sheet',
    'vault.recover-others',
    'system.read',
    'system.write',
  ],
  log: ['log.read', 'log.archive'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>

export type Subject = keyof typeof subjects

/** What is of no use without another: who may write a case must be able to open it. */
const needs: Partial<Readonly<Record<Permission, Permission>>> = {
  'case.create': 'case.read',
  'case.write': 'case.read',
  'note.write': 'case.read',
  'case.history': 'case.read',
  'case.print': 'case.read',
  'case.assign': 'case.read',
  'case.transfer': 'case.write',
  'case.refer': 'case.write',
  'case.advise': 'case.read',
  'case.join': 'case.read',
  'case.erase': 'case.read',
  'case.break-glass': 'case.read',
  'exchange.export': 'exchange.read',
  'exchange.import': 'exchange.read',
  'enrolment.certify': 'exchange.read',
  'people.manage': 'people.read',
  'people.review': 'people.read',
  'group.manage': 'people.read',
  'role.read': 'people.read',
  'role.manage': 'role.read',
  'settings.write': 'settings.read',
  'system.write': 'system.read',
  'log.archive': 'log.read',
}

/** These permissions with one more, and what it needs. */
export function withPermission(held: readonly Permission[], added: Permission): Permission[] {
  const more = needs[added]
  const all = [...new Set([...held, added])]
  return more === undefined || held.includes(more) ? all : withPermission(all, more)
}

/** These permissions without one, nor what is of no use without it. */
export function withoutPermission(held: readonly Permission[], taken: Permission): Permission[] {
  const orphans = held.filter((each) => needs[each] === taken)
  return orphans.reduce(
    withoutPermission,
    held.filter((each) => each !== taken),
  )
}
