import { ArrowLeftRight, Lock, Search, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAgo } from '../language/format.ts'
import { forgetPerson } from '../office/last-person.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Kbd } from '../parts/tag.tsx'
import css from './top-bar.module.css'

/** "R. Sawadogo" */
function shortName(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first, ...rest] = words
  return first === undefined || rest.length === 0 ? name : `${first.charAt(0)}. ${rest.join(' ')}`
}

function LastSent(): ReactNode {
  const { t } = useTranslation()
  const { can, session } = useSession()
  const summary = useAsk('home.summary', {}, { enabled: can('case.read') })
  const sent = summary.data?.transmission
  if (sent === undefined || !sent.enrolled || session.office.level !== 'district') return null
  return (
    <span className={css.sent}>
      {sent.sentAt === null ? t('top.neverSent') : t('top.lastSent', { when: formatAgo(sent.sentAt) })}
    </span>
  )
}

/** The office, the search box, since when nothing was sent, the person, the lock. */
export function TopBar({ onSearch }: { onSearch: () => void }): ReactNode {
  const { t } = useTranslation()
  const { session, status, can, lock } = useSession()
  const { office } = session
  const several = status.people.length > 1
  const switchPerson = (): Promise<void> => {
    forgetPerson()
    return lock('person')
  }
  return (
    <header className={css.bar}>
      <span className={css.brand}>{t('app.name')}</span>
      <span className={css.office} title={`${office.name} · ${office.place}`}>
        {office.name} · {t(`level.${office.level}`)}
      </span>
      {can('case.read') && (
        <button type="button" className={css.search} onClick={onSearch} aria-keyshortcuts="Control+K">
          <Search aria-hidden="true" />
          <span className={css.long}>{t('top.search')}</span>
          <span className={css.short}>{t('top.search.short')}</span>
          <span className="grow" />
          <Kbd>Ctrl K</Kbd>
        </button>
      )}
      <span className={css.right}>
        <LastSent />
        {several ? (
          <button
            type="button"
            className={css.person}
            onClick={() => void switchPerson()}
            title={`${session.name} · ${t('top.switch')}`}
            aria-label={`${shortName(session.name)}, ${t('top.switch')}`}
          >
            <UserRound aria-hidden="true" />
            <span className="cut">{shortName(session.name)}</span>
            <ArrowLeftRight aria-hidden="true" />
          </button>
        ) : (
          <span className={css.person} title={session.name}>
            <UserRound aria-hidden="true" />
            <span className="cut">{shortName(session.name)}</span>
          </span>
        )}
        <button
          type="button"
          className={css.lock}
          onClick={() => void lock('person')}
          aria-keyshortcuts="Control+L"
          title={`${t('top.lock')} (Ctrl+L)`}
        >
          <Lock aria-hidden="true" />
          {t('top.lock')}
        </button>
      </span>
    </header>
  )
}
