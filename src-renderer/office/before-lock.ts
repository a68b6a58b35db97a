import { useEffect, useRef } from 'react'

type Flush = () => Promise<void>

const flushes = new Set<Flush>()

/** Registers what must be kept before the office locks (a draft). Returns how to take it back. */
export function beforeLock(flush: Flush): () => void {
  flushes.add(flush)
  return () => {
    flushes.delete(flush)
  }
}

/** Keeps all that is registered, or gives up after `limit` milliseconds: a lock never waits on a form. */
export async function flushBeforeLock(limit = 1500): Promise<void> {
  const all = Promise.allSettled([...flushes].map((flush) => flush()))
  await Promise.race([all, new Promise((done) => setTimeout(done, limit))])
}

/** Registers `flush` while the component is there; the latest version of it is the one called. */
export function useBeforeLock(flush: Flush): void {
  const latest = useRef(flush)
  latest.current = flush
  useEffect(() => beforeLock(() => latest.current()), [])
}
