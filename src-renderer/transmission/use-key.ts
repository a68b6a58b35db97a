import { useState } from 'react'
import type { Drive } from '../../src-main/contract/exchange.ts'
import { useAsk } from '../office/queries.ts'

const lookEveryMs = 3000

interface Key {
  /** Where bundles are read and written: the chosen place, else the only key plugged in. */
  path: string | null
  drive: Drive | null
  keys: readonly Drive[]
  error: unknown
  choose: (path: string) => void
}

/** Finds keys by itself. One key: it is taken. Several: the person chooses. A chosen folder stays until another choice. */
export function useKey(): Key {
  const [chosen, setChosen] = useState<string | null>(null)
  const drives = useAsk('exchange.drives', {}, { every: lookEveryMs })
  const keys = (drives.data ?? []).filter((drive) => drive.removable)
  const gone = chosen !== null && (drives.data ?? []).every((drive) => drive.path !== chosen)
  const onlyKey = keys.length === 1 ? (keys[0] ?? null) : null
  // A chosen folder is no drive: it stays. A chosen key that was pulled out leaves its place to the next one.
  const [folder, setFolder] = useState(false)
  const path = chosen !== null && (folder || !gone) ? chosen : (onlyKey?.path ?? null)
  return {
    path,
    drive: (drives.data ?? []).find((drive) => drive.path === path) ?? null,
    keys,
    error: drives.error,
    choose: (next) => {
      setFolder((drives.data ?? []).every((drive) => drive.path !== next))
      setChosen(next)
    },
  }
}
