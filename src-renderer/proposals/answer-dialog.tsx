import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { CallInput } from '../../src-main/contract/index.ts'
import type { Proposal, Word } from '../../src-main/contract/words.ts'
import type { FormDefinition, FormValues } from '../../src-main/domain/forms/types.ts'
import { useStoreOf } from '../cases/page/form-of-case.ts'
import { useForms } from '../forms/forms-context.tsx'
import { formatMoment } from '../language/format.ts'
import { useTell } from '../office/queries.ts'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Choices, LongTextInput } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import review from '../review/review.module.css'
import { answeredIn, GroupFields } from './group-fields.tsx'
import { type ProposalWords, useProposalWords } from './proposal-words.ts'

type Decision = CallInput<'words.answer'>['decision']
type How = Decision['how']

interface AnswerProps {
  readonly file: CaseFile
  readonly word: Word
  readonly proposal: Proposal
  readonly onClose: () => void
}

/** What the form holds and what is proposed, side by side, and what the keeper of the case makes of it. */
export function AnswerDialog(props: AnswerProps): ReactNode {
  const { form } = useForms()
  const definition = form(props.proposal.form)
  return definition === undefined ? null : <Answer {...props} definition={definition} />
}

function Answer({
  file,
  word,
  proposal,
  definition,
  onClose,
}: AnswerProps & { definition: FormDefinition }): ReactNode {
  const { t } = useTranslation('words')
  const words = useProposalWords([proposal])
  const answer = useTell('words.answer', ['words.', 'cases.', 'home.', 'conflicts.'])
  const makeStore = useStoreOf(file, definition)
  const [store] = useState(() => {
    const held = file.forms.find(({ id }) => id === proposal.record)?.values ?? {}
    return makeStore({ ...held, ...proposal.values } as FormValues)
  })
  const [how, setHow] = useState<How | null>(null)
  const [why, setWhy] = useState('')
  const lacks =
    how === null ? t('answer.missing') : how === 'decline' && why.trim() === '' ? t('answer.missing.why') : ''
  const decisionOf = (): Decision | null => {
    if (how !== 'write') return how === null ? null : { how }
    const values = answeredIn(store, proposal.fields) as Extract<Decision, { how: 'write' }>['values'] | null
    return values === null ? null : { how, values }
  }
  const act = async (): Promise<void> => {
    const decision = decisionOf()
    if (decision === null) return
    await answer.mutateAsync({ caseId: file.item.id, word: word.id, seen: proposal.seen, decision, why })
    toast(t(`answer.done.${decision.how}`))
    onClose()
  }
  return (
    <Dialog
      title={t('answer.title', { office: word.office })}
      onClose={onClose}
      width="wide"
      footer={
        <Decide lacks={lacks} ready={lacks === ''} busy={answer.isPending} onCancel={onClose} act={act}>
          {t(`answer.do.${how ?? 'accept'}`)}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={answer.error} />
        <h3>
          {words.subject(proposal)} <span className="muted small">{words.formTitle(proposal)}</span>
        </h3>
        <Beside word={word} proposal={proposal} words={words} />
        <fieldset>
          <legend className="visually-hidden">{t('answer.which')}</legend>
          <Choices<How>
            name="answer"
            value={how}
            onChange={setHow}
            options={(['accept', 'write', 'decline'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
          />
        </fieldset>
        {how === 'write' && (
          <div className={review.written}>
            <GroupFields store={store} fields={proposal.fields} />
          </div>
        )}
        {(how === 'write' || how === 'decline') && (
          <LongTextInput
            label={t(`answer.why.${how}`)}
            required={how === 'decline'}
            rows={2}
            maxLength={5000}
            value={why}
            onChange={setWhy}
          />
        )}
      </div>
    </Dialog>
  )
}

/** Both values, who proposes and why, and whether the proposer has seen what the form holds now. */
function Beside({
  word,
  proposal,
  words,
}: Omit<AnswerProps, 'file' | 'onClose'> & { words: ProposalWords }): ReactNode {
  const { t } = useTranslation('words')
  const { now, values, changed } = proposal
  return (
    <>
      <div className={review.versions}>
        <div className={review.version}>
          <Side title={t('now')} said={words.say(proposal, now)} />
        </div>
        <div className={review.version}>
          <Side title={t('proposed.value')} said={words.say(proposal, values ?? {})}>
            {[word.person, word.office].filter(Boolean).join(', ')} · {formatMoment(word.at)}
          </Side>
        </div>
      </div>
      <p className={review.value}>{t('because', { text: word.text })}</p>
      {changed !== null && (
        <Notice kind="warn" title={t('changed', { who: changed.person, when: formatMoment(changed.at) })}>
          {t('changed.before', { text: sentence(words.say(proposal, changed.before)) || t('nothing') })}
        </Notice>
      )}
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly said: ReturnType<ProposalWords['say']>
  readonly children?: ReactNode
}

function Side({ title, said, children }: SideProps): ReactNode {
  const { t } = useTranslation('words')
  return (
    <span className={review.said}>
      <span className="muted small">{title}</span>
      {said.map(({ label, text }) => (
        <span key={label} className={review.answer}>
          {said.length > 1 && <span className="muted small">{label}</span>}
          <b className={review.value}>{text === '' ? t('nothing') : text}</b>
        </span>
      ))}
      {children !== undefined && <span className="small">{children}</span>}
    </span>
  )
}

/** « Kaboré · Awa » */
export function sentence(said: ReturnType<ProposalWords['say']>): string {
  return said
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' · ')
}
