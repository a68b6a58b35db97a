import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check } from '../parts/inputs.tsx'
import { toast } from '../parts/toasts.tsx'

type Details = Readonly<Record<string, unknown>>

/** An office below says that one of another has come under it: a person decides, and the bundle can be taken then. */
export function OfficeMoved({ details }: { details: Details }): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  if (!can('enrolment.certify')) return null
  return (
    <>
      {' '}
      <Button onClick={() => setOpen(true)}>{t('moved.open')}</Button>
      {open && <MoveDialog details={details} onClose={() => setOpen(false)} />}
    </>
  )
}

function MoveDialog({ details, onClose }: { details: Details; onClose: () => void }): ReactNode {
  const { t } = useTranslation('exchange')
  const { t: common } = useTranslation()
  const [sure, setSure] = useState(false)
  const move = useTell('enrolment.move', ['exchange.', 'home.'])
  const said = (name: string): string => (typeof details[name] === 'string' ? details[name] : '')
  const names = { office: said('office'), before: said('before'), to: said('to') }
  return (
    <Dialog
      title={t('moved.title', names)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            look="main"
            disabled={!sure}
            busy={move.isPending}
            onClick={() =>
              move.mutate(
                { officeId: said('officeId'), to: said('toId') },
                {
                  onSuccess: (done) => {
                    toast(t('moved.done', done))
                    onClose()
                  },
                },
              )
            }
          >
            {t('moved.action')}
          </Button>
        </>
      }
    >
      <div className="stack-small">
        <ErrorBox error={move.error} />
        <p>{t('moved.text', names)}</p>
        <p>{t('moved.then', names)}</p>
        <Check checked={sure} onChange={setSure}>
          {t('moved.sure', names)}
        </Check>
      </div>
    </Dialog>
  )
}
