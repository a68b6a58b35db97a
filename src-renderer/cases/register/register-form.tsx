import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../../src-main/contract/index.ts'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'
import { useDraft } from '../../forms/draft.ts'
import { DraftState } from '../../forms/draft-parts.tsx'
import { DroppedDialog, droppedOf } from '../../forms/dropped-dialog.tsx'
import { FormEditor, type FormEditorHandle } from '../../forms/form-editor.tsx'
import type { FormStore } from '../../forms/store.ts'
import { useSaveKey } from '../../forms/use-save-key.ts'
import { ask } from '../../office/client.ts'
import { goTo } from '../../office/navigation.ts'
import { refresh } from '../../office/queries.ts'
import { useUnsaved } from '../../office/unsaved.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Kbd } from '../../parts/tag.tsx'
import {
  childName,
  draftSubject,
  type Journey,
  type Part,
  type RegisterDraft,
  type Step,
  startFields,
} from './journey.ts'
import { LikelyNotice } from './likely-notice.tsx'
import css from './register.module.css'
import { RegisterRail } from './register-rail.tsx'
import { StartBlock } from './start-block.tsx'

interface RegisterFormProps {
  readonly journey: Journey
  readonly firstStep: Step
  readonly firstNotSame: readonly string[]
  readonly resumed: boolean
  readonly onSaved: (saved: { id: string; code: string; registration: FormValues }) => void
}

/** The journey itself: where one is, what is typed, what is like it, and the saving. */
export function RegisterForm({ journey, firstStep, firstNotSame, resumed, onSaved }: RegisterFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const { consent, registration } = journey
  const [step, setStep] = useState(firstStep)
  const [notSame, setNotSame] = useState(firstNotSame)
  const [dirty, setDirty] = useState(resumed)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [dropping, setDropping] = useState(false)
  const editor = useRef<FormEditorHandle>(null)

  const read = (): RegisterDraft => ({
    title: childName(registration.values()),
    consent: consent.values(),
    registration: registration.values(),
    notSame,
    step,
  })
  const draft = useDraft(draftSubject, read)
  const typed = useCallback((): void => {
    if (!consent.dirty() && !registration.dirty()) return
    setDirty(true)
    draft.changed()
  }, [consent, registration, draft.changed])
  useEffect(() => {
    const stops = [consent.subscribe(typed), registration.subscribe(typed)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [consent, registration, typed])
  useUnsaved(dirty, { keep: draft.flush, drop: draft.drop })

  const first = (part: Part): Step => ({ part, section: journey[part].definition.sections[0]?.id ?? '' })
  const last = (part: Part): Step => ({ part, section: journey[part].completeness().sections.at(-1)?.id ?? '' })
  /** Shows the first answer to be looked at again. True when nothing keeps the forms from being saved. */
  const inOrder = (): boolean => {
    const stores: readonly [Part, FormStore][] = [
      ['consent', consent],
      ['registration', registration],
    ]
    let wrong: [Part, string] | null = null
    for (const [part, store] of stores) {
      const found = store.check().find((problem) => problem.severity === 'error')
      if (found !== undefined) wrong ??= [part, found.field]
    }
    if (wrong === null) return true
    const [part, field] = wrong
    const section = journey[part].definition.sections.find((each) => each.fields.some((one) => one.id === field))
    setStep({ part, section: section?.id ?? '' })
    return false
  }
  const send = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    setDropping(false)
    try {
      const saved = await ask('cases.register', {
        consent: consent.values() as CallInput<'cases.register'>['consent'],
        registration: registration.values() as CallInput<'cases.register'>['registration'],
        notSame: notSame.slice(0, 50),
        draft: draftSubject,
      })
      await draft.drop().catch(() => undefined)
      setDirty(false)
      await refresh('cases.', 'home.')
      onSaved({ ...saved, registration: registration.values() })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const save = (): void => {
    if (busy || !inOrder()) return
    if (droppedOf([consent, registration]).length > 0) setDropping(true)
    else void send()
  }
  useSaveKey(save)

  const saveWord = t('register.save')
  const setAside = (id: string): void => {
    setNotSame([...notSame, id])
    draft.changed()
  }
  const notice = <LikelyNotice typed={registration} notSame={notSame} setAside={setAside} />
  const part = step.part === 'start' ? null : step.part
  return (
    <div className={css.page} data-bleed>
      <header className={css.header}>
        <PageHeader
          title={t('register.title')}
          lead={t('register.lead')}
          actions={
            <>
              <Button onClick={() => goTo('/cases')}>{t('register.cancel')}</Button>
              <Button look="main" busy={busy} onClick={save}>
                {saveWord} <Kbd>Ctrl S</Kbd>
              </Button>
            </>
          }
        />
      </header>
      <RegisterRail journey={journey} step={step} go={setStep} />
      <div className={css.main}>
        <ErrorBox error={error} />
        {part === null ? (
          <StartBlock
            store={registration}
            only={startFields}
            state={<DraftState draft={draft} />}
            notice={notice}
            next={() => setStep(first('consent'))}
          />
        ) : (
          <FormEditor
            key={part}
            ref={editor}
            store={journey[part]}
            section={step.part === 'start' ? null : step.section}
            onSection={(section) => setStep({ part, section })}
            before={
              part === 'consent'
                ? { label: t('register.start'), go: () => setStep({ part: 'start' }) }
                : { label: t('register.toConsent'), go: () => setStep(last('consent')) }
            }
            after={
              part === 'consent'
                ? { label: t('register.toRegistration'), go: () => setStep(first('registration')) }
                : { label: saveWord, go: save, keys: 'Ctrl S' }
            }
            state={<DraftState draft={draft} />}
            notices={asksNames(journey, step) ? notice : undefined}
          />
        )}
      </div>
      {dropping && (
        <DroppedDialog stores={[consent, registration]} back={() => setDropping(false)} save={() => void send()} />
      )}
    </div>
  )
}

/** The section where names are written is where a known child is noticed. */
function asksNames({ registration }: Journey, step: Step): boolean {
  if (step.part !== 'registration') return false
  const section = registration.definition.sections.find((each) => each.id === step.section)
  return section?.fields.some((field) => field.id === 'given_names' || field.id === 'mother_name') === true
}
