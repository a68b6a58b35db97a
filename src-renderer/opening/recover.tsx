import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { Status } from '../../src-main/contract/setup.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { NewPassword } from './new-password.tsx'
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
  if (sheet !== null) return <RecoverySheet sheet={sheet} onDone={onDone} />
  const recover = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      setSheet(await ask('session.recover', { signIn, code, next }))
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <OpeningPage office={status.office?.name}>
      <h1>{t('recover.title')}</h1>
      <form onSubmit={(event) => void recover(event)}>
        <Card padded>
          <div className="stack">
            <TextInput label={t('sign.name')} value={signIn} onChange={setSignIn} required />
            <TextInput label={t('recover.code')} value={code} onChange={setCode} required />
            <NewPassword label={t('recover.next')} value={next} onChange={setNext} names={[signIn]} onFit={setFits} />
            <ErrorBox error={error} />
            <div className="line">
              <Button onClick={onBack} disabled={busy}>
                {common('action.back')}
              </Button>
              <Button type="submit" look="main" busy={busy} disabled={!fits}>
                {t('recover.action')}
              </Button>
            </div>
          </div>
        </Card>
      </form>
    </OpeningPage>
  )
}
