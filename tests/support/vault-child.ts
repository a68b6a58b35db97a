/**
 * `node vault-child.ts ACTION HOME POINT`: does one thing to a vault and kills itself at a named moment. Before each act it prints what is
 * acknowledged so far. POINT may be a number of milliseconds instead.
 */
import { backup } from '../../src-main/vault/backup.ts'
import type { VaultHooks } from '../../src-main/vault/hooks.ts'
import { openVault, openWithRecoveryCode } from '../../src-main/vault/vault.ts'
import { cheapKdf, newVault, otherPassword, password } from './vault.ts'

const [action = '', home = '', point = ''] = process.argv.slice(2)
const die = () => process.kill(process.pid, 'SIGKILL')
const hooks: VaultHooks = {
  at: (reached) => {
    if (reached === point) die()
  },
}
const signIn = () => openVault({ home, signInName: 'awa', password, kdf: cheapKdf, hooks })
const say = (word: string) => process.stdout.write(`${word}\n`)

const actions: Record<string, () => Promise<void>> = {
  create: async () => {
    await newVault(home, { hooks })
  },
  'change-password': async () => {
    const session = await signIn()
    await session.changePassword(password, otherPassword)
    say('changed')
    session.close()
  },
  'reset-password': async () => {
    const recovery = await openWithRecoveryCode({ home, hooks, kdf: cheapKdf, code: process.argv[5] ?? '' })
    await recovery.resetPassword('awa', otherPassword)
    say('changed')
  },
  backup: async () => {
    const session = await signIn()
    backup(session, 'by-hand', new Date('2027-03-05T08:00:00'))
    say('saved')
    session.close()
  },
  /** Writes rows and backs up without end. */
  work: async () => {
    const session = await signIn()
    setTimeout(die, Number(point))
    for (let i = 0; ; i++) {
      session.db.prepare('INSERT INTO child VALUES (?)').run(`row ${i}`)
      say(`row ${i}`)
      if (i % 20 === 7) backup(session, 'by-hand', new Date(Date.UTC(2027, 0, 1 + i)))
      if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
  },
}

await actions[action]?.()
