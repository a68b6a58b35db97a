import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../src-main/contract/index.ts'
import type { Opening } from '../../src-main/contract/openings.ts'
import { goTo } from '../office/navigation.ts'
import { refresh, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field, FieldGroup } from '../parts/field.tsx'
import { Choices } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { motives } from './motives.ts'
import css from './openings.module.css'

/** As the office asks: a shorter reason could not be reviewed. */
const shortest = 20

interface OpeningDialogProps {
  /** The case: its code as it was typed, or the id of a likely match. */
  readonly wanted: CallInput<'openings.open'>['case']
  /** How the case is called in the title; never a name. */
  readonly code: string
  readonly close: () => void
}

/** Asks why a case that somebody else follows must be opened now, and says what follows from it. */
export function OpeningDialog({ wanted, code, close }: OpeningDialogProps): ReactNode {
  const { t } = useTranslation('openings')
  const { t: common } = useTranslation()
  const form = useId()
  const [motive, setMotive] = useState<Opening['motive'] | null>(null)
  const [why, setWhy] = useState('')
  const [asked, setAsked] = useState(false)
  const open = useTell('openings.open', ['home.'])
  const short = why.trim().length < shortest
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setAsked(true)
    // What is missing may lie above or below what is in view.
    if (motive === null) event.currentTarget.querySelector('input')?.focus()
    else if (short) event.currentTarget.querySelector('textarea')?.focus()
    if (motive === null || short || open.isPending) return
    open.mutate(
      { case: wanted, motive, why: why.trim() },
      {
        onSuccess: ({ id }) => {
          close()
          void refresh('cases.')
          goTo(`/cases/${id}`)
        },
      },
    )
  }
  return (
    <Dialog
      title={t('open.title', { code })}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{common('action.cancel')}</Button>
          <Button type="submit" form={form} look="danger" busy={open.isPending}>
            {t('open.do')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" noValidate onSubmit={submit}>
        <Notice kind="warn" title={t('open.told')}>
          {t('open.gives')}
        </Notice>
        <FieldGroup label={t('motive')} required error={asked && motive === null ? t('motive.missing') : undefined}>
          <Choices
            name="motive"
            tall
            value={motive}
            onChange={setMotive}
            options={motives.map((value) => ({ value, label: t(`motive.${value}`) }))}
          />
        </FieldGroup>
        <Field
          label={t('why')}
          help={t('why.help')}
          required
          error={asked && short ? t('why.short', { count: shortest }) : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              className={`input ${css.why}`}
              rows={3}
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
        <ErrorBox error={open.error} />
      </form>
    </Dialog>
  )
}
