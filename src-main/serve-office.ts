import { mkdirSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import { programVersion } from './contract/build.ts'
import type { WireReply, WireRequest } from './contract/wire.ts'
import type { Machine } from './office/context.ts'
import { Office } from './office/office.ts'
import { listDrives } from './shell/drives.ts'
import { machineId } from './shell/machine-id.ts'
import { isCancelled, type WorkerData } from './shell/worker-data.ts'

/**
 * An office that answers what comes through a port, on the machine as it is.
 * @param more the file of the threads that check files; the cost of deriving keys, where it is not to be measured on this PC
 */
export function serveOffice(port: MessagePort, data: WorkerData, more: Pick<Machine, 'checkThread' | 'kdf'>): void {
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
      ...more,
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
