import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { refresh, useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { OtherLevel } from './other-level.tsx'
import { Words } from './words.tsx'

interface EnrolmentProps {
  path: string | null
  onWritten?: () => void
  /** The level of the office that asks. */
  level?: 'district' | 'region'
  /** It was enrolled before, under an identity that it has no more. */
  renewal?: boolean
  /** Nobody knows it yet: its level may still be corrected. */
  fresh?: boolean
}

/** An office not yet certified: its request for the key, and its ten words for the phone. */
export function Enrolment({
  path,
  onWritten,
  level = 'district',
  renewal = false,
  fresh = false,
}: EnrolmentProps): ReactNode {
  const { t } = useTranslation('exchange')
  const state = useAsk('enrolment.state', {})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [file, setFile] = useState<string | null>(null)
  const write = async (where: string): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      setFile((await ask('enrolment.writeRequest', { path: where })).file)
      onWritten?.()
      await refresh('exchange.', 'enrolment.')
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const writtenAt = state.data?.requestWrittenAt ?? null
  return (
    <Card title={t(renewal ? 'enrol.title.renewal' : `enrol.title.${level}`)} padded>
      <p>{t(renewal ? 'enrol.text.renewal' : `enrol.text.${level}`)}</p>
      {state.data !== undefined && <Words words={state.data.words} />}
      <ErrorBox error={state.error ?? error} />
      {file !== null && (
        <Notice kind="good" live>
          {t('enrol.written', { file })}
        </Notice>
      )}
      <div className="line">
        <Button
          look={file === null ? 'main' : 'plain'}
          disabled={path === null}
          busy={busy}
          onClick={() => {
            if (path !== null) void write(path)
          }}
        >
          {t(file === null && writtenAt === null ? 'enrol.write' : 'enrol.writeAgain')}
        </Button>
        <span className="small muted">
          {path === null
            ? t('enrol.noKey')
            : file === null && writtenAt !== null && t('enrol.writtenAt', { when: formatWhen(writtenAt) })}
        </span>
      </div>
      {fresh && <OtherLevel level={level} />}
    </Card>
  )
}
