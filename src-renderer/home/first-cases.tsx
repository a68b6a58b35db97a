import { ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useChildWords } from '../cases/child-line.ts'
import { formatDay } from '../language/format.ts'
import { useSession } from '../office/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { RiskTag } from '../parts/tag.tsx'
import css from './home.module.css'

const shown = 12

/** My open cases, the most pressing first. */
export function FirstCases({ summary }: { summary: CallOutput<'home.summary'> }): ReactNode {
  const { t } = useTranslation('home')
  const { can } = useSession()
  const { overdue } = summary.mine
  return (
    <Card
      title={t('first.title')}
      aside={overdue > 0 ? t('first.aside', { count: overdue }) : undefined}
      actions={
        summary.first.length > 0 ? (
          <Link href="/cases?mine=1" className="small">
            {t('first.all')}
          </Link>
        ) : undefined
      }
    >
      {summary.first.length === 0 ? (
        <Empty
          icon={<ListChecks aria-hidden="true" />}
          title={t('first.none')}
          action={can('case.create') ? <ButtonLink to="/cases/new">{t('register')}</ButtonLink> : undefined}
        >
          {t('first.none.text')}
        </Empty>
      ) : (
        <ul className={css.rows}>
          {summary.first.slice(0, shown).map((item) => (
            <FirstCase key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** "Aminata O.", or the code for who may not know names: enough to know her by, not enough for whoever passes behind the screen. */
const shortName = (item: CaseItem): string =>
  item.familyName === '' ? item.givenNames || item.code : `${item.givenNames} ${item.familyName.charAt(0)}.`

function FirstCase({ item }: { item: CaseItem }): ReactNode {
  const { t } = useTranslation('home')
  const { t: common } = useTranslation()
  const name = shortName(item)
  const { ageOf } = useChildWords()
  const facts = [ageOf(item), item.code].filter((fact) => fact !== '' && fact !== name)
  return (
    <li>
      <span>
        <RiskTag risk={item.risk} />
      </span>
      <span className={css.who}>
        <span className={css.child}>
          <b className="cut">{name}</b> <span className="muted">{facts.join(' · ')}</span>
        </span>
        <span className="small cut">
          {item.dueOn === null ? t('due.none') : t('due.first')}
          {item.communeLabel !== '' && <span className="muted"> · {item.communeLabel}</span>}
        </span>
      </span>
      <Due item={item} />
      <ButtonLink to={`/cases/${item.id}`} size="small" label={`${common('action.open')} ${name} ${item.code}`}>
        {common('action.open')}
      </ButtonLink>
    </li>
  )
}

function Due({ item }: { item: CaseItem }): ReactNode {
  const { t } = useTranslation('home')
  if (item.dueOn === null) return <span />
  if (item.overdueDays > 0) return <span className="small late">{t('due.late', { count: item.overdueDays })}</span>
  return <span className="small">{t('due.on', { day: formatDay(item.dueOn) })}</span>
}
