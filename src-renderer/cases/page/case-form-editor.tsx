import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import type { CallInput } from '../../../src-main/contract/index.ts'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'
import { useDraft } from '../../forms/draft.ts'
import { DraftState } from '../../forms/draft-parts.tsx'
import { DroppedDialog, droppedOf } from '../../forms/dropped-dialog.tsx'
import { FormEditor, type FormEditorHandle } from '../../forms/form-editor.tsx'
import { SectionNav } from '../../forms/section-nav.tsx'
import type { FormStore } from '../../forms/store.ts'
import { useSaveKey } from '../../forms/use-save-key.ts'
import { useLanguage } from '../../language/index.ts'
import { ask } from '../../office/client.ts'
import { refresh } from '../../office/queries.ts'
import { useUnsaved } from '../../office/unsaved.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Kbd } from '../../parts/tag.tsx'
import { toast } from '../../parts/toasts.tsx'
import type { Editing } from './case-form.tsx'
import css from './case-page.module.css'

interface CaseFormEditorProps {
  readonly file: CaseFile
  readonly record: CaseFile['forms'][number] | undefined
  readonly subject: string
  readonly makeStore: (values: FormValues) => FormStore
  readonly editing: Editing
  readonly actions: HTMLElement | null
  readonly sections: HTMLElement | null
  /** With the record that was saved, or nothing when writing was given up. */
  readonly onDone: (formId?: string) => void
}

/** A form of a case being written. */
export function CaseFormEditor(props: CaseFormEditorProps): ReactNode {
  const { file, record, subject, makeStore, editing, actions, sections, onDone } = props
  const { t } = useTranslation('cases')
  const lang = useLanguage()
  const [store] = useState(() => makeStore(editing.values))
  const [section, setSection] = useState<string | null>(store.definition.sections[0]?.id ?? null)
  const [dirty, setDirty] = useState(editing.resumed)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [asking, setAsking] = useState<'dropped' | 'leave' | null>(null)
  const editor = useRef<FormEditorHandle>(null)
  const { number, title, form } = store.definition
  /** What the person began from: what others have written since is not covered unseen. */
  const [revision] = useState(record?.revision ?? null)
  const draft = useDraft(subject, () => ({
    title: `${file.item.code} · ${number}`,
    values: store.values(),
  }))
  useEffect(
    () =>
      store.subscribe(() => {
        if (!store.dirty()) return
        setDirty(true)
        draft.changed()
      }),
    [store, draft.changed],
  )
  useUnsaved(dirty, { keep: draft.flush, drop: draft.drop })

  const send = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    setAsking(null)
    try {
      const saved = await ask('cases.saveForm', {
        caseId: file.item.id,
        formId: record?.id ?? null,
        form,
        values: store.values() as CallInput<'cases.saveForm'>['values'],
        revision,
        draft: subject,
      })
      await draft.drop().catch(() => undefined)
      setDirty(false)
      await refresh('cases.', 'home.')
      toast(saved.changed === 0 ? t('form.savedSame') : t('form.savedToast', { number }))
      onDone(saved.formId)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const save = (): void => {
    if (busy) return
    const wrong = store.check().find((problem) => problem.severity === 'error')
    if (wrong !== undefined) editor.current?.goTo(wrong.field)
    else if (droppedOf([store]).length > 0) setAsking('dropped')
    else void send()
  }
  useSaveKey(save)
  const giveUp = async (): Promise<void> => {
    await draft.drop().catch(() => undefined)
    onDone(record?.id)
  }

  return (
    <div className={css.form}>
      {actions !== null &&
        createPortal(
          <>
            <Button onClick={() => (dirty ? setAsking('leave') : onDone(record?.id))}>{t('form.cancel')}</Button>
            <Button look="main" busy={busy} onClick={save}>
              {t('form.save')} <Kbd>Ctrl S</Kbd>
            </Button>
          </>,
          actions,
        )}
      {sections !== null &&
        createPortal(
          <SectionNav store={store} current={section} go={setSection} label={`${number} ${title[lang]}`} />,
          sections,
        )}
      <ErrorBox error={error} />
      <FormEditor
        ref={editor}
        store={store}
        section={section}
        onSection={setSection}
        after={{ label: t('form.save'), go: save, keys: 'Ctrl S' }}
        state={<DraftState draft={draft} />}
      />
      {asking === 'dropped' && <DroppedDialog stores={[store]} back={() => setAsking(null)} save={() => void send()} />}
      {asking === 'leave' && (
        <Dialog
          title={t('form.leave.title')}
          onClose={() => setAsking(null)}
          footer={
            <>
              <Button look="danger" onClick={() => void giveUp()}>
                {t('form.leave.drop')}
              </Button>
              <Button look="main" onClick={() => setAsking(null)}>
                {t('form.leave.stay')}
              </Button>
            </>
          }
        >
          <p>{t('form.leave.text')}</p>
        </Dialog>
      )}
    </div>
  )
}
