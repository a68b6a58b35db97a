import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '../../src-main/contract/log.ts'
import { formatDay, formatNumber } from '../language/format.ts'
import { classes } from '../parts/classes.ts'
import { type EntryWords, useEntryWords } from './entry-words.ts'
import css from './log.module.css'
import { formatSecond } from './second.ts'

const grave: ReadonlySet<string> = new Set(['refused', 'session.failed', 'bundle.refused', 'case.break-glass'])

/** Lines of the log, one a row. `withSubject` is off where all are about one file. */
export function LogTable({
  entries,
  label,
  withSubject = true,
}: {
  entries: readonly LogEntry[]
  label: string
  withSubject?: boolean
}): ReactNode {
  const { t } = useTranslation('log')
  const words = useEntryWords()
  return (
    <table className={classes('table', 'dense', css.table)} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column.at')}</th>
          <th scope="col">{t('column.person')}</th>
          <th scope="col">{t('column.act')}</th>
          {withSubject && <th scope="col">{t('column.subject')}</th>}
          <th scope="col" className={css.screen}>
            {t('column.screen')}
          </th>
          <th scope="col" className="numbers">
            {t('column.n')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.n} entry={entry} words={words} withSubject={withSubject} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ entry, words, withSubject }: { entry: LogEntry; words: EntryWords; withSubject: boolean }): ReactNode {
  const { t } = useTranslation('log')
  const { n, at, person, act, subject, screen, why } = entry
  const details = words.details(entry)
  return (
    <tr>
      <td className="nowrap">
        {formatDay(at)} <span className={css.time}>{formatSecond(at)}</span>
      </td>
      <td className={css.person}>{person === '' ? <span className="muted">{t('unknown')}</span> : person}</td>
      <td>
        <span className={grave.has(act) ? 'late' : undefined}>{words.act(act)}</span>
        {details !== '' && <span className={classes('small muted', css.details)}>{details}</span>}
        {why !== null && <span className={classes('small', css.details)}>{t('why', { why })}</span>}
      </td>
      {withSubject && (
        <td>
          {subject?.name !== '' && subject?.name}{' '}
          <span className={subject?.name === '' ? undefined : 'small muted nowrap'}>{subject?.label}</span>
        </td>
      )}
      <td className={css.screen}>{words.screen(screen)}</td>
      <td className="numbers muted small">{formatNumber(n)}</td>
    </tr>
  )
}
