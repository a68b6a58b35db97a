import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay, formatMoment } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './people.module.css'
import { useRoleName } from './words.tsx'

type Change = CallOutput<'people.history'>[number]['changes'][number]

/** Members that say nothing to a reader: who did it stands beside, hashes and ids are for the program. */
const silent = /\.(office|by|hash|next)$|^groups\./

/** Who changed what in an account, newest first. */
export function PersonHistory({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useAsk('people.history', { id })
  const words = useChangeWords()
  return (
    <Card title={t('history.title')}>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      <ol className={css.history}>
        {data?.map(({ time, by, changes }) => (
          <li key={`${time} ${JSON.stringify(changes)}`}>
            <span className="small muted">
              {formatMoment(time)} · {by}
            </span>
            <div>
              {changes
                .filter(({ field }) => !silent.test(field))
                .map(words)
                .filter((each) => each !== '')
                .join(' · ')}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function useChangeWords(): (change: Change) => string {
  const { t, i18n } = useTranslation('people')
  const roleName = useRoleName()
  const say = t as unknown as (key: string, values?: object) => string
  const shown = (field: string, value: Change['to']): string => {
    if (typeof value === 'boolean') return say(`history.${value ? 'yes' : 'no'}`)
    const text = String(value)
    if (field === 'account.role') return roleName(text)
    if (text === 'founding') return say('history.founding')
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text) : text
  }
  return ({ field, from, to }) => {
    const key = `history.${field}`
    if (!i18n.exists(key, { ns: 'people' })) return ''
    const label = say(key)
    if (to === null) return say('history.removed', { label })
    if (from === null) return say('history.set', { label, to: shown(field, to) })
    return say('history.changed', { label, from: shown(field, from), to: shown(field, to) })
  }
}
