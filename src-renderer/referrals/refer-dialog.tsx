import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import type { ReferralPart } from '../../src-main/contract/referrals.ts'
import { useOptions } from '../forms/forms-context.tsx'
import { useAsk, useTell } from '../office/queries.ts'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field } from '../parts/field.tsx'
import { Check, LongTextInput, TextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { useChildPart } from './child-facts.tsx'
import css from './referrals.module.css'

type Preview = CallOutput<'referrals.preview'>

const other = 'other_please_specify'

/** What is asked, of whom, and what the other office will see of the child: nothing that consent keeps here can be chosen. */
export function ReferDialog({ caseId, onClose }: { caseId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('referrals')
  const { t: exchange } = useTranslation('exchange')
  const offices = useAsk('referrals.offices', {})
  const preview = useAsk('referrals.preview', { caseId })
  const send = useTell('referrals.send', ['cases.', 'home.', 'referrals.'])
  const [asked, setAsked] = useState({ to: '', priority: '', service: '', serviceOther: '', reason: '' })
  const [left, setLeft] = useState<readonly ReferralPart[]>(['address', 'contact'])
  const { data } = preview
  const parts = (data?.parts ?? [])
    .filter((each) => isOffered(each) && !left.includes(each.part))
    .map(({ part }) => part)
  const { to, priority, service, serviceOther, reason } = asked
  const ready =
    data !== undefined &&
    [to, priority, service, reason.trim()].every((each) => each !== '') &&
    (service !== other || serviceOther.trim() !== '')
  const act = async (): Promise<void> => {
    await send.mutateAsync({ caseId, parts, ...asked, serviceOther: service === other ? serviceOther : '' })
    toast(t('send.done', { office: offices.data?.offices.find(({ id }) => id === to)?.name ?? '' }))
    onClose()
  }
  const choice = (
    name: 'to' | 'priority' | 'service',
    options: readonly { id: string; label: string }[],
  ): ReactNode => (
    <Field label={t(`send.${name}`)} required>
      {(control) => (
        <select
          {...control}
          {...(name === 'to' ? { 'data-first': true } : {})}
          className="input"
          value={asked[name]}
          onChange={(event) => setAsked({ ...asked, [name]: event.target.value })}
        >
          <option value="">{t('send.choose')}</option>
          {options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <Dialog
      title={t('send.title')}
      onClose={onClose}
      width="wide"
      footer={
        <Decide lacks={ready ? '' : t('send.missing')} ready={ready} busy={send.isPending} onCancel={onClose} act={act}>
          {t('send.do')}
        </Decide>
      }
    >
      <div className="stack">
        <p>{t('send.lead')}</p>
        <ErrorBox error={send.error ?? offices.error ?? preview.error} />
        {offices.data?.offices.length === 0 && (
          <Notice kind="warn" title={t('send.none')}>
            {t('send.none.text')}
          </Notice>
        )}
        <div className={css.pair}>
          {choice(
            'to',
            (offices.data?.offices ?? []).map(({ id, code, name }) => ({ id, label: `${name} (${code})` })),
          )}
          {choice('priority', useOptions('referral_priority'))}
          {choice('service', useOptions('service_type'))}
          {service === other && (
            <TextInput
              label={t('send.serviceOther')}
              required
              maxLength={200}
              value={serviceOther}
              onChange={(text) => setAsked({ ...asked, serviceOther: text })}
            />
          )}
        </div>
        <LongTextInput
          label={t('send.reason')}
          required
          {...(data?.words ? { help: t('send.reason.stays', { why: exchange(`leaving.why.${data.words}`) }) } : {})}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(text) => setAsked({ ...asked, reason: text })}
        />
        {data !== undefined && <Parts preview={data} parts={parts} left={left} onChange={setLeft} />}
      </div>
    </Dialog>
  )
}

interface PartsProps {
  readonly preview: Preview
  readonly parts: readonly ReferralPart[]
  readonly left: readonly ReferralPart[]
  readonly onChange: (left: readonly ReferralPart[]) => void
}

/** The preview: each part with its very words, to be ticked, or with the reason why it stays. */
function Parts({ preview, parts, left, onChange }: PartsProps): ReactNode {
  const { t } = useTranslation('referrals')
  const { t: exchange } = useTranslation('exchange')
  const say = useChildPart(preview.parts.map(({ values }) => values))
  const why = preview.parts.find(({ stays }) => stays !== null)?.stays
  return (
    <fieldset className={css.parts}>
      <legend>{t('send.parts')}</legend>
      <p className="muted small">{t('send.parts.code', { code: preview.code })}</p>
      {preview.parts.map((each) => {
        const { part, values, stays } = each
        const words = say(part, values)
        const said =
          words === ''
            ? t('send.parts.empty')
            : stays !== null
              ? t('send.parts.stays', { why: exchange(`leaving.why.${stays}`) })
              : words
        return (
          <Check
            key={part}
            checked={parts.includes(part)}
            disabled={!isOffered(each)}
            onChange={(chosen) => onChange(chosen ? left.filter((each) => each !== part) : [...left, part])}
          >
            <b>{t(`part.${part}`)}</b> <span className={isOffered(each) ? undefined : 'muted'}>{said}</span>
          </Check>
        )
      })}
      {why && <p className="small">{t('send.parts.how')}</p>}
    </fieldset>
  )
}

function isOffered({ stays, values }: Preview['parts'][number]): boolean {
  return stays === null && Object.keys(values).length > 0
}
