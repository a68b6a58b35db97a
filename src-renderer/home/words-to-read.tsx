import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import css from './home.module.css'

/** Cases on which the office above has said or proposed something that nobody has read. Nothing at all when there is none. */
export function WordsToRead(): ReactNode {
  const { t } = useTranslation('words')
  const { data } = useAsk('words.unread', {})
  if (data === undefined || data.items.length === 0) return null
  const cases = [...Map.groupBy(data.items, ({ caseId }) => caseId).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : { ...first, proposal: [first, ...rest].some(({ proposal }) => proposal) },
  )
  return (
    <Card title={t('home.title')} aside={t('home.aside', { count: cases.length })}>
      <ul className={`${css.rows} ${css.draft}`}>
        {cases.map(({ caseId, code, office, at, proposal }) => (
          <li key={caseId}>
            <span className={css.who}>
              <b className="cut">{code}</b>
              <span className="small muted cut">{proposal ? t('home.proposal', { office }) : office}</span>
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
