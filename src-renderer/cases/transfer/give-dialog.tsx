import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { yesNoUnknownLabels } from '../../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import type { Field as FormField } from '../../../src-main/domain/forms/types.ts'
import { useForms, useOptions } from '../../forms/forms-context.tsx'
import { useLanguage } from '../../language/index.ts'
import { useAsk, useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Decide } from '../../parts/decide.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Field } from '../../parts/field.tsx'
import { Check } from '../../parts/inputs.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toasts.tsx'
import css from './transfer.module.css'

/** The questions of 5B without which no case leaves, with those that follow from their answers. */
const asked = [
  'transfer_reason',
  'transfer_reason_other',
  'child_agrees',
  'caregiver_agrees',
  'no_consent_reason',
] as const
const told = ['case_history', 'current_situation', 'urgent_actions'] as const
type Question = (typeof asked)[number] | (typeof told)[number]
const required: readonly Question[] = ['transfer_reason', 'child_agrees', 'case_history', 'current_situation']

/** Form 5B in short: to whom, with whose agreement, and the hand-over note. The rest of 5B can be filled in before. */
export function GiveDialog({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('transfers')
  const { form } = useForms()
  const { t: exchange } = useTranslation('exchange')
  const offices = useAsk('transfers.offices', {})
  const give = useTell('transfers.give', ['cases.', 'home.', 'transfers.'])
  const [to, setTo] = useState('')
  const identity = useAsk('transfers.identity', { caseId, to: to === '' ? null : to }, { keep: true })
  const [urgent, setUrgent] = useState(false)
  const [values, setValues] = useState<Partial<Record<Question, string>>>({})
  const definition = form('transfer')
  const isShown = (name: Question): boolean =>
    name === 'transfer_reason_other'
      ? values.transfer_reason === 'other'
      : name !== 'no_consent_reason' || values.child_agrees === 'no' || values.caregiver_agrees === 'no'
  const filled = Object.fromEntries(
    [...asked, ...told].flatMap((name) => (isShown(name) && values[name]?.trim() ? [[name, values[name]]] : [])),
  )
  const stays = identity.data?.stays ?? null
  const ready = to !== '' && identity.data?.stays === null && required.every((name) => name in filled)
  const act = async (): Promise<void> => {
    await give.mutateAsync({ caseId, to, urgent, values: filled })
    toast(t('give.done', { office: offices.data?.offices.find(({ id }) => id === to)?.name ?? '' }))
    onClose()
  }
  const question = (name: Question): ReactNode => {
    const field = definition === undefined ? undefined : fieldsOf(definition).get(name)
    if (field === undefined || !isShown(name)) return null
    const change = (text: string): void => setValues({ ...values, [name]: text })
    return (
      <Answer
        key={name}
        field={field}
        required={required.includes(name)}
        value={values[name] ?? ''}
        onChange={change}
      />
    )
  }
  return (
    <Dialog
      title={t('give.title')}
      onClose={onClose}
      width="wide"
      footer={
        <Decide
          lacks={ready || stays !== null ? '' : t('give.missing')}
          ready={ready}
          busy={give.isPending}
          onCancel={onClose}
          act={act}
        >
          {t('give.do')}
        </Decide>
      }
    >
      <div className="stack">
        <p>{t('give.lead')}</p>
        <ErrorBox error={give.error ?? offices.error ?? identity.error} />
        {stays !== null && (
          <Notice kind="warn" title={t('give.nameless', { why: exchange(`leaving.why.${stays}`) })}>
            {t('give.nameless.text')}
          </Notice>
        )}
        {(stays === null || to !== '') && <OfficeChoice offices={offices.data?.offices} value={to} onChange={setTo} />}
        {stays === null && (
          <>
            <div className={css.pair}>{asked.map(question)}</div>
            {told.map(question)}
            <Check checked={urgent} onChange={setUrgent}>
              {t('give.urgent')}
            </Check>
            <p className="muted small">{t('give.withheld')}</p>
          </>
        )}
      </div>
    </Dialog>
  )
}

interface OfficeChoiceProps {
  /** Undefined until they are known. */
  readonly offices: CallOutput<'transfers.offices'>['offices'] | undefined
  readonly value: string
  readonly onChange: (office: string) => void
}

/** To whom: the offices of this region, then those of others, which the national level passes the case on to. */
function OfficeChoice({ offices, value, onChange }: OfficeChoiceProps): ReactNode {
  const { t } = useTranslation('transfers')
  const { session } = useSession()
  const [near, far] = [false, true].map((elsewhere) => (offices ?? []).filter((each) => each.elsewhere === elsewhere))
  const groups = [
    ['give.near', near],
    ['give.far', far],
  ] as const
  const isFar = far?.some(({ id }) => id === value) === true
  const hasNone = offices !== undefined && far?.length === 0 && session.office.level !== 'national'
  return (
    <>
      {offices?.length === 0 && (
        <Notice kind="warn" title={t('give.none')}>
          {t('give.none.text')}
        </Notice>
      )}
      <Field label={t('give.to')} required help={t(hasNone ? 'give.far.none' : 'give.far.help')}>
        {(control) => (
          <select
            {...control}
            data-first
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{t('give.choose')}</option>
            {groups.map(
              ([name, some]) =>
                some !== undefined &&
                some.length > 0 && (
                  <optgroup key={name} label={t(name)}>
                    {some.map(({ id, code, name: called }) => (
                      <option key={id} value={id}>
                        {called} ({code})
                      </option>
                    ))}
                  </optgroup>
                ),
            )}
          </select>
        )}
      </Field>
      {isFar && <Notice kind="info">{t('give.far.chosen')}</Notice>}
    </>
  )
}

interface AnswerProps {
  readonly field: FormField
  readonly required: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}

function Answer({ field, required: must, value, onChange }: AnswerProps): ReactNode {
  const { t } = useTranslation('transfers')
  const lang = useLanguage()
  const listed = useOptions(field.options, value)
  const yesNo = Object.entries(yesNoUnknownLabels).map(([id, label]) => ({ id, label: label[lang] }))
  const options = field.type === 'yesNoUnknown' ? yesNo : listed
  return (
    <Field label={field.label[lang]} required={must}>
      {(control) => {
        const shared = {
          ...control,
          className: 'input',
          value,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        }
        if (field.type === 'longText') return <textarea {...shared} rows={2} maxLength={10_000} />
        if (field.type === 'text') return <input {...shared} maxLength={200} />
        return (
          <select {...shared}>
            <option value="">{t('give.answer')}</option>
            {options.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )
      }}
    </Field>
  )
}
