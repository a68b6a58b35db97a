/** What a role may do. Later offices give these by data; the words stay. */
export const permissions = [
  'case.read',
  'case.write',
  'case.create',
  'note.write',
  'exchange.read',
  'exchange.export',
  'exchange.import',
  'enrolment.ask',
  'enrolment.certify',
  'settings.read',
  'settings.write',
  'backup.make',
] as const

export type Permission = (typeof permissions)[number]

/** Who may call: nobody needs to be signed in, anybody signed in, or those whose role holds the permission. */
export type Needs = 'nobody' | 'signed-in' | Permission

const everything: readonly Permission[] = permissions
const caseWork: readonly Permission[] = [
  'case.read',
  'case.write',
  'case.create',
  'note.write',
  'exchange.read',
  'settings.read',
]

/** Standard roles of this stage, by id. The first person of an office is its administrator. */
export const roles = {
  administrator: everything,
  case_worker: caseWork,
  trainee: ['case.read', 'exchange.read'],
} as const satisfies Record<string, readonly Permission[]>

export type RoleId = keyof typeof roles

export function roleMay(role: string, permission: Permission): boolean {
  const granted: readonly Permission[] = Object.hasOwn(roles, role) ? roles[role as RoleId] : []
  return granted.includes(permission)
}
