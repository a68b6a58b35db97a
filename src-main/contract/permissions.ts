/** What a role may allow, by subject and act. Roles are data (`domain/access`); the words are closed. */
export const permissions = [
  'case.read',
  'case.create',
  'case.write',
  'case.history',
  'case.assign',
  /** Hand a case over to another office, take one that was handed over, or send it back. */
  'case.transfer',
  /** Refer a child to another office, with what that office may know of it. */
  'case.refer',
  /** Answer the referrals that other offices make to this one: names of children who are no case here. */
  'referral.answer',
  /** Say a word to who keeps a case in an office below. */
  'case.advise',
  /** Say of two cases that they are one child, or two. */
  'case.join',
  /** Propose or confirm that a case is erased everywhere. */
  'case.erase',
  'case.print',
  /** A case out of scope may be opened in an emergency, for a stated reason. */
  'case.break-glass',
  'note.write',
  'access.review',
  'exchange.read',
  'exchange.export',
  'exchange.import',
  'enrolment.ask',
  'enrolment.certify',
  'people.read',
  'people.manage',
  /** The register of access and the review of each account every six months. */
  'people.review',
  'role.read',
  'role.manage',
  'group.manage',
  'conduct.manage',
  'settings.read',
  'settings.write',
  'backup.make',
  'backup.restore',
  'vault.move',
  /** A new recovery sheet for this office. */
  'vault.recovery-sheet',
  /** The region's officer opens the vault of an office that has lost its passwords. */
  'vault.recover-others',
  'system.read',
  'system.write',
  'log.read',
  'log.archive',
] as const

export type Permission = (typeof permissions)[number]

/**
 * Who may call: nobody needs to be signed in; somebody signed in who may still have to meet the conditions of access (`entering`); anybody
 * who meets them; or those whose role holds the permission.
 */
export type Needs = 'nobody' | 'entering' | 'signed-in' | Permission
