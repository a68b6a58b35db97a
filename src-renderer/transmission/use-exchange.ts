import { useRef, useState } from 'react'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Progress } from '../../src-main/contract/wire.ts'
import { type AskOptions, ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'

type Part = 'import' | 'export'

export interface Exchanging {
  /** What is going on, or null. */
  now: Part | null
  reached: Progress | null
  error: unknown
  imported: CallOutput<'exchange.import'> | null
  exported: CallOutput<'exchange.export'> | null
  /** Takes `files`, then writes for every office; one of the two may be left out. */
  run: (path: string, files: readonly string[], write: boolean) => Promise<void>
  /** Writes everything again, from the first change, for one office. */
  writeAll: (path: string, officeId: string) => Promise<void>
  cancel: () => void
  /** Forgets what was done: another key was chosen. */
  clear: () => void
}

/** Import and export as one piece of work, with its progress, its outcome and a way to stop it. */
export function useExchange(): Exchanging {
  const [now, setNow] = useState<Part | null>(null)
  const [reached, setReached] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [imported, setImported] = useState<CallOutput<'exchange.import'> | null>(null)
  const [exported, setExported] = useState<CallOutput<'exchange.export'> | null>(null)
  const stop = useRef<AbortController | null>(null)
  const clear = (): void => {
    setError(null)
    setImported(null)
    setExported(null)
    setReached(null)
  }
  const working = async (work: (options: AskOptions) => Promise<void>): Promise<void> => {
    stop.current = new AbortController()
    clear()
    try {
      await work({ onProgress: setReached, signal: stop.current.signal })
    } catch (refusal) {
      setError(refusal)
    } finally {
      setNow(null)
      await refresh('exchange.', 'home.', 'cases.', 'forms.', 'places.', 'lists.')
    }
  }
  const run = (path: string, files: readonly string[], write: boolean): Promise<void> =>
    working(async (options) => {
      if (files.length > 0) {
        setNow('import')
        setImported(await ask('exchange.import', { path, files: [...files] }, options))
      }
      if (write) {
        setReached(null)
        setNow('export')
        setExported(await ask('exchange.export', { path, officeIds: null }, options))
      }
    })
  const writeAll = (path: string, officeId: string): Promise<void> =>
    working(async (options) => {
      setNow('export')
      setExported(await ask('exchange.export', { path, officeIds: [officeId], snapshot: true }, options))
    })
  return { now, reached, error, imported, exported, run, writeAll, cancel: () => stop.current?.abort(), clear }
}
