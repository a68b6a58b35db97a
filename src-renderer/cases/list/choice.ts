import { useCallback, useState } from 'react'
import type { CaseItem } from '../../../src-main/contract/cases.ts'

/** Cases chosen one by one, or all that the list holds. */
export interface Choice {
  readonly chosen: ReadonlySet<string>
  readonly all: boolean
  readonly isChosen: (item: CaseItem | undefined) => boolean
  readonly toggle: (item: CaseItem | undefined) => void
  readonly chooseAll: () => void
  readonly clear: () => void
}

/** More than this are chosen by the list they are in. */
const most = 1000
const none: ReadonlySet<string> = new Set()

/** What is chosen in a list; forgotten when the list becomes another one (`view` is its address). */
export function useChoice(view: string): Choice {
  const [state, setState] = useState({ view, chosen: none, all: false })
  const { chosen, all } = state.view === view ? state : { chosen: none, all: false }
  const toggle = useCallback(
    (item: CaseItem | undefined): void => {
      if (item === undefined) return
      setState((before) => {
        const next = new Set(before.view === view ? before.chosen : none)
        if (!next.delete(item.id) && next.size < most) next.add(item.id)
        return { view, chosen: next, all: false }
      })
    },
    [view],
  )
  return {
    chosen,
    all,
    isChosen: (item) => item !== undefined && (all || chosen.has(item.id)),
    toggle,
    chooseAll: () => setState({ view, chosen: none, all: true }),
    clear: () => setState({ view, chosen: none, all: false }),
  }
}
