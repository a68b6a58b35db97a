import { Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../../src-main/contract/index.ts'
import { useAsk } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { LongTextInput } from '../../parts/inputs.tsx'
import { Progress } from '../../parts/progress.tsx'
import { PersonPicker } from '../person-picker.tsx'
import css from '../teams.module.css'
import { LoadsAfter } from './loads-after.tsx'
import { useGiving } from './use-giving.ts'

export type Selection = CallInput<'assign.give'>['selection']

interface AssignDialogProps {
  readonly selection: Selection
  readonly title: string
  /** Somebody who cannot be chosen: who gives the cases up. */
  readonly except?: string
  readonly onClose: () => void
}

/** To whom cases go, with what everybody will have then. */
export function AssignDialog({ selection, title, except, onClose }: AssignDialogProps): ReactNode {
  const { t } = useTranslation('teams')
  const { t: common } = useTranslation()
  const [to, setTo] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const people = useAsk('assign.people', {})
  const preview = useAsk('assign.preview', { selection, to: [...to] }, { enabled: to.length > 0, keep: true })
  const giving = useGiving(onClose)
  const mark = people.data?.casesPerWorker ?? 0
  const able = (people.data?.people ?? []).filter(({ id, holds }) => holds && id !== except)
  const count = to.length === 0 ? 0 : (preview.data?.cases ?? 0)
  const name = able.find(({ id }) => id === to[0])?.name ?? ''
  const label = to.length > 1 ? t('assign.share', { count, people: to.length }) : t('assign.do', { count, name })
  if (giving.running) {
    return (
      <Dialog title={title} onClose={giving.cancel}>
        <Progress title={t('assign.running')} reached={giving.reached} onCancel={giving.cancel} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width="wide"
      footer={
        <>
          {to.length === 0 && able.length > 0 && <span className="muted small grow">{t('assign.choose')}</span>}
          {to.length > 0 && count === 0 && preview.data !== undefined && (
            <span className="muted small grow">{t('assign.nothing')}</span>
          )}
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button
            look="main"
            disabled={count === 0 || preview.isPlaceholderData}
            onClick={() => void giving.give({ selection, to: [...to], reason })}
          >
            {to.length === 0 ? t('assign.action') : label}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ErrorBox error={giving.error ?? people.error ?? preview.error} />
        {people.data !== undefined && able.length === 0 && (
          <Empty icon={<Users aria-hidden="true" />} title={t('assign.nobody')}>
            {t('assign.nobody.text')}
          </Empty>
        )}
        {able.length > 0 && (
          <>
            <PersonPicker
              label={t('assign.to')}
              help={t('assign.to.help')}
              first
              people={able.map(({ id, name: who, open }) => ({
                id,
                name: who,
                note: (
                  <span className={open > mark ? css.over : undefined}>
                    {t('assign.load', { count: open })}
                    {open > mark && `, ${t('assign.over', { mark })}`}
                  </span>
                ),
              }))}
              chosen={to}
              onChange={setTo}
            />
            <LongTextInput
              label={t('assign.reason')}
              help={t('assign.reason.help')}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={setReason}
            />
            {to.length > 0 && preview.data !== undefined && <LoadsAfter preview={preview.data} mark={mark} />}
          </>
        )}
      </div>
    </Dialog>
  )
}
