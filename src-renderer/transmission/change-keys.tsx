import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

/** New keys of a PC above which nobody stands: its present ones certify them. */
export function ChangeKeys(): ReactNode {
  const { t } = useTranslation('exchange')
  const [open, setOpen] = useState(false)
  const change = useTell('enrolment.changeKeys', ['exchange.', 'enrolment.'])
  if (!open) return <Button onClick={() => setOpen(true)}>{t('keys.open')}</Button>
  if (change.data !== undefined) {
    return (
      <Notice kind="good" live>
        {t('keys.top.done')}
      </Notice>
    )
  }
  return (
    <div className="stack-small">
      <p>{t('keys.top.text')}</p>
      <ErrorBox error={change.error} />
      <div className="line">
        <Button busy={change.isPending} onClick={() => change.mutate({})}>
          {t('keys.top.action')}
        </Button>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t('keys.close')}
        </Button>
      </div>
    </div>
  )
}
