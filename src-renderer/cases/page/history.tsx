import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile, HistoryEntry } from '../../../src-main/contract/cases.ts'
import { formatWhen } from '../../language/format.ts'
import { useAsk } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import css from './case-page.module.css'
import { useHistoryWords } from './history-words.ts'

const firstShown = 12
const more = 40
/** Changes of one saving that are told at once; the rest on demand. */
const shownItems = 3

/** What happened: who, when, which answer from what to what. */
export function History({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('cases')
  const [limit, setLimit] = useState(firstShown)
  const { data, error, refetch } = useAsk('cases.history', { id: file.item.id, offset: 0, limit }, { keep: true })
  const wordsOf = useHistoryWords(data?.entries ?? [])
  return (
    <section>
      <h2>{t('history.title')}</h2>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      <ol className={css.events}>
        {data?.entries.map((entry) => (
          <Entry key={`${entry.replica} ${entry.seq}`} entry={entry} lines={wordsOf(entry)} />
        ))}
      </ol>
      {data !== undefined && data.total > data.entries.length && limit < 200 && (
        <Button size="small" look="quiet" onClick={() => setLimit(Math.min(200, limit + more))}>
          {t('history.more')}
        </Button>
      )}
    </section>
  )
}

function Entry({ entry, lines }: { entry: HistoryEntry; lines: readonly string[] }): ReactNode {
  const { t } = useTranslation('cases')
  const opened = entry.items.filter((item) => item.kind === 'case-opened' || item.kind === 'form-opened').length
  const shown = opened > 0 ? opened : shownItems
  const rest = lines.slice(shown)
  const line = (text: string, index: number): ReactNode => <li key={`${index} ${text}`}>{text}</li>
  const when = formatWhen(entry.time)
  return (
    <li>
      <b>{when.charAt(0).toUpperCase() + when.slice(1)}</b>
      <ul>{lines.slice(0, shown).map(line)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t('history.rest', { count: rest.length })}</summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
      {entry.reserved > 0 && <p className="muted small">{t('history.reserved', { count: entry.reserved })}</p>}
      <span className="muted">{[entry.person, entry.office].filter((each) => each !== '').join(', ')}</span>
    </li>
  )
}
