import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { EraseAction } from '../../erasures/in-case.tsx'
import { formatDay } from '../../language/format.ts'
import { useSession } from '../../office/session.tsx'
import { CaseReferrals } from '../../referrals/case-referrals.tsx'
import { CaseWords } from '../../words/case-words.tsx'
import css from './case-page.module.css'
import { CaseTeam } from './case-team.tsx'
import { History } from './history.tsx'
import { Notes } from './notes.tsx'

type Due = CaseFile['schedule'][number]

/** What comes, what was noted, what happened. */
export function CaseAside({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('cases')
  const { t: log } = useTranslation('log')
  const { can } = useSession()
  const open = file.schedule.filter((step) => !step.done)
  return (
    <aside className={css.aside} aria-label={t('aside.label')}>
      <section>
        <h2>{t('aside.next')}</h2>
        {open.length === 0 ? (
          <p className="muted small">{t(file.item.status === 'closed' ? 'aside.closed' : 'aside.nothing')}</p>
        ) : (
          <ul className={css.steps}>
            {open.map((step) => (
              <li key={step.step}>
                <Step step={step} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <CaseTeam file={file} />
      <CaseReferrals file={file} />
      <CaseWords file={file} />
      <Notes file={file} />
      {can('case.history') && <History file={file} />}
      {can('log.read') && (
        <Link href={`/log/case/${file.item.id}`} className="small">
          {log('case.link')}
        </Link>
      )}
      <EraseAction item={file.item} className={css.erase} />
    </aside>
  )
}

function Step({ step }: { step: Due }): ReactNode {
  const { t } = useTranslation('cases')
  const name = t(`step.${step.step as 'review'}`)
  if (step.overdueDays > 0) {
    return (
      <>
        <b className="late">{name}</b>
        <br />
        {t('aside.late', { day: formatDay(step.dueOn), count: step.overdueDays })}
      </>
    )
  }
  return (
    <>
      <b>{name}</b>
      <br />
      {t('aside.before', { day: formatDay(step.dueOn) })}
    </>
  )
}
