import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Status } from '../../src-main/contract/setup.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { NewPassword } from './new-password.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'

interface RecoverProps {
  status: Status
  signIn: string
  onBack: () => void
  onDone: () => Promise<void>
}

/** A new password by the code of the recovery sheet; a new sheet follows, the used code opens nothing any more. */
export function Recover({ status, signIn: first, onBack, onDone }: RecoverProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const [signIn, setSignIn] = useState(first)
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [fits, setFits] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [sheet, setSheet] = useState<CallOutput<'session.recover'> | null>(null)
  const office = status.office?.name
  const names = useMemo(() => [signIn, office ?? ''], [signIn, office])
  if (sheet !== null) return <RecoverySheet sheet={sheet} next="office" onDone={onDone} />
  const ready = fits && signIn.trim() !== '' && code.trim() !== ''
  const recover = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    setError(null)
    try {
      setSheet(await ask('session.recover', { signIn, code, next }))
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <OpeningPage title={t('recover.title')} office={office} width="middle">
      <div className={css.title}>
        <h1>{t('recover.title')}</h1>
        <p className="muted">{t('recover.text')}</p>
      </div>
      <form noValidate onSubmit={(event) => void recover(event)}>
        <Card padded>
          <TextInput label={t('sign.name')} value={signIn} onChange={setSignIn} autoCapitalize="off" required />
          <TextInput
            label={t('recover.code')}
            help={t('recover.code.help')}
            value={code}
            onChange={setCode}
            autoCapitalize="characters"
            required
          />
          <NewPassword label={t('recover.next')} value={next} onChange={setNext} names={names} onFit={setFits} />
          <ErrorBox error={error} />
          <div className={css.end}>
            {!ready && <span className="small muted">{t('recover.missing')}</span>}
            <Button onClick={onBack} disabled={busy}>
              {common('action.back')}
            </Button>
            <Button type="submit" look="main" busy={busy} disabled={!ready}>
              {t('recover.action')}
            </Button>
          </div>
        </Card>
      </form>
    </OpeningPage>
  )
}
