import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../src-main/contract/permissions.ts'
import { scopes, sensitiveRights } from '../../../src-main/domain/access/role.ts'
import { type Subject, subjects, withoutPermission, withPermission } from '../../../src-main/domain/access/subjects.ts'
import { Card } from '../../parts/card.tsx'
import { Check, Choices } from '../../parts/inputs.tsx'
import { FormLevels } from './form-levels.tsx'
import type { Content } from './offered-role.ts'
import css from './roles.module.css'

interface RoleMatrixProps {
  readonly content: Content
  /** Left out, the role is only shown. */
  readonly onChange?: (content: Content) => void
}

/** Everything that a role says, as questions that a head of service can answer. */
export function RoleMatrix({ content, onChange }: RoleMatrixProps): ReactNode {
  const { t } = useTranslation('roles')
  const id = useId()
  const put = (part: Partial<Content>): void => onChange?.({ ...content, ...part })
  const toggle = (of: 'sensitive', word: Content['sensitive'][number], on: boolean): void =>
    put({ [of]: on ? [...content.sensitive, word] : content.sensitive.filter((each) => each !== word) })
  return (
    <fieldset className="stack" disabled={onChange === undefined}>
      <legend className="visually-hidden">{content.name.fr}</legend>
      <Card title={t('section.acts')} padded>
        {(Object.keys(subjects) as Subject[]).map((subject) => (
          <Acts
            key={subject}
            subject={subject}
            held={content.permissions}
            onChange={(permissions) => put({ permissions })}
          />
        ))}
      </Card>
      <Card title={t('section.scope')} padded>
        <Choices
          name={`${id}-scope`}
          tall
          value={content.scope}
          options={scopes.map((scope) => ({
            value: scope,
            label: t(`scope.${scope}`),
            help: t(`scope.${scope}.text`),
          }))}
          onChange={(scope) => put({ scope })}
        />
      </Card>
      <Card title={t('section.names')} padded>
        <Choices
          name={`${id}-names`}
          tall
          value={content.names ? 'yes' : 'no'}
          options={(['yes', 'no'] as const).map((word) => ({
            value: word,
            label: t(`names.${word}`),
            help: t(`names.${word}.text`),
          }))}
          onChange={(word) => put({ names: word === 'yes' })}
        />
      </Card>
      <Card title={t('section.forms')}>
        <FormLevels forms={content.forms} onChange={(forms) => put({ forms })} readOnly={onChange === undefined} />
      </Card>
      <Card title={t('section.sensitive')} padded>
        {sensitiveRights.map((word) => (
          <Check
            key={word}
            checked={content.sensitive.includes(word)}
            disabled={onChange === undefined}
            onChange={(on) => toggle('sensitive', word, on)}
          >
            {t(`sensitive.${word}`)} <span className="small muted">{t(`sensitive.${word}.text`)}</span>
          </Check>
        ))}
      </Card>
    </fieldset>
  )
}

interface ActsProps {
  readonly subject: Subject
  readonly held: readonly Permission[]
  readonly onChange: (held: Permission[]) => void
}

/** Acts about one subject. What one needs is ticked with it, and goes with it. */
function Acts({ subject, held, onChange }: ActsProps): ReactNode {
  const { t } = useTranslation('roles')
  return (
    <fieldset className={css.subject}>
      <legend>{t(`subject.${subject}`)}</legend>
      <div className={css.acts}>
        {subjects[subject].map((word) => (
          <Check
            key={word}
            checked={held.includes(word)}
            onChange={(on) => onChange(on ? withPermission(held, word) : withoutPermission(held, word))}
          >
            {t(`act.${word}`)}
          </Check>
        ))}
      </div>
    </fieldset>
  )
}
