import type { Permission } from '../../contract/permissions.ts'
import { type Role, type SensitiveRight, sensitiveRights } from './role.ts'

const caseWork: readonly Permission[] = [
  'case.read',
  'case.create',
  'case.write',
  'case.history',
  'case.refer',
  'case.print',
  'case.break-glass',
  'note.write',
  'exchange.read',
  'settings.read',
]
const carrying: readonly Permission[] = ['exchange.read', 'exchange.export', 'exchange.import', 'enrolment.ask']
const accounts: readonly Permission[] = ['people.read', 'people.manage', 'people.review', 'role.read', 'group.manage']
const machine: readonly Permission[] = [
  'settings.read',
  'settings.write',
  'backup.make',
  'backup.restore',
  'vault.move',
  'vault.recovery-sheet',
  'system.read',
  'system.write',
]
const every: readonly SensitiveRight[] = sensitiveRights

/**
 * The roles that every office has, after the table of users of the field and the peer's standard roles. They cannot be changed, only copied.
 * Which of them an office gives to whom is its own affair, save that somebody must always manage people.
 */
export const standardRoles: readonly Role[] = [
  {
    id: 'administrator',
    name: { fr: 'Responsable du bureau', en: 'Head of office' },
    about: {
      fr: 'Tient tout le bureau : les cas, les personnes, les clés USB, les sauvegardes. Rôle de la première personne.',
      en: 'Runs the whole office: cases, people, USB keys, backups. The role of the first person.',
    },
    permissions: [
      ...new Set([
        ...caseWork,
        ...carrying,
        ...accounts,
        ...machine,
        'case.assign',
        'case.transfer',
        'referral.answer',
        'case.advise',
        'case.join',
        'case.erase',
        'access.review',
        'enrolment.certify',
        'role.manage',
        'conduct.manage',
        'vault.recover-others',
        'log.read',
        'log.archive',
      ] as const),
    ],
    scope: 'all',
    forms: { others: 'write' },
    names: true,
    sensitive: every,
  },
  {
    id: 'case_worker',
    name: { fr: 'Travailleur social', en: 'Case worker' },
    about: {
      fr: 'Enregistre des enfants et suit ses propres cas.',
      en: 'Registers children and follows his or her own cases.',
    },
    permissions: caseWork,
    scope: 'own',
    forms: { others: 'write' },
    names: true,
    sensitive: every,
  },
  {
    id: 'supervisor',
    name: { fr: 'Superviseur', en: 'Supervisor' },
    about: {
      fr: 'Suit, attribue et relit les cas des équipes dont il est responsable.',
      en: 'Follows, assigns and reviews the cases of the teams in his or her charge.',
    },
    permissions: [
      'case.read',
      'case.create',
      'case.write',
      'case.history',
      'case.assign',
      'case.transfer',
      'case.refer',
      'referral.answer',
      'case.advise',
      'case.erase',
      'case.print',
      'case.break-glass',
      'note.write',
      'access.review',
      'exchange.read',
      'people.read',
      'people.review',
      'role.read',
      'settings.read',
      'log.read',
    ],
    scope: 'group',
    forms: { others: 'write' },
    names: true,
    sensitive: every,
  },
  {
    id: 'provincial_director',
    name: { fr: 'Directeur provincial', en: 'Provincial director' },
    about: {
      fr: 'Voit l’activité du bureau sans les noms des enfants, et revoit les comptes.',
      en: 'Sees the work of the office without the names of children, and reviews accounts.',
    },
    permissions: [
      'case.read',
      'exchange.read',
      'people.read',
      'people.review',
      'role.read',
      'settings.read',
      'log.read',
    ],
    scope: 'office',
    forms: { others: 'none' },
    names: false,
    sensitive: [],
  },
  {
    id: 'focal_point',
    name: { fr: 'Point focal', en: 'Focal point' },
    about: {
      fr: 'Tient les comptes, transporte les clés USB et aide les collègues. Ne lit pas les fiches.',
      en: 'Keeps the accounts, carries the USB keys and helps colleagues. Does not read the forms.',
    },
    permissions: [
      ...new Set([
        ...carrying,
        ...accounts,
        'case.read',
        'settings.read',
        'backup.make',
        'system.read',
        'log.read',
      ] as const),
    ],
    scope: 'office',
    forms: { others: 'none' },
    names: false,
    sensitive: [],
  },
  {
    id: 'regional_data_manager',
    name: { fr: 'Gestionnaire de données régional', en: 'Regional data manager' },
    about: {
      fr: 'Reçoit les paquets des bureaux de la région, contrôle la qualité et les doublons.',
      en: 'Receives the bundles of the offices of the region, checks quality and duplicates.',
    },
    permissions: [
      ...new Set([
        ...carrying,
        'case.read',
        'case.history',
        'case.advise',
        'case.join',
        'case.print',
        'note.write',
        'enrolment.certify',
        'people.read',
        'role.read',
        'settings.read',
        'backup.make',
        'system.read',
      ] as const),
    ],
    scope: 'all',
    forms: { others: 'read' },
    names: true,
    sensitive: [],
  },
  {
    id: 'national_coordinator',
    name: { fr: 'Coordonnateur national', en: 'National coordinator' },
    about: {
      fr: 'Voit les chiffres de tous les bureaux sans les noms, tient les textes, les rôles et les clés.',
      en: 'Sees the figures of all offices without names, keeps the texts, the roles and the keys.',
    },
    permissions: [
      ...new Set([
        ...carrying,
        ...accounts,
        'case.read',
        'enrolment.certify',
        'role.manage',
        'conduct.manage',
        'vault.recover-others',
        'settings.read',
        'settings.write',
        'log.read',
      ] as const),
    ],
    scope: 'all',
    forms: { others: 'none' },
    names: false,
    sensitive: [],
  },
  {
    id: 'system_administrator',
    name: { fr: 'Administrateur système', en: 'System administrator' },
    about: {
      fr: 'Règle le PC, les sauvegardes et les comptes. Ne voit aucun cas.',
      en: 'Sets up the PC, the backups and the accounts. Sees no case at all.',
    },
    permissions: [...new Set([...machine, ...accounts, 'enrolment.ask', 'log.read'] as const)],
    scope: 'none',
    forms: { others: 'none' },
    names: false,
    sensitive: [],
  },
  {
    id: 'partner_agency',
    name: { fr: 'Agence partenaire', en: 'Partner agency' },
    about: {
      fr: 'Suit les cas de sa propre agence.',
      en: 'Follows the cases of its own agency.',
    },
    permissions: ['case.read', 'case.create', 'case.write', 'case.refer', 'case.print', 'note.write', 'settings.read'],
    scope: 'agency',
    forms: { others: 'write' },
    names: true,
    // Who takes down what a child tells must be able to write it, and to read it again.
    sensitive: every,
  },
  {
    id: 'trainee',
    name: { fr: 'Stagiaire', en: 'Trainee' },
    about: {
      fr: 'Lit les cas qu’on lui confie, sans les parties les plus sensibles.',
      en: 'Reads the cases entrusted to him or her, without the most sensitive parts.',
    },
    permissions: ['case.read', 'settings.read'],
    scope: 'own',
    forms: { others: 'read' },
    names: true,
    sensitive: [],
  },
]

const byId: ReadonlyMap<string, Role> = new Map(standardRoles.map((role) => [role.id, role]))

export function standardRole(id: string): Role | null {
  return byId.get(id) ?? null
}
