import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { useLongWork } from './long-work.ts'

/** Writes what each office needs on the key. */
export function PrepareKey({ path }: { path: string }): ReactNode {
  const { t } = useTranslation('exchange')
  const { busy, reached, error, value, begin, cancel } = useLongWork('exchange.export')
  return (
    <div className="stack-small">
      {busy ? (
        <Progress title={t('export.working')} reached={reached} onCancel={cancel} />
      ) : (
        <div className="line">
          <Button look="main" onClick={() => void begin({ path, officeIds: null })}>
            {t('export.action')}
          </Button>
        </div>
      )}
      <ErrorBox error={error} />
      {value === null ? null : (
        <Notice kind="good" title={t('export.done')} live>
          {value.written.map((each) => (
            <p key={each.file}>{t('export.written', { file: each.file, to: each.to, changes: each.counts.changes })}</p>
          ))}
        </Notice>
      )}
    </div>
  )
}
