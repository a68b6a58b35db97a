/** What the access log can say was done. A closed set: the window has a word for each in both languages (`log:acts.<act>`). */
export const acts = [
  // coming and going
  'session.sign-in',
  'session.failed',
  'session.lock',
  'session.recover',
  'session.password',
  'session.conditions',
  'office.create',
  // children
  'case.open',
  'case.history',
  'case.list',
  'case.search',
  'case.compare',
  'case.register',
  'case.change',
  'case.note',
  'case.assign',
  'case.transfer',
  'case.refer',
  'case.erase',
  'case.access',
  'case.break-glass',
  'case.break-glass-review',
  // paper
  'print.case',
  'print.page',
  // between offices
  'bundle.export',
  'bundle.import',
  'bundle.refused',
  'enrolment.request',
  'enrolment.certify',
  'enrolment.accept',
  'enrolment.revoke',
  'enrolment.believe',
  'enrolment.second-pc',
  'enrolment.move',
  'enrolment.keys',
  'enrolment.level',
  // the office itself
  'people.change',
  'people.review',
  'roles.change',
  'groups.change',
  'conduct.change',
  'settings.change',
  'keys.change',
  'keys.recovery',
  'keys.identity',
  'backup.make',
  'backup.restore',
  'backup.repair',
  'vault.move',
  'system.check',
  'system.clock',
  'system.diagnostic',
  // this log
  'log.read',
  'log.verify',
  'log.archive',
  'log.export',
  'refused',
] as const

export type Act = (typeof acts)[number]

/** Acts that are changes of the ledger too, where they lie on the disk already: their line need not make anybody wait for it a second time. */
export const toldByLedger: ReadonlySet<string> = new Set<Act>([
  'case.register',
  'case.change',
  'case.note',
  'case.assign',
])

/** Pages of the window, as the log knows them. Short closed words: no child's datum slips in by an address. */
export const screens = [
  'opening',
  'home',
  'cases',
  'case',
  'register',
  'transmission',
  'people',
  'roles',
  'groups',
  'backups',
  'recovery',
  'log',
  'settings',
  'help',
  'other',
] as const

export type Screen = (typeof screens)[number]

export function isScreen(value: unknown): value is Screen {
  return (screens as readonly unknown[]).includes(value)
}

/** What may be told of an act besides who, when and about whom. Whole numbers and short texts. */
export type LogDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** What is printed besides a child's file. */
export const printed = [
  'list',
  'register',
  'caseload',
  'log',
  'offices',
  'board',
  'recovery',
  'access',
  'password',
  'conduct',
] as const

/** How a call is told in the access log once it has succeeded. Without `subject` it is the case that the call is about, if any. */
export interface LogRule<I = unknown, O = unknown> {
  readonly act: Act
  subject?(input: I, output: O): string | null
  /** Null: this once there is nothing to tell (a count asked for, nobody shown). */
  details?(input: I, output: O): LogDetails | null
  why?(input: I): string
  /** A look that changes nothing and carries nothing away: the same one again within some minutes is not told twice. */
  readonly look?: true
  /** The line is all that the call does: where it cannot be written, the call is refused. */
  readonly must?: true
}
