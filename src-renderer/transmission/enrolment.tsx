import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

/** An office not yet certified: its ten words, and its request for the key. */
export function Enrolment({ path }: { path: string | null }): ReactNode {
  const { t } = useTranslation('exchange')
  const state = useAsk('enrolment.state', {})
  const write = useTell('enrolment.writeRequest', ['exchange.', 'enrolment.'])
  return (
    <Card title={t('enrol.title')} padded>
      <div className="stack-small">
        <p>{t('enrol.text')}</p>
        <p className="words">{state.data?.words.join(' ')}</p>
        <ErrorBox error={state.error ?? write.error} />
        <div className="line">
          <Button
            look="main"
            disabled={path === null}
            busy={write.isPending}
            onClick={() => {
              if (path !== null) write.mutate({ path })
            }}
          >
            {t('enrol.write')}
          </Button>
        </div>
        {write.data === undefined ? null : (
          <Notice kind="good" live>
            {t('enrol.written', { file: write.data.file })}
          </Notice>
        )}
      </div>
    </Card>
  )
}
