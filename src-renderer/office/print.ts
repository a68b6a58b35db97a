import { useMutation } from '@tanstack/react-query'
import i18next from 'i18next'
import type { printed } from '../../src-main/contract/access-log.ts'
import { toast } from '../parts/toasts.tsx'
import { ask, OfficeError } from './client.ts'
import { screenOf } from './screen.ts'

type Printed = (typeof printed)[number] | { readonly caseId: string }

/** Says in the access log what is about to be printed, then opens the dialog. Nothing comes out where the line could not be written. */
async function print(what: Printed): Promise<void> {
  if (typeof what === 'string') await ask('print.page', { what })
  else await ask('print.case', { id: what.caseId })
  document.documentElement.dataset.paper = 'open'
  window.print()
}

export function usePrint(what: Printed): { print: () => void } {
  const mutation = useMutation({ mutationFn: () => print(what), onError: tell })
  return { print: () => mutation.mutate() }
}

function tell(error: unknown): void {
  if (error instanceof OfficeError) toast(i18next.t(`errors:${error.code}` as 'errors:session.permission'))
}

/** What the page in view is, for Ctrl+P. */
function inView(): Printed | null {
  const screen = screenOf(location.hash)
  const caseId = /\/cases\/([0-9a-f]{32})/.exec(location.hash)?.[1]
  if (screen === 'case') return caseId === undefined ? null : { caseId }
  if (/\/people\/register/.test(location.hash)) return 'register'
  if (/\/people\/caseload/.test(location.hash)) return 'caseload'
  if (/\/transmission\/board/.test(location.hash)) return 'board'
  if (screen === 'log') return /\/log\/case\//.test(location.hash) ? 'access' : 'log'
  return screen === 'cases' ? 'list' : screen === 'transmission' ? 'offices' : null
}

/**
 * Paper leaves the office: only what was said to the access log is drawn on it (`print.css` hides the rest). Ctrl+P prints the pages that
 * have a print of their own. Call once.
 */
export function watchPrinting(): void {
  window.addEventListener('afterprint', () => {
    delete document.documentElement.dataset.paper
  })
  window.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'p') return
    event.preventDefault()
    const what = inView()
    if (what !== null) void print(what).catch(tell)
  })
}
