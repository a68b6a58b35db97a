import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonItem } from '../../src-main/contract/people.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'

interface ReopenDialogProps {
  person: PersonItem
  onClose: () => void
  onPassword: (password: string) => void
}

/** Gives an ended account again, on a new basis and with a temporary password. */
export function ReopenDialog({ person, onClose, onPassword }: ReopenDialogProps): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const reopen = useTell('people.reopen', ['people.'])
  const [basis, setBasis] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (basis.trim() === '') return
    reopen.mutate({ id: person.id, basis }, { onSuccess: (made) => onPassword(made.password) })
  }
  return (
    <Dialog
      title={t('reopen.title', { name: person.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" form="reopen-form" look="main" busy={reopen.isPending} disabled={basis.trim() === ''}>
            {t('reopen.action')}
          </Button>
        </>
      }
    >
      <form id="reopen-form" className="stack" noValidate onSubmit={submit}>
        <p>{t('reopen.text')}</p>
        <TextInput
          label={t('field.basis')}
          help={t('field.basis.help')}
          value={basis}
          maxLength={200}
          onChange={setBasis}
          data-first
          required
        />
        <ErrorBox error={reopen.error} />
      </form>
    </Dialog>
  )
}
