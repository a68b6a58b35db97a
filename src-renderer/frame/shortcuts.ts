import { useEffect, useRef } from 'react'
import { goTo } from '../office/navigation.ts'
import { useSession } from '../office/session.tsx'
import { railPages } from './rail-pages.ts'

interface Openers {
  search: () => void
  help: () => void
}

/** Digits by the place of the key, so that they are the same on AZERTY. */
function digitOf(event: KeyboardEvent): number | null {
  const found = /^Digit([1-9])$/.exec(event.code)
  return found === null ? null : Number(found[1])
}

/** The keys that work on every page. Ctrl+S belongs to the page that saves. */
export function useShortcuts(openers: Openers): void {
  const { can, lock } = useSession()
  const latest = useRef({ openers, can, lock })
  latest.current = { openers, can, lock }
  useEffect(() => {
    const act = (event: KeyboardEvent): (() => void) | null => {
      const { openers: open, can: may, lock: close } = latest.current
      if (event.key === 'F1') return open.help
      if (event.ctrlKey && !event.altKey && !event.shiftKey) {
        if (event.key === 'k' && may('case.read')) return open.search
        if (event.key === 'l') return () => void close('person')
        if (event.key === 'n' && may('case.create')) return () => goTo('/cases/new')
      }
      if (event.altKey && !event.ctrlKey) {
        const page = railPages(may)[(digitOf(event) ?? 0) - 1]
        if (page !== undefined) return () => goTo(page.path)
      }
      return null
    }
    const onKey = (event: KeyboardEvent): void => {
      const action = act(event)
      if (action === null) return
      event.preventDefault()
      // Over an open dialog only the lock answers.
      if (document.querySelector('dialog[open]') !== null && event.key !== 'l') return
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
