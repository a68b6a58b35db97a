import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { Word } from '../../src-main/contract/words.ts'
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

const refreshed = ['words.', 'cases.history']

/** Beside the forms: what the office above has said, and whether it was read; there it is also written. */
export function CaseWords({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('words')
  const { can, session } = useSession()
  const { data } = useAsk('words.ofCase', { caseId: file.item.id })
  const may = can('case.advise') && session.office.level !== 'district' && file.item.office !== session.office.id
  const items = data?.items ?? []
  if (items.length === 0 && !may) return null
  return (
    <section>
      <h2>{t('title')}</h2>
      {may && <NewWord file={file} />}
      <ul className={css.notes}>
        {items.map(({ id, text, person, at, readOn }) => (
          <li key={id}>
            <p className={css.noteText}>{text === '' ? <i className="muted">{t('reserved')}</i> : text}</p>
            <p className="muted">
              {[person, formatWhen(at)].filter(Boolean).join(', ')}
              <br />
              {readOn === null ? t('read.not') : t('read.on', { day: formatDay(readOn) })}
            </p>
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

/** At the head of a case of this office: words that nobody here has read. */
export function WordsToRead({ file, className }: { file: CaseFile; className: string | undefined }): ReactNode {
  const { t } = useTranslation('words')
  const { can, session } = useSession()
  const { data } = useAsk('words.ofCase', { caseId: file.item.id })
  const note = useTell('words.note', refreshed)
  if (file.item.office !== session.office.id || !can('case.write')) return null
  const act = async ({ id }: Word): Promise<void> => {
    await note.mutateAsync({ caseId: file.item.id, word: id })
    toast(t('head.done'))
  }
  const unread = (data?.items ?? []).filter(({ readOn, text }) => readOn === null && text !== '')
  return unread.map((word) => (
    <Notice
      key={word.id}
      kind="info"
      className={className}
      title={t('head.title', { office: word.office })}
      actions={
        <Button size="small" busy={note.isPending} onClick={() => void act(word).catch(() => undefined)}>
          {t('head.do')}
        </Button>
      }
    >
      <span className={css.noteText}>{word.text}</span>
      <p className="muted small">{[word.person, formatWhen(word.at)].filter(Boolean).join(', ')}</p>
      <ErrorBox error={note.error} />
    </Notice>
  ))
}
