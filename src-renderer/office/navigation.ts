import { useSyncExternalStore } from 'react'
import { navigate, useHashLocation } from 'wouter/use-hash-location'
import { hasUnsaved } from './unsaved.ts'

type Go = typeof navigate

/** A departure that waits for the person's word, or null. */
let waiting: (() => void) | null = null
let settled = ''
let passing = false
const listeners = new Set<() => void>()

function setWaiting(next: (() => void) | null): void {
  waiting = next
  for (const tell of listeners) tell()
}

function pass(go: () => void): void {
  passing = true
  go()
  passing = false
  settled = location.href
}

/** Goes to another page of the window; asks first when the present one holds unsaved work. */
export const goTo: Go = (to, options) => {
  const go = (): void => pass(() => navigate(to, options))
  if (hasUnsaved() && to.split('?')[0] !== currentPath()) setWaiting(go)
  else go()
}

function currentPath(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`
}

/** The history's own arrows go round links: put the address back, then ask. Call once, before the first render. */
export function watchHistory(): void {
  settled = location.href
  window.addEventListener('hashchange', (event) => {
    if (passing || !hasUnsaved()) {
      settled = location.href
      return
    }
    const wanted = currentPath()
    event.stopImmediatePropagation()
    history.pushState(null, '', settled)
    setWaiting(() => pass(() => navigate(wanted)))
  })
}

function useGuardedHash(): [string, Go] {
  const [path] = useHashLocation()
  return [path, goTo]
}
/** The router's hook: hash addresses, guarded by unsaved work. */
export const useGuardedHashLocation = Object.assign(useGuardedHash, { hrefs: (href: string) => `#${href}` })

/** The departure that waits, with the two answers to it. */
export function useWaitingDeparture(): { leave: () => void; stay: () => void } | null {
  const go = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  if (go === null) return null
  return {
    leave: () => {
      setWaiting(null)
      go()
    },
    stay: () => setWaiting(null),
  }
}
