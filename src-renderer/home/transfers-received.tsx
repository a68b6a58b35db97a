import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChildWords } from '../cases/child-line.ts'
import { fullName } from '../cases/child-words.ts'
import { formatDay } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { RiskTag, State } from '../parts/tag.tsx'
import css from './home.module.css'

/** Cases that another office handed over to this one and that wait for an answer. Nothing at all when there is none. */
export function TransfersReceived(): ReactNode {
  const { t } = useTranslation('transfers')
  const { sexOf, ageOf } = useChildWords()
  const { data } = useAsk('transfers.waiting', {})
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card title={t('received.title')} aside={t('received.aside', { count: data.items.length })}>
      <ul className={css.rows}>
        {data.items.map(({ item, from, givenOn, urgent }) => {
          const name = fullName(item) === '' ? item.code : fullName(item)
          const origin = t('received.from', { office: from, day: givenOn === null ? '' : formatDay(givenOn) })
          return (
            <li key={item.id}>
              <RiskTag risk={item.risk} />
              <span className={css.who}>
                <b className="cut">{name}</b>
                <span className="small muted cut">
                  {[sexOf(item), ageOf(item), origin].filter(Boolean).join(' · ')}
                </span>
              </span>
              {urgent ? <State tone="late">{t('received.urgent')}</State> : <span />}
              <ButtonLink to={`/cases/${item.id}`} size="small">
                {t('received.open')} <span className="visually-hidden">{name}</span>
              </ButtonLink>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
