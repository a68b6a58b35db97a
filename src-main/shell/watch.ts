export interface Watch {
  /** Milliseconds as the wall clock claims them. */
  now(): number
  lastCallAt(): number
  lock(reason: 'idle' | 'suspend'): void
}

const tickMs = 5_000
/** Ticks this much late mean that the machine slept. */
const sleptMs = 60_000
/** The longest that an office may set. The window keeps its own, shorter time; this one holds even when the window hangs. */
const longestIdleMs = 30 * 60_000

/** Locks when the machine has slept, or when nobody has asked the office anything for half an hour. Returns how to stop. */
export function watchMachine({ now, lastCallAt, lock }: Watch): () => void {
  let ticked = now()
  let lockedFor = Number.NaN
  const timer = setInterval(() => {
    const before = ticked
    ticked = now()
    if (ticked - before > sleptMs) lock('suspend')
    else if (ticked - lastCallAt() > longestIdleMs && lockedFor !== lastCallAt()) {
      lockedFor = lastCallAt()
      lock('idle')
    }
  }, tickMs)
  timer.unref()
  return () => clearInterval(timer)
}
