import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formLevel } from '../../../src-main/domain/access/fields.ts'
import { runsOffice } from '../../../src-main/domain/access/last-administrator.ts'
import type { FormLevel } from '../../../src-main/domain/access/role.ts'
import { type Subject, subjects } from '../../../src-main/domain/access/subjects.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { useLanguage } from '../../language/index.ts'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import type { Content } from './offered-role.ts'
import css from './roles.module.css'

/** The role in sentences, as it is at this moment. */
export function RolePreview({ content }: { content: Content }): ReactNode {
  const { t } = useTranslation('roles')
  const seesCases = content.scope !== 'none' && content.permissions.includes('case.read')
  return (
    <Card title={t('section.preview')} padded>
      <div className="stack-small" aria-live="polite">
        {seesCases ? <Seen content={content} /> : <p>{t('preview.nothing')}</p>}
        <Acts content={content} />
        {runsOffice(content) && <Notice kind="warn">{t('preview.lead')}</Notice>}
      </div>
    </Card>
  )
}

function Seen({ content }: { content: Content }): ReactNode {
  const { t } = useTranslation('roles')
  const { forms } = useForms()
  const lang = useLanguage()
  const mayWrite = content.permissions.includes('case.write')
  // A form may be written by whoever may write at all.
  const levelOf = (form: string): FormLevel => {
    const level = formLevel(content, form)
    return level === 'write' && !mayWrite ? 'read' : level
  }
  const at = (level: FormLevel): string => {
    const found = forms.filter(({ form }) => levelOf(form) === level)
    if (found.length === forms.length) return t('preview.forms.all')
    return found.map(({ number, title }) => `${number} ${title[lang]}`).join(', ')
  }
  const parts = content.sensitive.map((word) => t(`sensitive.${word}`))
  return (
    <>
      <p>
        {t('preview.sees', { scope: t(`scope.${content.scope}`) })},{' '}
        <b>{t(content.names ? 'preview.names' : 'preview.noNames')}</b>.
      </p>
      {(['write', 'read', 'none'] as const).map((level) => {
        const listed = at(level)
        return listed === '' ? null : (
          <p key={level} className="small">
            {t(`preview.forms.${level}`, { forms: listed })}
          </p>
        )
      })}
      <p className="small">
        {parts.length === 0 ? t('preview.sensitive.none') : t('preview.sensitive', { parts: parts.join(', ') })}
      </p>
    </>
  )
}

function Acts({ content }: { content: Content }): ReactNode {
  const { t } = useTranslation('roles')
  if (content.permissions.length === 0) return <p>{t('preview.can.nothing')}</p>
  return (
    <div>
      <b>{t('preview.can')}</b>
      <ul className={css.can}>
        {(Object.keys(subjects) as Subject[]).flatMap((subject) =>
          subjects[subject]
            .filter((word) => content.permissions.includes(word))
            .map((word) => <li key={word}>{t(`act.${word}`)}</li>),
        )}
      </ul>
    </div>
  )
}
