import { parentPort, workerData } from 'node:worker_threads'
import { serveOffice } from '../../src-main/serve-office.ts'
import type { WorkerData } from '../../src-main/shell/worker-data.ts'
import { isCheck } from '../../src-main/vault/check-thread.ts'
import { cheapKdf } from './some-office.ts'

/** The program's office, with keys that are derived cheaply: for windows of which something else is shown. */
if (!parentPort) throw new Error('the office runs in a worker thread')
if (!isCheck(workerData))
  serveOffice(parentPort, workerData as WorkerData, { checkThread: new URL(import.meta.url), kdf: cheapKdf })
