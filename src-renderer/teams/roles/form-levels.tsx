import { Fragment, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formLevel } from '../../../src-main/domain/access/fields.ts'
import { type FormLevel, formLevels } from '../../../src-main/domain/access/role.ts'
import { formsOf } from '../../../src-main/domain/access/role-forms.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { Button } from '../../parts/button.tsx'
import type { Content } from './offered-role.ts'
import { useFormsByStep, useFormTitle } from './role-words.ts'
import css from './roles.module.css'

interface FormLevelsProps {
  readonly forms: Content['forms']
  readonly onChange: (forms: Content['forms']) => void
  readonly readOnly: boolean
}

/** Hidden, read or written: each form by step of the work. */
export function FormLevels({ forms, onChange, readOnly }: FormLevelsProps): ReactNode {
  const { t } = useTranslation('roles')
  const id = useId()
  const titleOf = useFormTitle()
  const steps = useFormsByStep()
  const { forms: all } = useForms()
  const names = all.map(({ form }) => form)
  const sight = { forms, names: true, sensitive: [] }
  const set = (name: string, level: FormLevel): void => {
    const levels = Object.fromEntries(names.map((each) => [each, formLevel(sight, each)]))
    onChange(formsOf(forms.others, { ...levels, [name]: level }, names))
  }
  return (
    <>
      {!readOnly && (
        <div className={css.all}>
          <span>{t('forms.all')}</span>
          {formLevels.map((level) => (
            <Button key={level} size="small" onClick={() => onChange({ others: level })}>
              {t(`level.${level}`)}
            </Button>
          ))}
        </div>
      )}
      <table className={`table dense ${css.forms}`}>
        <caption className="visually-hidden">{t('forms.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forms.form')}</th>
            {formLevels.map((level) => (
              <th key={level} scope="col" className={css.level}>
                {t(`level.${level}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, forms: inStep }) => (
            <Fragment key={step}>
              <tr>
                <th scope="colgroup" colSpan={4} className={css.step}>
                  {t(`step.${step}`)}
                </th>
              </tr>
              {inStep.map((form) => (
                <tr key={form.form}>
                  <th scope="row" className={css.form}>
                    {titleOf(form)}
                  </th>
                  {formLevels.map((level) => (
                    <td key={level} className={css.level}>
                      <input
                        type="radio"
                        name={`${id}-${form.form}`}
                        aria-label={`${titleOf(form)} : ${t(`level.${level}`)}`}
                        checked={formLevel(sight, form.form) === level}
                        onChange={() => set(form.form, level)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </>
  )
}
