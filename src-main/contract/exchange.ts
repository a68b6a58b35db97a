import * as z from 'zod'
import { counts, id, isoDay, level, nothing } from './common.ts'
import { call } from './define.ts'
import { revocationReasons } from './revocations.ts'

export const drive = z.strictObject({
  path: z.string(),
  label: z.string(),
  freeBytes: z.number(),
  totalBytes: z.number(),
  removable: z.boolean(),
  readOnly: z.boolean(),
})
export type Drive = z.infer<typeof drive>

const path = z.string().min(1).max(4000)
const fileName = z.string().min(1).max(255)

/** As `domain/trust/document.ts`. */
export const documentKinds = ['settings', 'conduct', 'roles', 'lists'] as const

/** As `domain/sharing`: what a step of the hierarchy serves, how much it carries, and what keeps a value here. */
export const sharingPurposes = ['supervision', 'statistics'] as const
export const shareLevels = ['counts-only', 'without-identity', 'full'] as const
export const obstacles = [
  'protocol',
  'no-form',
  'not-asked',
  'limited',
  'refused',
  'withdrawn',
  'expired',
  'diverging',
] as const
export type Obstacle = (typeof obstacles)[number]
const stays = z.enum(obstacles).nullable()

export const bundleStates = ['ready', 'taken', 'other-office', 'gap', 'refused'] as const

export const foundBundle = z.strictObject({
  file: fileName,
  /** Its other files on this drive, when it did not fit in one. */
  parts: z.array(fileName),
  bytes: z.number(),
  state: z.enum(bundleStates),
  from: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  /** The PC that wrote it, where it is not the first of its office, or is one of this office. */
  pc: z.string().nullable(),
  to: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  number: z.int().nullable(),
  /** Days the changes inside claim, first and last. */
  period: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  counts: counts.nullable(),
  /** It brings one case, handed over urgently by the office beside. */
  urgent: z.boolean(),
  /** When it was taken, for `taken`. */
  takenAt: z.string().nullable(),
  /** Why not, for `gap` and `refused`. */
  error: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
})
export type FoundBundle = z.infer<typeof foundBundle>

export const peer = z.strictObject({
  officeId: id,
  code: z.string(),
  name: z.string(),
  level,
  /** 'up' for the office above, 'down' for those below, 'own' for another PC of this office. */
  direction: z.enum(['up', 'own', 'down']),
  replica: id,
  /** What people call the PC: the letter of its case codes, `A` for the first, which has none. */
  pc: z.string(),
  /** Those of its office as far as known; empty where it has one only. */
  pcs: z.array(z.string()),
  openCases: z.int(),
  cases: z.int(),
  lastReceivedNumber: z.int(),
  lastReceivedAt: z.string().nullable(),
  daysSinceReceived: z.int().nullable(),
  lastSentNumber: z.int(),
  lastSentAt: z.string().nullable(),
  /** Bundles written for it and not yet acknowledged. */
  unacknowledged: z.int(),
  /** Days on which these were written. */
  unanswered: z.int(),
  /** It has everything this office wrote up to this claimed time. */
  ackedAt: z.string().nullable(),
  pendingChanges: z.int(),
  /** What it still owes for our receipts: we hold changes of its that it does not know we have. */
  receiptOwed: z.boolean(),
  /** Its access log was shortened or written anew: lines it had told of, lines it tells of now. Null while all fits. */
  logAlarm: z.strictObject({ known: z.int(), received: z.int(), at: z.string() }).nullable(),
  /** Its PC may sign no more, and none has come after it: the claimed time of that. */
  revokedAt: z.string().nullable(),
})
export type Peer = z.infer<typeof peer>

const numbers = z.strictObject({ from: z.int(), to: z.int() })

/** A partner below, and what it brought in a period. */
export const boardOffice = peer
  .pick({
    officeId: true,
    code: true,
    name: true,
    level: true,
    pcs: true,
    openCases: true,
    lastReceivedNumber: true,
    lastReceivedAt: true,
    daysSinceReceived: true,
    lastSentNumber: true,
    lastSentAt: true,
    receiptOwed: true,
  })
  .extend({
    /** In the period. */
    bundles: z.int(),
    /** Those of them that said that there was nothing to tell. */
    zeroReports: z.int(),
    newCases: z.int(),
    changedCases: z.int(),
    changes: z.int(),
    /** Numbers of bundles that never came although later ones did. */
    lostNumbers: z.array(numbers),
    /** Changes that its last bundle showed to be missing here. */
    missing: z.array(numbers),
  })
export type BoardOffice = z.infer<typeof boardOffice>

