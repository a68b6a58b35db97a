import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput, CallOutput } from '../../../src-main/contract/index.ts'
import type { Progress } from '../../../src-main/contract/wire.ts'
import { ask } from '../../office/client.ts'
import { refresh } from '../../office/queries.ts'
import { toast } from '../../parts/toasts.tsx'

const changed = ['cases.', 'home.', 'caseload.', 'assign.'] as const

interface Giving {
  readonly running: boolean
  readonly reached: Progress | null
  readonly error: unknown
  readonly give: (input: CallInput<'assign.give'>) => Promise<void>
  readonly cancel: () => void
}

/** Gives cases, tells how far it is, and offers to undo it afterwards. */
export function useGiving(onDone: () => void): Giving {
  const { t } = useTranslation('teams')
  const [running, setRunning] = useState(false)
  const [reached, setReached] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stop = useRef<AbortController | null>(null)
  const undo = async (range: NonNullable<CallOutput<'assign.give'>['undo']>): Promise<void> => {
    try {
      const { restored } = await ask('assign.undo', range)
      toast(t('assign.undone', { count: restored }))
    } catch {
      // The toast is gone by now: what failed is said in another one.
      toast(t('assign.undoFailed'))
    }
    await refresh(...changed)
  }
  const give = async (input: CallInput<'assign.give'>): Promise<void> => {
    setRunning(true)
    setError(null)
    stop.current = new AbortController()
    try {
      const {
        given,
        stopped,
        undo: range,
      } = await ask('assign.give', input, {
        onProgress: setReached,
        signal: stop.current.signal,
      })
      const said = t(stopped ? 'assign.stopped' : 'assign.done', { count: given })
      toast(said, range === null ? undefined : () => void undo(range))
      onDone()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setRunning(false)
      await refresh(...changed)
    }
  }
  return { running, reached, error, give, cancel: () => stop.current?.abort() }
}
