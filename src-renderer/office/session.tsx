import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Permission } from '../../src-main/contract/permissions.ts'
import type { SessionInfo, Status } from '../../src-main/contract/setup.ts'
import { flushBeforeLock } from './before-lock.ts'
import { ask, onFoundLocked, onOfficeEvent } from './client.ts'
import { readings, refresh } from './queries.ts'

export type LockReason = 'person' | 'idle' | 'suspend' | 'window'

interface Gate {
  session: SessionInfo
  status: Status
  can: (permission: Permission) => boolean
  lock: (reason: LockReason) => Promise<void>
}

const GateContext = createContext<Gate | null>(null)

/** The signed-in person, the office and the lock. Only under the session gate. */
export function useSession(): Gate {
  const gate = useContext(GateContext)
  if (gate === null) throw new Error('useSession is used outside the session gate')
  return gate
}

/** Throws the page away with all it holds. Only how the lock came about is kept, for one sentence on the next page. */
function throwPageAway(reason: LockReason): void {
  readings.clear()
  sessionStorage.setItem('lakana.locked', reason)
  history.replaceState(null, '', location.pathname)
  location.reload()
}

/** Keeps drafts, covers the page at once, locks, throws the page away. */
function useLock(): { veiled: boolean; lock: (reason: LockReason) => Promise<void> } {
  const [veiled, setVeiled] = useState(false)
  const locking = useRef(false)
  const lock = useCallback(async (reason: LockReason): Promise<void> => {
    if (locking.current) return
    locking.current = true
    // Asked before the veil takes the page down: what the forms hold is read now.
    const kept = flushBeforeLock()
    setVeiled(true)
    try {
      await kept
      await ask('session.lock', { reason })
    } finally {
      throwPageAway(reason)
    }
  }, [])
  return { veiled, lock }
}

interface GateProps {
  session: SessionInfo
  status: Status
  veil: ReactNode
  children: ReactNode
}

export function SessionGate({ session, status, veil, children }: GateProps): ReactNode {
  const { veiled, lock } = useLock()
  useEffect(
    () =>
      onOfficeEvent((event) => {
        if (event.type === 'locked') throwPageAway(event.reason)
        else void refresh('setup.status', 'backups.', 'machine.')
      }),
    [],
  )
  useEffect(() => onFoundLocked(() => throwPageAway('window')), [])
  const gate = useMemo<Gate>(
    () => ({ session, status, lock, can: (permission) => session.permissions.includes(permission) }),
    [session, status, lock],
  )
  return <GateContext value={gate}>{veiled ? veil : children}</GateContext>
}

/** Leaves a dialog or page for work that closes the file: where it was closed and the work then failed or was stopped, the whole page goes. */
export function useLeave(stay: () => void): () => void {
  const { lock } = useSession()
  return () => void ask('setup.status', {}).then(({ state }) => (state === 'open' ? stay() : lock('person')))
}
