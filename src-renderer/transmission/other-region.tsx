import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

interface OtherRegionProps {
  path: string | null
  /** Name of the office above now. */
  above: string
}

/** Asks another region to certify this office. Until its answer is taken, this office is under the present one. */
export function OtherRegion({ path, above }: OtherRegionProps): ReactNode {
  const { t } = useTranslation('exchange')
  const [open, setOpen] = useState(false)
  const write = useTell('enrolment.writeRequest', ['exchange.', 'enrolment.'])
  if (!open) return <Button onClick={() => setOpen(true)}>{t('region.open')}</Button>
  return (
    <div className="stack-small">
      <p>{t('region.text', { above })}</p>
      <ErrorBox error={write.error} />
      {write.data !== undefined && (
        <Notice kind="good" live>
          {t('region.written', write.data)}
        </Notice>
      )}
      <div className="line">
        <Button
          disabled={path === null}
          busy={write.isPending}
          onClick={() => {
            if (path !== null) write.mutate({ path })
          }}
        >
          {t('region.write')}
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t('keys.close')}
        </Button>
        {path === null && <span className="small muted">{t('enrol.noKey')}</span>}
      </div>
    </div>
  )
}
