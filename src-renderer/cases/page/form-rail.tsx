import { Check, Lock } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { formLevel } from '../../../src-main/domain/access/fields.ts'
import type { FormDefinition } from '../../../src-main/domain/forms/types.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { useLanguage } from '../../language/index.ts'
import { useSession } from '../../office/session.tsx'
import css from './case-page.module.css'

/** Forms that every case begins with. */
const always = ['consent', 'registration'] as const

interface FormRailProps {
  readonly file: CaseFile
  readonly current: string
  /** Takes the sections of the form while it is being written. */
  readonly sectionsRef: Ref<HTMLDivElement>
}

/** The forms of the case with how far each is filled; those not begun yet stay folded. */
export function FormRail({ file, current, sectionsRef }: FormRailProps): ReactNode {
  const { t } = useTranslation('cases')
  const { forms: all } = useForms()
  const { session } = useSession()
  const begun = new Set([...file.forms.map((each) => each.form), ...file.reservedForms])
  const forms = all.filter(({ form }) => begun.has(form) || formLevel(session.role, form) !== 'none')
  const isShown = (form: FormDefinition): boolean =>
    always.some((each) => each === form.form) || begun.has(form.form) || form.form === current
  const others = forms.filter((form) => !isShown(form))
  const entry = (form: FormDefinition): ReactNode => (
    <Entry key={form.form} file={file} form={form} current={form.form === current} sectionsRef={sectionsRef} />
  )
  return (
    <nav className={css.rail} aria-label={t('rail.label')}>
      <h2 className={css.railTitle}>{t('rail.label')}</h2>
      <ul className={css.forms}>{forms.filter(isShown).map(entry)}</ul>
      {others.length > 0 && (
        <details className={css.others}>
          <summary>{t('rail.others', { count: others.length })}</summary>
          <ul className={css.forms}>{others.map(entry)}</ul>
        </details>
      )}
    </nav>
  )
}

interface EntryProps extends Pick<FormRailProps, 'file' | 'sectionsRef'> {
  readonly form: FormDefinition
  readonly current: boolean
}

function Entry({ file, form, current, sectionsRef }: EntryProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLanguage()
  const records = file.forms.filter((each) => each.form === form.form)
  const last = records.at(-1)
  return (
    <li>
      <Link
        href={`/cases/${file.item.id}/${form.form}`}
        className={css.entry}
        aria-current={current ? 'page' : undefined}
      >
        <span className={css.entryNumber}>{form.number}</span>
        <span className={css.entryTitle}>{form.title[lang]}</span>
        <span className={css.entryState}>
          {file.reservedForms.includes(form.form) ? (
            <>
              <Lock size={14} aria-hidden="true" />
              <span className="visually-hidden">{t('rail.reserved')}</span>
            </>
          ) : last === undefined ? (
            <>
              <span aria-hidden="true">—</span>
              <span className="visually-hidden">{t('rail.notBegun')}</span>
            </>
          ) : records.length > 1 ? (
            t('rail.records', { count: records.length })
          ) : last.completeness === 100 ? (
            <>
              <Check size={15} aria-hidden="true" />
              <span className="visually-hidden">{t('rail.complete')}</span>
            </>
          ) : (
            `${last.completeness}\u202f%`
          )}
        </span>
      </Link>
      {current && <div ref={sectionsRef} className={css.sections} />}
    </li>
  )
}
