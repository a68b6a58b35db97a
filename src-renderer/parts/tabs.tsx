import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import css from './tabs.module.css'

interface TabsProps {
  readonly label: string
  /** `exact`: pages below its address belong to others. */
  readonly pages: readonly { readonly path: string; readonly words: string; readonly exact?: boolean }[]
}

/** Pages that belong together, one of which is shown. */
export function Tabs({ label, pages }: TabsProps): ReactNode {
  const [at] = useLocation()
  return (
    <nav className={css.tabs} aria-label={label}>
      {pages.map(({ path, words, exact }) => (
        <Link
          key={path}
          href={path}
          aria-current={(exact === true ? at === path : at.startsWith(path)) ? 'page' : undefined}
        >
          {words}
        </Link>
      ))}
    </nav>
  )
}
