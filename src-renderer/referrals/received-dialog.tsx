import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Referral, ReferralAnswer } from '../../src-main/contract/referrals.ts'
import { officeDay } from '../office/day.ts'
import { useTell } from '../office/queries.ts'
import { DayInput } from '../parts/day-input.tsx'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Check, Choices, LongTextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { AnswerLines } from './answer-lines.tsx'
import { ChildFacts } from './child-facts.tsx'
import { useReferralWords } from './referral-words.ts'
import css from './referrals.module.css'

const refreshed = ['referrals.', 'home.']

interface ReceivedProps {
  readonly referral: Referral
  readonly onClose: () => void
}

/** A referral to this office: what the other office tells, then the answer, or what was done since. */
export function ReceivedDialog({ referral, onClose }: ReceivedProps): ReactNode {
  return referral.state === 'waiting' ? (
    <AnswerDialog referral={referral} onClose={onClose} />
  ) : (
    <TellDialog referral={referral} onClose={onClose} />
  )
}

/** What came. */
function Told({ referral }: { referral: Referral }): ReactNode {
  const { t } = useTranslation('referrals')
  const words = useReferralWords()
  const asked = [
    ['code', referral.code],
    ['priority', words.priority(referral)],
    ['service', words.service(referral)],
    ['reason', referral.reason],
  ] as const
  return (
    <>
      <p>{t('received.lead')}</p>
      {referral.hidden && <Notice kind="info">{t('received.hidden')}</Notice>}
      <dl className={css.facts}>
        {asked
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name} className={name === 'reason' ? css.wide : undefined}>
              <dt>{t(`received.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <ChildFacts values={referral.child} className={css.facts} />
    </>
  )
}

function AnswerDialog({ referral, onClose }: ReceivedProps): ReactNode {
  const { t } = useTranslation('referrals')
  const answer = useTell('referrals.answer', refreshed)
  const [which, setWhich] = useState<ReferralAnswer | null>(null)
  const [why, setWhy] = useState('')
  const lacks =
    which === null ? t('answer.missing') : which === 'refused' && why.trim() === '' ? t('answer.missing.why') : ''
  const act = async (): Promise<void> => {
    if (which === null) return
    await answer.mutateAsync({ referral: referral.id, answer: which, why })
    toast(t('answer.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('received.dialog', { office: referral.from })}
      onClose={onClose}
      width="wide"
      footer={
        <Decide lacks={lacks} ready={lacks === ''} busy={answer.isPending} onCancel={onClose} act={act}>
          {t(`answer.do.${which ?? 'accepted'}`)}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={answer.error} />
        <Told referral={referral} />
        <fieldset className={css.parts}>
          <legend>{t('answer.which')}</legend>
          <Choices<ReferralAnswer>
            name="answer"
            value={which}
            onChange={setWhich}
            options={(['accepted', 'refused'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
          />
        </fieldset>
        <LongTextInput
          label={t(which === 'refused' ? 'answer.message.refused' : 'answer.message')}
          required={which === 'refused'}
          rows={3}
          maxLength={2000}
          value={why}
          onChange={setWhy}
        />
      </div>
    </Dialog>
  )
}

function TellDialog({ referral, onClose }: ReceivedProps): ReactNode {
  const { t } = useTranslation('referrals')
  const tell = useTell('referrals.tell', refreshed)
  const [told, setTold] = useState({ on: officeDay(), did: '', next: '', done: false })
  const ready = told.on !== '' && told.did.trim() !== ''
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ referral: referral.id, ...told })
    toast(t('answer.done'))
    onClose()
  }
  return (
    <Dialog
      title={t('received.dialog', { office: referral.from })}
      onClose={onClose}
      width="wide"
      footer={
        <Decide lacks={ready ? '' : t('tell.missing')} ready={ready} busy={tell.isPending} onCancel={onClose} act={act}>
          {t('tell.do')}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={tell.error} />
        <Told referral={referral} />
        <AnswerLines referral={referral} />
        <h3>{t('tell.title')}</h3>
        <DayInput label={t('tell.on')} required value={told.on} onChange={(on) => setTold({ ...told, on })} />
        <div className={css.pair}>
          {(['did', 'next'] as const).map((name) => (
            <LongTextInput
              key={name}
              label={t(`tell.${name}`)}
              required={name === 'did'}
              rows={3}
              maxLength={2000}
              value={told[name]}
              onChange={(text) => setTold({ ...told, [name]: text })}
            />
          ))}
        </div>
        <Check checked={told.done} onChange={(done) => setTold({ ...told, done })}>
          {t('tell.final')}
        </Check>
      </div>
    </Dialog>
  )
}
