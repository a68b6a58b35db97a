import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from './words.tsx'

/** Asks for a certificate of new keys. Nothing changes here until the answer is taken. */
export function RenewKeys({ path }: { path: string | null }): ReactNode {
  const { t } = useTranslation('exchange')
  const [asking, setAsking] = useState(false)
  const renew = useTell('enrolment.renewKeys', ['exchange.', 'enrolment.'])
  if (!asking) {
    return (
      <div className="line">
        <Button onClick={() => setAsking(true)}>{t('keys.open')}</Button>
      </div>
    )
  }
  return (
    <>
      <p>{t('keys.text')}</p>
      <ErrorBox error={renew.error} />
      {renew.data !== undefined && (
        <>
          <Notice kind="good" live>
            {t('keys.written', { file: renew.data.file })}
          </Notice>
          <Words words={renew.data.words} />
        </>
      )}
      <div className="line">
        <Button
          disabled={path === null}
          busy={renew.isPending}
          onClick={() => {
            if (path !== null) renew.mutate({ path })
          }}
        >
          {t('keys.write')}
        </Button>
        <Button look="quiet" onClick={() => setAsking(false)}>
          {t('keys.close')}
        </Button>
        {path === null && <span className="small muted">{t('enrol.noKey')}</span>}
      </div>
    </>
  )
}
