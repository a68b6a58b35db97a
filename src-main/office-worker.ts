import { parentPort, workerData } from 'node:worker_threads'
import { serveOffice } from './serve-office.ts'
import type { WorkerData } from './shell/worker-data.ts'
import { isCheck } from './vault/check-thread.ts'

if (!parentPort) throw new Error('the office runs in a worker thread')
// A thread that only checks a file has been served by `check-thread.ts` as it was loaded. Packaged, this file is the only one there is: it also
// serves those threads.
if (!isCheck(workerData)) serveOffice(parentPort, workerData as WorkerData, { checkThread: new URL(import.meta.url) })
