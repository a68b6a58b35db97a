import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { Proposal, Word } from '../../src-main/contract/words.ts'
import css from '../cases/page/case-page.module.css'
import { useDraft } from '../forms/draft.ts'
import { formatDay, formatWhen } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { useUnsaved } from '../office/unsaved.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { toast } from '../parts/toasts.tsx'
import { AnswerDialog, sentence } from '../proposals/answer-dialog.tsx'
import { useMayAdvise } from '../proposals/beside.tsx'
import { useProposalWords } from '../proposals/proposal-words.ts'

const refreshed = ['words.', 'cases.history']

/** Beside the forms: what the office above has said, and whether it was read; there it is also written. */
export function CaseWords({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('words')
  const { data } = useAsk('words.ofCase', { caseId: file.item.id })
  const may = useMayAdvise(file)
  const items = data?.items ?? []
  if (items.length === 0 && !may) return null
  return (
    <section>
      <h2>{t('title')}</h2>
      {may && <NewWord file={file} />}
      <ul className={css.notes}>
        {items.map(({ id, text, person, at, readOn, proposal }) => (
          <li key={id}>
            {proposal !== null && (
              <>
                <b>{t('line.title')}</b>
                <ProposedLine proposal={proposal} />
              </>
            )}
            <p className={css.noteText}>{text === '' ? <i className="muted">{t('reserved')}</i> : text}</p>
            <p className="muted">{[person, formatWhen(at)].filter(Boolean).join(', ')}</p>
            {proposal === null || readOn === null ? (
              <p className="muted">
                {readOn !== null ? t('read.on', { day: formatDay(readOn) }) : t(proposal ? 'open' : 'read.not')}
              </p>
            ) : (
              <p>
                <b>{t(`answered.${proposal.answer ?? 'other'}`, { day: formatDay(readOn) })}</b>
                {proposal.why !== '' && <span className={css.noteText}> {t('because', { text: proposal.why })}</span>}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function NewWord({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('words')
  const id = useId()
  const [text, setText] = useState('')
  const write = useTell('words.write', refreshed)
  const draft = useDraft(`case:${file.item.id}:word`, () => ({ title: `${file.item.code} · ${t('label')}`, text }))
  useUnsaved(text.trim() !== '', { keep: draft.flush, drop: draft.drop })
  const act = async (): Promise<void> => {
    await write.mutateAsync({ caseId: file.item.id, text })
    setText('')
    void draft.drop().catch(() => undefined)
    toast(t('written'))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '' && !write.isPending) void act().catch(() => undefined)
  }
  return (
    <form className={css.noteForm} onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        {t('label')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        maxLength={5000}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          draft.changed()
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="small" busy={write.isPending}>
          {t('write')}
        </Button>
      )}
      <ErrorBox error={write.error} />
    </form>
  )
}

/** At the head of a case of this office: words that nobody here has read, and proposals that wait for an answer. */
export function WordsToRead({ file, className }: { file: CaseFile; className: string | undefined }): ReactNode {
  const { t } = useTranslation('words')
  const { can, session } = useSession()
  const { data } = useAsk('words.ofCase', { caseId: file.item.id })
  const note = useTell('words.note', refreshed)
  const [answering, setAnswering] = useState<string | null>(null)
  if (file.item.office !== session.office.id || !can('case.write')) return null
  const act = async ({ id }: Word): Promise<void> => {
    await note.mutateAsync({ caseId: file.item.id, word: id })
    toast(t('head.done'))
  }
  const unread = (data?.items ?? []).filter(({ readOn, text }) => readOn === null && text !== '')
  const answered = unread.find(({ id }) => id === answering)
  return (
    <>
      {unread.map((word) => (
        <Notice
          key={word.id}
          kind="info"
          className={className}
          title={t(word.proposal === null ? 'head.title' : 'head.proposal', { office: word.office })}
          actions={
            word.proposal === null ? (
              <Button size="small" busy={note.isPending} onClick={() => void act(word).catch(() => undefined)}>
                {t('head.do')}
              </Button>
            ) : (
              word.proposal.answerable && (
                <Button size="small" onClick={() => setAnswering(word.id)}>
                  {t('answer.action')}
                </Button>
              )
            )
          }
        >
          {word.proposal !== null && <ProposedLine proposal={word.proposal} />}
          <span className={css.noteText}>{word.text}</span>
          <p className="muted small">{[word.person, formatWhen(word.at)].filter(Boolean).join(', ')}</p>
          <ErrorBox error={note.error} />
        </Notice>
      ))}
      {answered?.proposal && (
        <AnswerDialog file={file} word={answered} proposal={answered.proposal} onClose={() => setAnswering(null)} />
      )}
    </>
  )
}

/** « Nom : Kaboré → Kabore » */
function ProposedLine({ proposal }: { proposal: Proposal }): ReactNode {
  const { t } = useTranslation('words')
  const words = useProposalWords([proposal])
  const { now, values, answer } = proposal
  const to = values === null ? t('beside.withheld') : sentence(words.say(proposal, values)) || t('nothing')
  const from = sentence(words.say(proposal, now)) || t('nothing')
  const question = words.subject(proposal)
  return (
    <p className={css.noteText}>
      {answer === null ? t('line.open', { question, from, to }) : t('line', { question, to })}
    </p>
  )
}
