import { useEffect, useRef } from 'react'

/** Work that a page holds and has not saved. */
export interface Unsaved {
  /** Keeps the draft before leaving. */
  keep: () => Promise<void>
  /** Throws the typing away before leaving. */
  drop: () => Promise<void>
}

const held = new Set<() => Unsaved>()

export function unsavedWork(): readonly Unsaved[] {
  return [...held].map((read) => read())
}

export function hasUnsaved(): boolean {
  return held.size > 0
}

/** While `dirty`, leaving the page by a link, the keyboard or the history asks first. */
export function useUnsaved(dirty: boolean, work: Unsaved): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    if (!dirty) return
    const read = (): Unsaved => latest.current
    held.add(read)
    return () => {
      held.delete(read)
    }
  }, [dirty])
}
