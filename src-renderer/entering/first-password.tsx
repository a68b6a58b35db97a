import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { NewPassword } from '../opening/new-password.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput } from '../parts/inputs.tsx'
import css from './entering.module.css'

/** In place of the temporary password, one that nobody else has ever seen. */
export function FirstPassword({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('entering')
  const { session } = useSession()
  const change = useTell('session.changePassword')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [fits, setFits] = useState(false)
  const { name, signIn, office } = session
  const names = useMemo(() => [name, signIn, office.name], [name, signIn, office.name])
  const ready = fits && current !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) change.mutate({ current, next }, { onSuccess: () => void onDone() })
  }
  return (
    <form noValidate onSubmit={submit}>
      <Card title={t('password.title')} padded>
        <p className="muted">{t('password.text')}</p>
        <PasswordInput label={t('password.temporary')} value={current} onChange={setCurrent} autoFocus required />
        <NewPassword label={t('password.next')} value={next} onChange={setNext} names={names} onFit={setFits} />
        <ErrorBox error={change.error} />
        <div className={css.foot}>
          {!ready && <span className="small muted">{t('password.missing')}</span>}
          <Button type="submit" look="main" size="large" busy={change.isPending} disabled={!ready}>
            {t('password.action')}
          </Button>
        </div>
      </Card>
    </form>
  )
}
