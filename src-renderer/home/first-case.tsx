import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseItem } from '../../src-main/contract/cases.ts'
import { formatAge, formatDay } from '../language/format.ts'
import { RiskTag } from '../parts/tag.tsx'
import css from './home.module.css'

/** One of the cases that come first: who, and what is due. */
export function FirstCase({ item }: { item: CaseItem }): ReactNode {
  const { t } = useTranslation('home')
  const late = item.overdueDays > 0
  const due =
    item.dueOn === null
      ? t('due.none')
      : late
        ? t('due.late', { count: item.overdueDays })
        : t('due.on', { day: formatDay(item.dueOn) })
  return (
    <Link href={`/cases/${item.id}`} className={css.row}>
      <RiskTag risk={item.risk} />
      <span className="cut">
        <strong>
          {item.givenNames} {item.familyName}
        </strong>{' '}
        <span className="muted">
          {item.age === null ? '' : `${formatAge(item.age)} · `}
          {item.code}
        </span>
      </span>
      <span className={late ? 'small late nowrap' : 'small nowrap'}>{due}</span>
    </Link>
  )
}
