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
  if (call === 'test.crash') throw new RangeError('a secret in a message')
  if (call === 'test.exit') process.exit(3)
  if (call === 'test.never') return
  if (call === 'test.count') count(id, input as number)
  else if (call === 'test.spin') spin(id)
  else if (call === 'session.lock') {
    post({ kind: 'result', id, result: { ok: true, value: {} } })
    post({ kind: 'event', event: { type: 'locked', reason: (input as { reason: 'person' }).reason } })
    return
  }
  const seen = {
    id,
    call,
    input,
    sender,
    home: data.home,
    drives: data.drives,
    language: data.language,
    cancelled: posted.size,
  }
  post({ kind: 'result', id, result: { ok: true, value: seen } })
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
