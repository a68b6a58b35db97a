/**
 * `node kill-child.ts ACTION HOME POINT CODE`: does one thing to the vault of `kill-world.ts` and kills itself when POINT (`keyring.renamed`, or
 * `keyring.renamed#2` for the second time) is reached; `none` leaves the killing to others. Says `ready` before and `done` after the act.
 */
import { join } from 'node:path'
import { readRecoveryRequest } from '../../src-main/domain/trust/recovery.ts'
import { verifyText } from '../../src-main/exchange/keys.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { backup } from '../../src-main/vault/backup.ts'
import type { VaultHooks } from '../../src-main/vault/hooks.ts'
import {
  openVault,
  openWithAnswer,
  openWithRecoveryCode,
  requestFromRegion,
  resealForRequest,
  type VaultSession,
} from '../../src-main/vault/vault.ts'
import { issa, noura, officerSecret, stepsFolder, temporary } from './kill-world.ts'
import { cheapKdf, newVault, otherPassword, password } from './vault.ts'

const [action = '', home = '', point = '', code = ''] = process.argv.slice(2)
const [wanted = '', times = '1'] = point.split('#')
let left = Number(times)
const at = (reached: string): void => {
  if (reached === wanted && --left === 0) process.kill(process.pid, 'SIGKILL')
}
const hooks: VaultHooks = { at }
const place = { home, hooks, kdf: cheapKdf }
const signIn = (): Promise<VaultSession> => openVault({ ...place, signInName: 'awa', password })

async function asAwa(work: (session: VaultSession) => unknown): Promise<void> {
  const session = await signIn()
  await work(session)
  process.stdout.write('done\n')
  session.close()
}

async function byRegion(): Promise<void> {
  const time = new Date().toISOString()
  const asked = { ...place, signInName: 'awa', password: otherPassword, reason: 'mot de passe perdu', time }
  const pending = await requestFromRegion(asked)
  const request = readRecoveryRequest(pending.request, verifyText)
  const keys = request && resealForRequest(request, Buffer.from(officerSecret))
  if (!request || !keys) throw new Error('the request is not the officer’s')
  const { vault, newSlot } = request
  const office = { code: 'KUI', name: 'Direction régionale' }
  const answer = { vault, newSlot, keys, office, replica: 'e'.repeat(32), answeredAt: time }
  const recovery = await openWithAnswer({ ...place, answer, password: otherPassword })
  recovery.admit().session.close()
  process.stdout.write('done\n')
}

const actions: Record<string, () => Promise<void>> = {
  'sign-in': () => asAwa(() => undefined),
  'change-password': () => asAwa((session) => session.changePassword(password, otherPassword)),
  'add-person': () => asAwa((session) => session.addPerson(noura, temporary)),
  'reset-person': () => asAwa((session) => session.resetPassword(issa.personId, otherPassword)),
  'remove-person': () => asAwa((session) => session.removePerson(issa.personId)),
  backup: () => asAwa((session) => backup(session, 'by-hand')),
  migrate: () =>
    asAwa(({ db }) => {
      migrate(db, { folder: stepsFolder(home, 3), before: () => at('migrate.before') })
      at('migrate.after')
    }),
  'recover-code': async () => {
    const recovery = await openWithRecoveryCode({ ...place, code })
    const { session } = await recovery.resetPassword('awa', otherPassword)
    process.stdout.write('done\n')
    session.close()
  },
  'recover-region': byRegion,
  create: async () => {
    const { session } = await newVault(join(home, 'new'), { hooks })
    process.stdout.write('done\n')
    session.close()
  },
}

process.stdout.write('ready\n')
await actions[action]?.()
