import { parentPort, workerData } from 'node:worker_threads'
import type { WireReply, WireRequest } from '../../src-main/contract/wire.ts'
import { isCancelled, type WorkerData } from '../../src-main/shell/worker-data.ts'

/** A small real office for tests of the shells: it echoes, counts, waits, falls over and locks. */
const port = parentPort
if (!port) throw new Error('not a worker')
const data = workerData as WorkerData
const flags = new Int32Array(data.cancelFlags)
const post = (reply: WireReply): void => port.postMessage(reply)
const posted = new Set<number>()

port.on('message', (request: WireRequest) => {
  if (request.kind === 'cancel') posted.add(request.id)
  else answer(request)
})

function answer({ id, call, input, sender }: Extract<WireRequest, { kind: 'call' }>): void {
  switch (call) {
    case 'test.crash':
      throw new RangeError('a secret in a message')
    case 'test.exit':
      process.exit(3)
      break
    case 'test.never':
      break
    case 'test.count':
      count(id, input as number)
      break
    case 'test.spin':
      spin(id)
      break
    case 'session.lock':
      post({ kind: 'result', id, result: { ok: true, value: {} } })
      post({ kind: 'event', event: { type: 'locked', reason: (input as { reason: 'person' }).reason } })
      break
    default:
      echo(id, { call, input, sender })
  }
}

function echo(id: number, asked: object): void {
  const { home, drives, language, nativeBinding, migrations } = data
  const value = { ...asked, home, drives, language, nativeBinding, migrations, cancelled: posted.size }
  post({ kind: 'result', id, result: { ok: true, value } })
}

function count(id: number, total: number): void {
  for (let done = 1; done <= total; done += 1) post({ kind: 'progress', id, progress: { step: 'test', done, total } })
  post({ kind: 'result', id, result: { ok: true, value: total } })
}

/** Busy: only the shared flag can reach it. */
function spin(id: number): void {
  const end = Date.now() + 10_000
  post({ kind: 'progress', id, progress: { step: 'spin', done: 0, total: null } })
  while (!isCancelled(flags, id) && Date.now() < end);
  const code = isCancelled(flags, id) ? 'call.cancelled' : 'call.internal'
  post({ kind: 'result', id, result: { ok: false, error: { code, details: {} } } })
}
