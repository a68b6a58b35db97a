import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check, TextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Words } from './words.tsx'

type Request = CallOutput<'recovery.requests'>['requests'][number]

/** Offices below that have lost every password and ask this one to open them. */
export function RecoveryRequests({ path }: { path: string }): ReactNode {
  const { can } = useSession()
  const allowed = can('vault.recover-others')
  const found = useAsk('recovery.requests', { path }, { enabled: allowed })
  if (!allowed) return null
  return (
    <>
      <ErrorBox error={found.error} />
      {(found.data?.requests ?? []).map((request) => (
        <OneRequest key={request.file} path={path} request={request} />
      ))}
    </>
  )
}

function OneRequest({ path, request }: { path: string; request: Request }): ReactNode {
  const { t } = useTranslation('exchange')
  const [same, setSame] = useState(false)
  const [reason, setReason] = useState('')
  const answer = useTell('recovery.answer', ['recovery.'])
  const { office, person, words, file, ours } = request
  const ready = same && reason.trim().length >= 10
  return (
    <Card title={t('recovery.title', { office: office.name, code: office.code })} padded>
      <p>{t('recovery.asks', { person, when: formatWhen(request.writtenAt) })}</p>
      <blockquote className="muted">{request.reason}</blockquote>
      {!ours && <Notice kind="warn">{t('recovery.notOurs')}</Notice>}
      {ours && (
        <>
          <Notice kind="warn">{t('recovery.danger', { person, office: office.name })}</Notice>
          <Words words={words} />
          <Check checked={same} onChange={setSame}>
            {t('recovery.same', { person })}
          </Check>
          <TextInput
            label={t('recovery.reason')}
            help={t('recovery.reason.help')}
            value={reason}
            maxLength={300}
            onChange={setReason}
            required
          />
          <ErrorBox error={answer.error} />
          {answer.data !== undefined && (
            <Notice kind="good" live>
              {t('recovery.done', { file: answer.data.file })}
            </Notice>
          )}
          <div className="line">
            <Button
              look="main"
              disabled={!ready}
              busy={answer.isPending}
              onClick={() => answer.mutate({ path, file, words, reason })}
            >
              {t('recovery.action', { person })}
            </Button>
            {!ready && <span className="small muted">{t('recovery.why')}</span>}
          </div>
        </>
      )}
    </Card>
  )
}
