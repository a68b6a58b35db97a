import { useRef, useState } from 'react'
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/index.ts'
import type { Progress } from '../../src-main/contract/wire.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'

interface LongWork<N extends CallName> {
  readonly busy: boolean
  readonly reached: Progress | null
  readonly error: unknown
  readonly value: CallOutput<N> | null
  begin: (input: CallInput<N>) => Promise<void>
  cancel: () => void
}

/** A long call with its progress, its end and a way to stop it. What it may have changed is read again. */
export function useLongWork<N extends CallName>(name: N): LongWork<N> {
  const [busy, setBusy] = useState(false)
  const [reached, setReached] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [value, setValue] = useState<CallOutput<N> | null>(null)
  const stop = useRef<AbortController | null>(null)
  const begin = async (input: CallInput<N>): Promise<void> => {
    stop.current = new AbortController()
    setBusy(true)
    setError(null)
    setValue(null)
    setReached(null)
    try {
      setValue(await ask(name, input, { onProgress: setReached, signal: stop.current.signal }))
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
      await refresh('exchange.', 'home.', 'cases.')
    }
  }
  return { busy, reached, error, value, begin, cancel: () => stop.current?.abort() }
}
