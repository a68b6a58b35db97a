import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Status } from '../../src-main/contract/setup.ts'
import { formatWhen } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { rememberPerson } from '../office/last-person.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput } from '../parts/inputs.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import { RequestToWrite } from './request-to-write.tsx'

interface RegionAnswerProps {
  status: Status
  request: NonNullable<CallOutput<'recovery.state'>['request']>
  onAgain: () => void
  onBack: () => void
  onDone: () => Promise<void>
}

/** A request is made: it goes on a key, its words are read over the phone, its answer opens the office. */
export function RegionAnswer({ status, request, onAgain, onBack, onDone }: RegionAnswerProps): ReactNode {
  const { t } = useTranslation('setup')
  const [path, setPath] = useState<string | null>(null)
  const [file, setFile] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [sheet, setSheet] = useState<CallOutput<'recovery.open'> | null>(null)
  if (sheet !== null) return <RecoverySheet sheet={sheet} next="office" onDone={onDone} />
  const write = async (where: string): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      setFile((await ask('recovery.write', { path: where })).file)
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <OpeningPage title={t('region.title')} office={status.office?.name} width="middle">
      <div className={css.title}>
        <h1>{t('region.title')}</h1>
        <p className="muted">{t('region.made', { name: request.name, when: formatWhen(request.writtenAt) })}</p>
      </div>
      <Card title={t('region.key')} padded>
        <DrivePicker value={path} onChange={setPath} forWriting locked />
      </Card>
      {path !== null && <Answered path={path} signIn={request.signIn} onOpened={setSheet} />}
      <RequestToWrite
        title={t('region.words')}
        text={t('region.words.text')}
        words={request.words}
        path={path}
        file={file}
        busy={busy}
        error={error}
        onWrite={(where) => void write(where)}
        onAgain={onAgain}
        onBack={onBack}
      />
    </OpeningPage>
  )
}

interface AnsweredProps {
  path: string
  signIn: string
  onOpened: (sheet: CallOutput<'recovery.open'>) => void
}

/** The answer lies on the key: with the password chosen for the request it opens. */
function Answered({ path, signIn, onOpened }: AnsweredProps): ReactNode {
  const { t } = useTranslation('setup')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const found = useAsk('recovery.answers', { path }, { every: 3000 })
  const answer = found.data?.answers[0]
  if (answer === undefined) return <ErrorBox error={found.error} />
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy || password === '') return
    setBusy(true)
    setError(null)
    try {
      const sheet = await ask('recovery.open', { path, file: answer.file, password })
      rememberPerson(signIn)
      onOpened(sheet)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void open(event)}>
      <Card title={t('region.answer', { office: answer.office.name })} padded>
        <p>{t('region.answer.text')}</p>
        <PasswordInput label={t('region.password')} value={password} onChange={setPassword} />
        <ErrorBox error={error} />
        <div className="line">
          <Button type="submit" look="main" busy={busy} disabled={password === ''}>
            {t('region.open')}
          </Button>
          {password === '' && <span className="small muted">{t('region.password.missing')}</span>}
        </div>
      </Card>
    </form>
  )
}
