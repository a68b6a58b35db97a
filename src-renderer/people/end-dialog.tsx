import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonItem } from '../../src-main/contract/people.ts'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { ask } from '../office/client.ts'
import { refresh } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { toast } from '../parts/toasts.tsx'

interface EndDialogProps {
  person: PersonItem
  onClose: () => void
  /** The account is ended as the outcome of its review. */
  reviewing?: boolean
}

/** Ends an account for a reason, and gives the file another key; cases are handed over first. */
export function EndDialog({ person, onClose, reviewing = false }: EndDialogProps): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const [reason, setReason] = useState('')
  const [reached, setReached] = useState<Reached | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { id, name, openCases } = person
  const end = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '' || busy || openCases > 0) return
    setBusy(true)
    setError(null)
    try {
      const watch = { onProgress: setReached }
      if (reviewing) await ask('people.review', { id, outcome: 'ended', reason }, watch)
      else await ask('people.end', { id, reason }, watch)
      toast(t('end.done', { name }))
      onClose()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
      await refresh('people.', 'home.')
    }
  }
  return (
    <Dialog
      title={t('end.title', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common('action.cancel')}
          </Button>
          <Button
            type="submit"
            form="end-form"
            look="danger"
            busy={busy}
            disabled={openCases > 0 || reason.trim() === ''}
          >
            {t('end.confirm', { signIn: person.signIn })}
          </Button>
        </>
      }
    >
      <form id="end-form" className="stack" noValidate onSubmit={(event) => void end(event)}>
        <p>{t('end.text')}</p>
        {openCases > 0 && (
          <Notice
            kind="warn"
            actions={
              <ButtonLink to="/people/caseload" size="small">
                {t('end.handOver')}
              </ButtonLink>
            }
          >
            {t('end.cases', { count: openCases })}
          </Notice>
        )}
        <TextInput
          label={t('end.reason')}
          help={t('end.reason.help')}
          value={reason}
          maxLength={200}
          onChange={setReason}
          data-first
          required
        />
        {busy && <Progress title={t('end.working')} reached={reached} step={t('end.working.text')} />}
        <ErrorBox error={error} />
      </form>
    </Dialog>
  )
}
