import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../src-main/contract/errors.ts'
import type { FoundBundle } from '../../src-main/contract/exchange.ts'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { OfficeError } from '../office/client.ts'
import { useErrorText } from '../office/error-text.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { State } from '../parts/tag.tsx'
import { Answers } from './answers.tsx'
import { useLongWork } from './long-work.ts'
import { Requests } from './requests.tsx'

/** What lies on the key, each in one line, and one button that takes all. */
export function Found({ path }: { path: string }): ReactNode {
  const { t } = useTranslation('exchange')
  const { data, error } = useAsk('exchange.scan', { path })
  const work = useLongWork('exchange.import')
  if (data === undefined) return <ErrorBox error={error} />
  const ready = data.bundles
    .filter((bundle) => bundle.state === 'ready' || bundle.state === 'gap')
    .map((each) => each.file)
  const { wary } = data
  return (
    <>
      {wary.autorun || wary.shortcuts > 0 || wary.programs > 0 ? (
        <Notice kind="warn" title={t('wary.title')}>
          {t('wary.text')}
        </Notice>
      ) : null}
      <Requests path={path} requests={data.requests} />
      <Answers path={path} answers={data.answers} />
      <Card
        title={t('found.title')}
        actions={
          ready.length > 0 && !work.busy ? (
            <Button look="main" onClick={() => void work.begin({ path, files: ready })}>
              {t('import.all')}
            </Button>
          ) : undefined
        }
      >
        {data.bundles.length === 0 ? (
          <Empty title={t('found.none')}>{t('found.none.text')}</Empty>
        ) : (
          <Lines bundles={data.bundles} />
        )}
      </Card>
      {work.busy ? <Progress title={t('import.working')} reached={work.reached} onCancel={work.cancel} /> : null}
      <ErrorBox error={work.error} />
      {work.value === null ? null : <Results results={work.value.results} />}
    </>
  )
}

const tones = { ready: 'good', taken: 'plain', 'other-office': 'plain', gap: 'warn', refused: 'late' } as const

function Lines({ bundles }: { bundles: readonly FoundBundle[] }): ReactNode {
  const { t } = useTranslation('exchange')
  const say = useReason()
  return (
    <table className="table">
      <tbody>
        {bundles.map((bundle) => (
          <tr key={bundle.file}>
            <th scope="row">
              {bundle.from === null ? bundle.file : `${bundle.from.name} · n° ${bundle.number ?? ''}`}
            </th>
            <td>
              {bundle.counts === null
                ? ''
                : bundle.counts.changes === 0
                  ? t('found.nothing')
                  : t('found.line', { newCases: bundle.counts.newCases, changes: bundle.counts.changes })}{' '}
              {bundle.period === null ? null : (
                <span className="muted">
                  {t('found.period', { from: formatDay(bundle.period.from), to: formatDay(bundle.period.to) })}
                </span>
              )}
              {bundle.error === null ? null : <p className="small">{say(bundle.error)}</p>}
            </td>
            <td>
              <State tone={tones[bundle.state]}>{t(`state.${bundle.state}`)}</State>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useReason(): (error: { code: string; details: Record<string, unknown> }) => string {
  const text = useErrorText()
  return ({ code, details }) => text(new OfficeError(code as ErrorCode, details as OfficeError['details']))
}

function Results({ results }: { results: CallOutput<'exchange.import'>['results'] }): ReactNode {
  const { t } = useTranslation('exchange')
  const say = useReason()
  return (
    <Notice kind={results.some((each) => each.outcome === 'refused') ? 'warn' : 'good'} live>
      {results.map((each) => (
        <p key={each.file}>
          {each.outcome === 'refused' && each.error !== null
            ? `${each.file} · ${say(each.error)}`
            : each.outcome === 'already'
              ? t('import.already', { file: each.file })
              : t('import.applied', {
                  file: each.file,
                  newCases: each.counts?.newCases ?? 0,
                  changes: each.counts?.changes ?? 0,
                })}
        </p>
      ))}
    </Notice>
  )
}
