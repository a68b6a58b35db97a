import { useRef, useState } from 'react'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import type { Progress } from '../../src-main/contract/wire.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'

export interface Long<N extends CallName> {
  busy: boolean
  reached: Progress | null
  error: unknown
  done: CallOutput<N> | null
  /** @returns the answer, or null when it was refused or stopped */
  run: (input: CallInput<N>) => Promise<CallOutput<N> | null>
  cancel: () => void
}

/** A long call with its progress, its outcome and a way to stop it. @param refreshes as for `useTell` */
export function useLong<N extends CallName>(name: N, refreshes: readonly string[] = []): Long<N> {
  const [busy, setBusy] = useState(false)
  const [reached, setReached] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [done, setDone] = useState<CallOutput<N> | null>(null)
  const stop = useRef<AbortController | null>(null)
  const run = async (input: CallInput<N>): Promise<CallOutput<N> | null> => {
    stop.current = new AbortController()
    setBusy(true)
    setError(null)
    setDone(null)
    setReached(null)
    try {
      const answer = await ask(name, input, { onProgress: setReached, signal: stop.current.signal })
      setDone(answer)
      return answer
    } catch (refusal) {
      setError(refusal)
      return null
    } finally {
      setBusy(false)
      await refresh(...refreshes)
    }
  }
  return { busy, reached, error, done, run, cancel: () => stop.current?.abort() }
}
