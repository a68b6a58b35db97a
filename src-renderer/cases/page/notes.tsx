import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { useDraft } from '../../forms/draft.ts'
import { formatWhen } from '../../language/format.ts'
import { useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { useUnsaved } from '../../office/unsaved.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import css from './case-page.module.css'

/** Short words about the case that belong to no form. */
export function Notes({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('cases')
  const { can } = useSession()
  const may = file.readOnly !== 'custodian' && can('note.write')
  const notes = [...file.notes].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section>
      <h2>{t('notes.title')}</h2>
      {may && <NewNote file={file} />}
      {file.reservedNotes > 0 && <p className="muted small">{t('notes.reserved', { count: file.reservedNotes })}</p>}
      {notes.length === 0 && file.reservedNotes === 0 && !may && <p className="muted small">{t('notes.none')}</p>}
      <ul className={css.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            <p className={css.noteText}>{note.withheld ? <i className="muted">{t('notes.withheld')}</i> : note.text}</p>
            <p className="muted">
              {note.author}, {formatWhen(note.at)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NewNote({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('cases')
  const id = useId()
  const [text, setText] = useState('')
  const add = useTell('cases.addNote', ['cases.get', 'cases.history'])
  const draft = useDraft(`case:${file.item.id}:note`, () => ({
    title: `${file.item.code} · ${t('notes.title')}`,
    text,
  }))
  useUnsaved(text.trim() !== '', { keep: draft.flush, drop: draft.drop })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '' || add.isPending) return
    add.mutate(
      { caseId: file.item.id, text },
      {
        onSuccess: () => {
          setText('')
          void draft.drop().catch(() => undefined)
        },
      },
    )
  }
  return (
    <form className={css.noteForm} onSubmit={submit}>
      <label htmlFor={id} className="visually-hidden">
        {t('notes.label')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={2}
        maxLength={20_000}
        placeholder={t('notes.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          draft.changed()
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="small" busy={add.isPending}>
          {t('notes.add')}
        </Button>
      )}
      <ErrorBox error={add.error} />
    </form>
  )
}
