import * as z from 'zod'
import { id, level, nothing } from './common.ts'
import { call } from './define.ts'

/** As the domain's `erasureReasons`: a closed list, no words about the child. */
export const erasureReason = z.enum(['retention', 'asked', 'court', 'mistake'])

const proposal = z.strictObject({
  caseId: id,
  code: z.string(),
  reason: erasureReason,
  /** Who proposed it, and when (claimed). */
  person: z.string(),
  at: z.string(),
  /** May whoever asks confirm it: another person, or the only one who may erase. */
  mayConfirm: z.boolean(),
})

const erased = z.strictObject({
  caseId: id,
  code: z.string(),
  reason: erasureReason,
  /** The office that kept the case. */
  office: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string(),
  /** As the PC claimed. */
  at: z.string(),
  /** Partners that hold or held something of it: since when each is known to have erased it, null while it is not. */
  partners: z.array(z.strictObject({ code: z.string(), name: z.string(), level, confirmedAt: z.string().nullable() })),
})

/** Cases erased everywhere: proposed by one person, confirmed by another. */
export const erasures = {
  /** How a case stands: why it may not be erased (null: it may), and what is proposed. */
  'erasures.ofCase': call(
    'case.erase',
    z.strictObject({ caseId: id }),
    z.strictObject({ obstacle: z.enum(['open', 'elsewhere']).nullable(), proposal: proposal.nullable() }),
    { onCase: 'caseId' },
  ),
  'erasures.propose': call('case.erase', z.strictObject({ caseId: id, reason: erasureReason }), nothing, {
    onCase: 'caseId',
    logs: { act: 'case.erase', details: ({ reason }) => ({ what: 'propose', reason }) },
  }),
  /** Takes a proposal back, one's own or another's. */
  'erasures.withdraw': call('case.erase', z.strictObject({ caseId: id }), nothing, {
    onCase: 'caseId',
    logs: { act: 'case.erase', details: () => ({ what: 'withdraw' }) },
  }),
  /** Erases the case. The password is asked again: nothing brings the case back. */
  'erasures.confirm': call(
    'case.erase',
    z.strictObject({ caseId: id, password: z.string().min(1).max(500) }),
    z.strictObject({ code: z.string() }),
    { onCase: 'caseId', logs: { act: 'case.erase', details: (_input, { code }) => ({ what: 'confirm', code }) } },
  ),
  /** Proposals within the person's scope that wait: for the rail. */
  'erasures.count': call('case.erase', nothing, z.strictObject({ waiting: z.int() })),
  /** Proposals within the person's scope, the oldest first, and erased cases, the newest first. */
  'erasures.list': call(
    'case.erase',
    nothing,
    z.strictObject({
      waiting: z.array(proposal),
      done: z.array(erased),
      /** Day and time of the oldest backup in the data folder: it may still hold what was erased later. */
      oldestBackup: z.string().nullable(),
    }),
  ),
}
