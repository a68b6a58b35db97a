import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { ErasedCase } from '../../erasures/erased-case.tsx'
import { FilesProvider } from '../../files/files-context.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { NotFound } from '../../frame/not-found.tsx'
import { useAsk } from '../../office/queries.ts'
import { OutOfScope } from '../../openings/out-of-scope.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { CaseAside } from './case-aside.tsx'
import { CaseForm } from './case-form.tsx'
import { CaseHeader } from './case-header.tsx'
import css from './case-page.module.css'
import { FormRail } from './form-rail.tsx'

interface CasePageProps {
  readonly id: string
  /** Name of the form in view. */
  readonly form: string
}

/** The file of one child: who it is, the forms, what comes and what happened. */
export function CasePage({ id, form }: CasePageProps): ReactNode {
  const { t } = useTranslation('cases')
  const { paper: formOf } = useForms()
  const valid = /^[0-9a-f]{32}$/.test(id)
  const { data, error, refetch } = useAsk('cases.get', { id }, { enabled: valid })
  const definition = formOf(form)
  if (!valid || definition === undefined) return <NotFound />
  if (error?.code === 'case.out-of-scope') return <OutOfScope id={id} />
  if (error?.code === 'case.erased') return <ErasedCase id={id} />
  if (error !== null && data === undefined) {
    return <ErrorBox error={error} {...(error.code === 'case.not-found' ? {} : { onRetry: () => void refetch() })} />
  }
  if (data === undefined) return <p className="muted">{t('list.reading')}</p>
  return <CaseView file={data} form={form} />
}

function CaseView({ file, form }: { file: CaseFile; form: string }): ReactNode {
  /** Buttons of the form in view stand in the header; the sections of the form being written, in the rail. */
  const [actions, setActions] = useState<HTMLElement | null>(null)
  const [sections, setSections] = useState<HTMLElement | null>(null)
  const files = useMemo(() => ({ caseId: file.item.id, photoConsent: photoConsent(file) }), [file])
  return (
    <div className={css.page} data-bleed>
      <CaseHeader file={file} actionsRef={setActions} />
      <FormRail file={file} current={form} sectionsRef={setSections} />
      <div className={css.middle}>
        <div className={css.main}>
          <FilesProvider value={files}>
            <CaseForm file={file} form={form} actions={actions} sections={sections} />
          </FilesProvider>
        </div>
        <CaseAside file={file} />
      </div>
    </div>
  )
}

/** What the newest sheet of consent says about a photo of the child. */
function photoConsent({ forms }: CaseFile): string | null {
  const answer = forms.findLast((each) => each.form === 'consent')?.values.consent_photo
  return typeof answer === 'string' ? answer : null
}