export const exchange = {
  'exchange.overview': call(
    'exchange.read',
    nothing,
    z.strictObject({ enrolled: z.boolean(), level, words: z.array(z.string()), peers: z.array(peer) }),
  ),
  /** The offices below, and what each brought from one day to another, both included. */
  'exchange.board': call(
    'exchange.read',
    z.strictObject({ from: isoDay, to: isoDay }),
    z.strictObject({ offices: z.array(boardOffice) }),
  ),
  'exchange.drives': call('exchange.read', nothing, z.array(drive)),
  /** Folders inside a folder, for choosing where to write; null lists the drives and the person's own folders. */
  'exchange.browse': call(
    'exchange.read',
    z.strictObject({ path: path.nullable() }),
    z.strictObject({
      path: z.string().nullable(),
      parent: z.string().nullable(),
      folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
    }),
  ),
  /** What lies on a key: bundles, enrolment files and things to be wary of. Reads only LKB-*.lkb and LKE-*.lke in the root or /LAKANA. */
  'exchange.scan': call(
    'exchange.read',
    z.strictObject({ path }),
    z.strictObject({
      path: z.string(),
      bundles: z.array(foundBundle),
      requests: z.array(
        z.strictObject({
          file: fileName,
          office: z.string(),
          code: z.string(),
          level,
          words: z.array(z.string()),
          answered: z.boolean(),
          /** The office below that bears this code: the request may come from a new PC of it. */
          known: z.strictObject({ id, name: z.string() }).nullable(),
          /** The office that it is under, and leaves if this one certifies it; `back` where it was under this one before. */
          leaves: z.strictObject({ id, name: z.string(), back: z.boolean() }).nullable(),
        }),
      ),
      answers: z.array(
        z.strictObject({
          file: fileName,
          from: z.string(),
          words: z.array(z.string()),
          forUs: z.boolean(),
          accepted: z.boolean(),
          /** The office above that this one leaves by taking it. */
          leaves: z.strictObject({ id, name: z.string() }).nullable(),
        }),
      ),
      wary: z.strictObject({ autorun: z.boolean(), shortcuts: z.int(), programs: z.int() }),
    }),
    { long: true },
  ),
  'exchange.export': call(
    'exchange.export',
    /** `snapshot`: everything from the first change, for an office that lost its own. */
    z.strictObject({ path, officeIds: z.array(id).max(200).nullable(), snapshot: z.boolean().optional() }),
    z.strictObject({
      written: z.array(
        z.strictObject({
          file: fileName,
          /** Further files, when it did not fit in one. */
          parts: z.array(fileName),
          to: z.string(),
          /** The PC that it is for, where it is not the first of its office, or is one of this office. */
          pc: z.string().nullable(),
          number: z.int(),
          bytes: z.number(),
          counts,
          zeroReport: z.boolean(),
          kind: z.enum(['changes', 'snapshot']),
          /** Claimed time up to which the receiver had acknowledged everything; null when nothing yet. */
          since: z.string().nullable(),
          /** Files of cases inside, and how many wait for a later bundle. */
          files: z.strictObject({ count: z.int(), bytes: z.number(), later: z.int() }),
        }),
      ),
    }),
    { long: true, logs: 'itself' },
  ),
  /**
   * What the next bundle to the office above would tell, before it is written: the cases that it speaks of and of which not everything may
   * go, those that keep most first. Null where there is no office above.
   */
  'exchange.preview': call(
    'exchange.export',
    nothing,
    z
      .strictObject({
        to: z.strictObject({ code: z.string(), name: z.string() }),
        purpose: z.enum(sharingPurposes),
        most: z.enum(shareLevels),
        /** Cases that it speaks of, and those of which everything goes. */
        cases: z.int(),
        whole: z.int(),
        partly: z.array(
          z.strictObject({ id, code: z.string(), going: z.int(), staying: z.int(), identity: stays, facts: stays }),
        ),
      })
      .nullable(),
    { long: true },
  ),
  /** Of one case: each answered question that this person may see, and why its answer does not go; null where it goes. */
  'exchange.previewCase': call(
    'exchange.export',
    z.strictObject({ caseId: id }),
    z.strictObject({
      fields: z.array(z.strictObject({ form: z.string(), field: z.string(), why: stays })),
      notes: z.strictObject({ count: z.int(), why: stays }),
    }),
    { onCase: 'caseId' },
  ),
  /** What the offices above have laid down for this one, and what this one lays down for those below. */
  'exchange.documents': call(
    'exchange.read',
    nothing,
    z.strictObject({
      inForce: z.array(
        z.strictObject({
          kind: z.enum(documentKinds),
          version: z.int(),
          from: z.string(),
          at: z.string(),
          /** Known, but not carried out: nobody here would still manage people. */
          waits: z.boolean(),
        }),
      ),
      own: z.array(z.strictObject({ kind: z.enum(documentKinds), version: z.int(), at: z.string() })),
    }),
  ),
  /**
   * Lays down for the offices below what holds here: deadlines, the undertaking (with `conduct.manage`), or roles (with `role.manage`). It
   * comes into force there with the next bundle.
   */
  'exchange.layDown': call(
    'settings.write',
    z.strictObject({ kind: z.enum(documentKinds) }),
    z.strictObject({ version: z.int() }),
    { logs: { act: 'settings.change', details: ({ kind }, { version }) => ({ kind, version }) } },
  ),
  'exchange.import': call(
    'exchange.import',
    z.strictObject({ path, files: z.array(fileName).min(1).max(500) }),
    z.strictObject({
      results: z.array(
        z.strictObject({
          file: fileName,
          outcome: z.enum(['applied', 'already', 'refused']),
          from: z.string().nullable(),
          /** As of a bundle found. */
          pc: z.string().nullable(),
          number: z.int().nullable(),
          /** As of a bundle found. */
          urgent: z.boolean(),
          counts: counts.nullable(),
          /** Changes kept and not applied: they wait on the page « À examiner ». */
          aside: z.int(),
          /** What the offices above lay down: new, or older than what is known and left aside. */
          documents: z.array(
            z.strictObject({ kind: z.enum(documentKinds), version: z.int(), outcome: z.enum(['new', 'older']) }),
          ),
          /** PCs that are revoked, as far as it was not known; `here`: this one. */
          revocations: z.array(
            z.strictObject({ reason: z.enum(revocationReasons), office: z.string(), here: z.boolean() }),
          ),
          /** Offices that have come under another, by name. */
          moves: z.array(z.strictObject({ office: z.string(), code: z.string(), to: z.string(), left: z.boolean() })),
          /** It knew of fewer revocations than its sender did before: what it says of them was left aside. */
          olderRevocations: z.boolean(),
          files: z.int(),
          error: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
        }),
      ),
    }),
    { long: true, logs: 'itself' },
  ),
}
