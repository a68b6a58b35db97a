import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { NewPassword } from '../opening/new-password.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PasswordInput } from '../parts/inputs.tsx'
import { toast } from '../parts/toasts.tsx'

/** One's own password. */
export function PasswordCard(): ReactNode {
  const { t } = useTranslation('settings')
  const { session } = useSession()
  const [open, setOpen] = useState(false)
  if (session.office.training) return null
  return (
    <Card title={t('password.title')} padded>
      <div>
        <Button onClick={() => setOpen(true)}>{t('password.change')}</Button>
      </div>
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </Card>
  )
}

function PasswordDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const change = useTell('session.changePassword')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [fits, setFits] = useState(false)
  const { name, signIn, office } = session
  const names = useMemo(() => [name, signIn, office.name], [name, signIn, office.name])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!fits || current === '') return
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          toast(t('password.done'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t('password.change')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" form="password-form" look="main" busy={change.isPending} disabled={!fits}>
            {t('password.change')}
          </Button>
        </>
      }
    >
      <form id="password-form" className="stack" noValidate onSubmit={submit}>
        <PasswordInput label={t('password.current')} value={current} onChange={setCurrent} required data-first />
        <NewPassword label={t('password.next')} value={next} onChange={setNext} names={names} onFit={setFits} />
        <ErrorBox error={change.error} />
      </form>
    </Dialog>
  )
}
