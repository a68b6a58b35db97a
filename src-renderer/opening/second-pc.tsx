import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatWhen } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { refresh, useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { JoinOffice } from './join-office.tsx'
import { NewPassword } from './new-password.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import { RequestToWrite } from './request-to-write.tsx'

interface SecondPcProps {
  onBack: () => void
  onDone: () => Promise<void>
}

/** This PC becomes a further one of an office that exists: it asks, carries the key to the first PC, and comes back with the office. */
export function SecondPc({ onBack, onDone }: SecondPcProps): ReactNode {
  const state = useAsk('secondPc.state', {})
  const [again, setAgain] = useState(false)
  const [sheet, setSheet] = useState<CallOutput<'secondPc.join'> | null>(null)
  if (sheet !== null) return <RecoverySheet sheet={sheet} next="office" onDone={onDone} />
  const request = state.data?.request ?? null
  if (request === null || again) return <NewRequest onBack={onBack} onMade={() => setAgain(false)} />
  return <Carrying request={request} onAgain={() => setAgain(true)} onBack={onBack} onJoined={setSheet} />
}

const noNames: readonly string[] = []

function NewRequest({ onBack, onMade }: { onBack: () => void; onMade: () => void }): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const [password, setPassword] = useState('')
  const [fits, setFits] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!fits || busy) return
    setBusy(true)
    setError(null)
    try {
      await ask('secondPc.ask', { password })
      await refresh('secondPc.')
      onMade()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <OpeningPage title={t('second.title')} width="middle">
      <div className={css.title}>
        <h1>{t('second.title')}</h1>
        <p className="muted">{t('second.lead')}</p>
      </div>
      <form noValidate onSubmit={(event) => void make(event)}>
        <Card padded>
          <ol className={css.path}>
            <li>{t('second.path.ask')}</li>
            <li>{t('second.path.give')}</li>
            <li>{t('second.path.join')}</li>
          </ol>
          <NewPassword
            label={t('second.password')}
            value={password}
            onChange={setPassword}
            names={noNames}
            onFit={setFits}
          />
          <p className="small muted">{t('second.password.help')}</p>
          <ErrorBox error={error} />
          <div className={css.end}>
            {!fits && <span className="small muted">{t('second.missing')}</span>}
            <Button onClick={onBack} disabled={busy}>
              {common('action.back')}
            </Button>
            <Button type="submit" look="main" busy={busy} disabled={!fits}>
              {t('second.make')}
            </Button>
          </div>
        </Card>
      </form>
    </OpeningPage>
  )
}

interface CarryingProps {
  request: NonNullable<CallOutput<'secondPc.state'>['request']>
  onAgain: () => void
  onBack: () => void
  onJoined: (sheet: CallOutput<'secondPc.join'>) => void
}

/** The request goes on a key, its words are compared on the first PC, and the key comes back with the office. */
function Carrying({ request, onAgain, onBack, onJoined }: CarryingProps): ReactNode {
  const { t } = useTranslation('setup')
  const [path, setPath] = useState<string | null>(null)
  const write = useTell('secondPc.write', [])
  return (
    <OpeningPage title={t('second.title')} width="middle">
      <div className={css.title}>
        <h1>{t('second.title')}</h1>
        <p className="muted">{t('second.made', { when: formatWhen(request.writtenAt) })}</p>
      </div>
      <Card title={t('region.key')} padded>
        <DrivePicker value={path} onChange={setPath} forWriting locked />
      </Card>
      {path !== null && <JoinOffice path={path} onJoined={onJoined} />}
      <RequestToWrite
        title={t('second.words')}
        text={t('second.words.text')}
        words={request.words}
        path={path}
        file={write.data?.file ?? null}
        busy={write.isPending}
        error={write.error}
        onWrite={(where) => write.mutate({ path: where })}
        onAgain={onAgain}
        onBack={onBack}
      />
    </OpeningPage>
  )
}
