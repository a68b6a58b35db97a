/** `node hold-lock.ts HOME`: takes the lock of a data folder, says so, and stays until killed. */
import { acquireInstanceLock } from '../../src-main/vault/lock-file.ts'

acquireInstanceLock(process.argv[2] ?? '')
process.stdout.write('held\n')
setInterval(() => undefined, 1000)
