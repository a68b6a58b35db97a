import { useCallback, useEffect, useRef, useState } from 'react'
import { useBeforeLock } from '../office/before-lock.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'

/** From the first key that is not kept yet to its keeping. With the saving itself, well under two seconds. */
const waitMs = 800

export interface DraftKeeper {
  /** When what is typed was last kept; null before. */
  readonly keptAt: string | null
  /** The last keeping failed: what is typed exists in the window only. */
  readonly failed: boolean
  /** Something was typed. */
  readonly changed: () => void
  /** Keeps what is not kept yet, now. */
  readonly flush: () => Promise<void>
  /** Throws the draft away. */
  readonly drop: () => Promise<void>
}

/**
 * Keeps what is typed, encrypted, in the office. `read` gives what to keep: an object that becomes JSON, with a `title`
 * for the list of drafts.
 */
export function useDraft(subject: string, read: () => { readonly title: string }): DraftKeeper {
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const latest = useRef(read)
  latest.current = read

  /** One after the other, so that an older state never covers a newer one. */
  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    const next = queue.current.then(work)
    queue.current = next.catch(() => undefined)
    return next
  }, [])
  const flush = useCallback(async (): Promise<void> => {
    if (timer.current === null) return queue.current
    clearTimeout(timer.current)
    timer.current = null
    const payload = JSON.stringify(latest.current())
    await inTurn(async () => {
      const { savedAt } = await ask('drafts.save', { subject, payload })
      setKeptAt(savedAt)
      setFailed(false)
    })
  }, [subject, inTurn])
  const changed = useCallback((): void => {
    timer.current ??= setTimeout(() => void flush().catch(() => setFailed(true)), waitMs)
  }, [flush])
  const drop = useCallback(async (): Promise<void> => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    await inTurn(async () => {
      await ask('drafts.drop', { subject })
      setKeptAt(null)
    })
    await refresh('drafts.')
  }, [subject, inTurn])

  useBeforeLock(flush)
  useFlushOnLeaving(flush)
  return { keptAt, failed, changed, flush, drop }
}

/** The window loses the focus, is hidden or goes away: nothing waits for the timer. */
function useFlushOnLeaving(flush: () => Promise<void>): void {
  useEffect(() => {
    const now = (): void => {
      flush().catch(() => undefined)
    }
    const events = [
      [window, 'blur'],
      [window, 'pagehide'],
      [window, 'beforeunload'],
      [document, 'visibilitychange'],
    ] as const
    for (const [target, name] of events) target.addEventListener(name, now)
    return () => {
      for (const [target, name] of events) target.removeEventListener(name, now)
      now()
    }
  }, [flush])
}

export interface FoundDraft {
  readonly payload: unknown
  readonly savedAt: string
}

/** The draft left behind, read once; undefined while it is being read, null when there is none. */
export function useFoundDraft(subject: string): FoundDraft | null | undefined {
  const [found, setFound] = useState<FoundDraft | null | undefined>(undefined)
  useEffect(() => {
    let current = true
    setFound(undefined)
    const put = (draft: FoundDraft | null): void => {
      if (current) setFound(draft)
    }
    ask('drafts.get', { subject }).then(
      (draft) => put(draft === null ? null : { payload: parse(draft.payload), savedAt: draft.savedAt }),
      () => put(null),
    )
    return () => {
      current = false
    }
  }, [subject])
  return found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
