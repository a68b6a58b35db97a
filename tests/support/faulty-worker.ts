import { parentPort } from 'node:worker_threads'
import type { WireReply, WireRequest } from '../../src-main/contract/wire.ts'

/** An office whose self-test has failed: every call answers so. */
parentPort?.on('message', (message: WireRequest) => {
  if (message.kind === 'cancel') return
  const error = { code: 'vault.self-test', details: { primitive: 'x25519' } } as const
  parentPort?.postMessage({ kind: 'result', id: message.id, result: { ok: false, error } } satisfies WireReply)
})
