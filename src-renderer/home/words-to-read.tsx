import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import css from './home.module.css'

/** Cases on which the office above has said something that nobody has read. Nothing at all when there is none. */
export function WordsToRead(): ReactNode {
  const { t } = useTranslation('words')
  const { data } = useAsk('words.unread', {})
  if (data === undefined || data.items.length === 0) return null
  const cases = [...new Map(data.items.map((each) => [each.caseId, each])).values()]
  return (
    <Card title={t('home.title')} aside={t('home.aside', { count: cases.length })}>
      <ul className={`${css.rows} ${css.draft}`}>
        {cases.map(({ caseId, code, office, at }) => (
          <li key={caseId}>
            <span className={css.who}>
              <b className="cut">{code}</b>
              <span className="small muted cut">{office}</span>
            </span>
            <span className="small muted">{formatWhen(at)}</span>
            <ButtonLink to={`/cases/${caseId}`} size="small">
              {t('home.open')} <span className="visually-hidden">{code}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
