import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useChildWords } from '../cases/child-line.ts'
import { fullName } from '../cases/child-words.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { RiskTag, State } from '../parts/tag.tsx'
import { AssignDialog } from '../teams/assign/assign-dialog.tsx'
import css from './home.module.css'

type Waiting = CallOutput<'assign.waiting'>['items'][number]

const shown = 6

/** Open cases that nobody follows, the most pressing first. Nothing at all when there is none. */
export function WaitingCases(): ReactNode {
  const { t } = useTranslation('teams')
  const { data } = useAsk('assign.waiting', {})
  const [giving, setGiving] = useState<readonly string[] | null>(null)
  if (data === undefined || data.total === 0) return null
  return (
    <Card
      title={t('waiting.title')}
      aside={t('waiting.aside', { count: data.total })}
      actions={
        data.items.length > 1 && (
          <Button size="small" onClick={() => setGiving(data.items.map(({ item }) => item.id))}>
            {t('assign.title', { count: data.items.length })}
          </Button>
        )
      }
    >
      <ul className={css.rows}>
        {data.items.slice(0, shown).map((each) => (
          <Row key={each.item.id} waiting={each} onGive={() => setGiving([each.item.id])} />
        ))}
      </ul>
      {giving !== null && (
        <AssignDialog
          selection={{ cases: [...giving] }}
          title={t('assign.title', { count: giving.length })}
          onClose={() => setGiving(null)}
        />
      )}
    </Card>
  )
}

function Row({ waiting, onGive }: { waiting: Waiting; onGive: () => void }): ReactNode {
  const { t } = useTranslation('teams')
  const { sexOf, ageOf } = useChildWords()
  const { item, hours, allowed, late, left } = waiting
  const name = fullName(item) === '' ? item.code : fullName(item)
  const words = late
    ? hours < 48
      ? t('waiting.late', { count: hours })
      : t('waiting.days', { count: Math.floor(hours / 24) })
    : t('waiting.within', { count: allowed - hours })
  return (
    <li>
      <RiskTag risk={item.risk} />
      <span className={css.who}>
        <Link href={`/cases/${item.id}`} className="cut">
          <b>{name}</b>
        </Link>
        <span className="small muted cut">
          {[sexOf(item), ageOf(item), left === '' ? '' : t('waiting.left', { name: left })]
            .filter((each) => each !== '')
            .join(' · ')}
        </span>
      </span>
      <State tone={late ? 'late' : 'warn'}>{words}</State>
      <Button size="small" aria-label={`${t('case.assign')} ${name}`} onClick={onGive}>
        {t('assign.action')}
      </Button>
    </li>
  )
}
