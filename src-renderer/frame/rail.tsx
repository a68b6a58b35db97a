import {
  CircleHelp,
  DatabaseBackup,
  Folder,
  House,
  type LucideIcon,
  MonitorCog,
  ScrollText,
  Settings,
  Usb,
  Users,
} from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Kbd } from '../parts/tag.tsx'
import css from './rail.module.css'
import { type RailPage, railPages } from './rail-pages.ts'
import { Waiting } from './waiting.tsx'

const icons: Record<RailPage['name'], LucideIcon> = {
  home: House,
  cases: Folder,
  transmission: Usb,
  people: Users,
  settings: Settings,
  backups: DatabaseBackup,
  machine: MonitorCog,
  log: ScrollText,
}

/** What stands at the right of an entry: how much waits there. */
function useCounts(): Partial<Record<RailPage['name'], number>> {
  const { can } = useSession()
  const summary = useAsk('home.summary', {}, { enabled: can('case.read') })
  if (summary.data === undefined) return {}
  return { cases: summary.data.office.open, transmission: summary.data.transmission.pendingChanges }
}

/** What is read aloud holds what is seen: the word and the number beside it. */
function named(word: string, count = 0): string {
  return count > 0 ? `${word} ${formatNumber(count)}` : word
}

/** The pages of the office. Folds to icons on narrow windows; the words stand beside the icon that has the focus. */
export function Rail({ onHelp }: { onHelp: () => void }): ReactNode {
  const { t } = useTranslation()
  const { can } = useSession()
  const [path] = useLocation()
  const counts = useCounts()
  return (
    <nav className={css.rail} aria-label={t('rail.label')}>
      {railPages(can).map((page, index) => {
        const Icon = icons[page.name]
        const here = page.path === '/' ? path === '/' : path.startsWith(page.path)
        const count = counts[page.name]
        return (
          <Fragment key={page.name}>
            <Link
              href={page.path}
              className={css.entry}
              aria-label={named(t(`rail.${page.name}`), count)}
              aria-current={here ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
            >
              <Icon aria-hidden="true" />
              <span className={css.word}>{t(`rail.${page.name}`)}</span>{' '}
              {count !== undefined && count > 0 && <span className={css.count}>{formatNumber(count)}</span>}
            </Link>
            {page.name === 'cases' && <Waiting />}
          </Fragment>
        )
      })}
      <span className="grow" />
      <button
        type="button"
        className={css.entry}
        onClick={onHelp}
        aria-label={`${t('rail.help')} F1`}
        aria-keyshortcuts="F1"
      >
        <CircleHelp aria-hidden="true" />
        <span className={css.word}>{t('rail.help')}</span>{' '}
        <span className={css.count}>
          <Kbd>F1</Kbd>
        </span>
      </button>
    </nav>
  )
}
