import { mkdirSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { programVersion } from './contract/build.ts'
import type { WireReply, WireRequest } from './contract/wire.ts'
import { Office } from './office/office.ts'
import { listDrives } from './shell/drives.ts'
import { isCancelled, type WorkerData } from './shell/worker-data.ts'

const port = parentPort
if (!port) throw new Error('the office runs in a worker thread')
const data = workerData as WorkerData
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
