import { parentPort, workerData } from 'node:worker_threads'
import { openVault } from '../../src-main/vault/vault.ts'
import { rekeyed } from './rows-vault.ts'

/** Where the office lives too: in a thread of its own. Tells its steps and, at the end, how long it took. */
const session = await openVault({ home: String(workerData), ...rekeyed })
const start = performance.now()
await session.removePerson('f'.repeat(32), { progress: (at) => parentPort?.postMessage(at) })
parentPort?.postMessage({ step: 'done', ms: performance.now() - start })
session.close()
