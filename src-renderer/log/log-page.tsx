import { ChevronLeft, ChevronRight, Printer, ScrollText } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintHead } from '../cases/page/print-head.tsx'
import { formatNumber } from '../language/format.ts'
import { usePrint } from '../office/print.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Archives } from './archives.tsx'
import css from './log.module.css'
import { LogFilterBar, type LogView } from './log-filters.tsx'
import { LogTable } from './log-table.tsx'
import { useVerify, VerifyButton, VerifyOutcome } from './verify.tsx'

const pageSize = 100

/** The access log: newest first, a page at a time, whatever its length. */
export function LogPage(): ReactNode {
  const { t } = useTranslation('log')
  const [view, setView] = useState<LogView>({ filters: {}, archive: null })
  const about = useAsk('log.about', {})
  const check = useVerify()
  const { print } = usePrint('log')
  const lines =
    about.data === undefined
      ? undefined
      : t('lines', { count: about.data.lines, lines: formatNumber(about.data.lines) })
  return (
    <>
      <PrintHead code={t('title')} />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <Button icon={<Printer aria-hidden="true" />} onClick={print}>
              {t('print')}
            </Button>
            <VerifyButton check={check} />
          </>
        }
      />
      <div className="stack">
        <VerifyOutcome check={check} />
        <ErrorBox error={about.error} onRetry={() => void about.refetch()} />
        <LogFilterBar view={view} change={setView} about={about.data} />
        <Lines key={JSON.stringify(view)} view={view} aside={lines} />
        {about.data !== undefined && (
          <Archives about={about.data} see={(archive) => setView({ filters: {}, archive })} />
        )}
      </div>
    </>
  )
}

/** Pages by the number of their first line: the newest has none above it. */
function Lines({ view, aside }: { view: LogView; aside: string | undefined }): ReactNode {
  const { t } = useTranslation('log')
  const [above, setAbove] = useState<readonly number[]>([])
  const before = above.at(-1) ?? null
  const page = useAsk('log.page', { ...view, before, limit: pageSize }, { keep: true })
  if (page.data === undefined) return <ErrorBox error={page.error} onRetry={() => void page.refetch()} />
  const { entries, older } = page.data
  const first = entries[0]
  const last = entries.at(-1)
  if (first === undefined || last === undefined) {
    return (
      <Card>
        <Empty icon={<ScrollText aria-hidden="true" />} title={t('empty.title')}>
          {t('empty.text')}
        </Empty>
      </Card>
    )
  }
  return (
    <Card title={`${formatNumber(first.n)} – ${formatNumber(last.n)}`} aside={aside} className={css.lines}>
      <LogTable entries={entries} label={t('table')} />
      <div className={css.pages}>
        <Button
          icon={<ChevronLeft aria-hidden="true" />}
          disabled={above.length === 0}
          onClick={() => setAbove(above.slice(0, -1))}
        >
          {t('newer')}
        </Button>
        <Button
          icon={<ChevronRight aria-hidden="true" />}
          disabled={older === null}
          onClick={() => older !== null && setAbove([...above, older])}
        >
          {t('older')}
        </Button>
      </div>
    </Card>
  )
}
