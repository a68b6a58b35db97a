import * as z from 'zod'
import { nothing } from './common.ts'
import { call } from './define.ts'
import { recoverySheet, sessionInfo } from './setup.ts'

const secret = z.string().min(1).max(500)
const signIn = z.string().trim().toLowerCase().min(1).max(60)

export const session = {
  'session.signIn': call('nobody', z.strictObject({ signIn, password: secret }), sessionInfo, { logs: 'itself' }),
  'session.lock': call('nobody', z.strictObject({ reason: z.enum(['person', 'idle', 'suspend', 'window']) }), nothing, {
    logs: 'itself',
  }),
  'session.changePassword': call('entering', z.strictObject({ current: secret, next: secret }), nothing, {
    logs: 'session.password',
  }),
  /** Opens the vault with the code of the recovery sheet and gives this person a new password. */
  'session.recover': call(
    'nobody',
    z.strictObject({ signIn, code: z.string().min(1).max(200), next: secret }),
    recoverySheet,
    { logs: 'itself' },
  ),
}
