import { Eraser, FileWarning, GitCompareArrows, type LucideIcon, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { classes } from '../parts/classes.ts'
import css from './rail.module.css'

interface Entry {
  readonly name: 'divergences' | 'duplicates' | 'aside' | 'erasures'
  readonly icon: LucideIcon
  readonly count: number
}

/** Under the cases: what waits for a decision. Each entry is there only while something waits, or while its page is open. */
export function Waiting(): ReactNode {
  const { t } = useTranslation()
  const { can } = useSession()
  const [path] = useLocation()
  const conflicts = useAsk('conflicts.count', {}, { enabled: can('case.read') })
  const duplicates = useAsk('duplicates.count', {}, { enabled: can('case.join') })
  const aside = useAsk('aside.list', { offset: 0, limit: 0 }, { enabled: can('exchange.read') })
  const erasures = useAsk('erasures.count', {}, { enabled: can('case.erase') })
  const entries: readonly Entry[] = [
    { name: 'divergences', icon: GitCompareArrows, count: conflicts.data?.total ?? 0 },
    { name: 'duplicates', icon: UsersRound, count: duplicates.data?.pairs ?? 0 },
    { name: 'aside', icon: FileWarning, count: aside.data?.total ?? 0 },
    { name: 'erasures', icon: Eraser, count: erasures.data?.waiting ?? 0 },
  ]
  return entries.map(({ name, icon: Icon, count }) => {
    const here = path.startsWith(`/${name}`)
    if (count === 0 && !here) return null
    const word = t(`rail.${name}`)
    return (
      <Link
        key={name}
        href={`/${name}`}
        className={classes(css.entry, css.under)}
        aria-label={count > 0 ? `${word} ${formatNumber(count)}` : word}
        aria-current={here ? 'page' : undefined}
      >
        <Icon aria-hidden="true" />
        <span className={css.word}>{word}</span> {count > 0 && <span className={css.count}>{formatNumber(count)}</span>}
      </Link>
    )
  })
}
