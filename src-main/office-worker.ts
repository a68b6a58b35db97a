import { mkdirSync } from 'node:fs'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { programVersion } from './contract/build.ts'
import type { WireReply, WireRequest } from './contract/wire.ts'
import { Office } from './office/office.ts'
import { listDrives } from './shell/drives.ts'
import { machineId } from './shell/machine-id.ts'
import { isCancelled, type WorkerData } from './shell/worker-data.ts'
import { isCheck } from './vault/check-thread.ts'

function startOffice(port: MessagePort, data: WorkerData): void {
  const flags = new Int32Array(data.cancelFlags)
  const reply = (message: WireReply): void => port.postMessage(message)
  mkdirSync(data.home, { recursive: true })
  const office = new Office(
    {
      home: data.home,
      version: programVersion,
      nativeBinding: data.nativeBinding,
      migrations: data.migrations === undefined ? undefined : { folder: data.migrations },
      now: () => new Date(),
      listDrives: () => listDrives(data.drives),
      machineId,
      // Packaged, this file is the only one there is: it also serves the threads that check files.
      checkThread: new URL(import.meta.url),
    },
    (event) => reply({ kind: 'event', event }),
  )
  port.on('message', (message: WireRequest) => {
    if (message.kind === 'cancel') return
    const { id, call, input, sender, from } = message
    void office
      .ask({
        call,
        input,
        sender,
        from,
        progress: (progress) => reply({ kind: 'progress', id, progress }),
        cancelled: () => isCancelled(flags, id),
      })
      .then((result) => reply({ kind: 'result', id, result }))
  })
}

if (!parentPort) throw new Error('the office runs in a worker thread')
// A thread that only checks a file has been served by `check-thread.ts` as it was loaded.
if (!isCheck(workerData)) startOffice(parentPort, workerData as WorkerData)
