import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareRoles, type RolePoint } from '../../../src-main/domain/access/compare-roles.ts'
import { type Subject, subjects } from '../../../src-main/domain/access/subjects.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { useAsk } from '../../office/queries.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Field } from '../../parts/field.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import { useFormTitle, useRoleName } from './role-words.ts'
import css from './roles.module.css'
import type { ListedRole } from './roles-page.tsx'

const permissions = (Object.keys(subjects) as Subject[]).flatMap((subject) => [...subjects[subject]])

/** Two roles side by side, what differs first. */
export function ComparePage(): ReactNode {
  const { t } = useTranslation('roles')
  const { data, error, refetch } = useAsk('roles.list', {})
  const [left, setLeft] = useState('case_worker')
  const [right, setRight] = useState('supervisor')
  const roles = data?.roles ?? []
  const find = (id: string): ListedRole | undefined => roles.find((role) => role.id === id)
  const [a, b] = [find(left), find(right)]
  return (
    <>
      <PageHeader title={t('compare.title')} actions={<ButtonLink to="/people/roles">{t('view.back')}</ButtonLink>} />
      <PeopleNav />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      <div className="stack">
        <div className="two">
          <RoleChoice label={t('compare.left')} roles={roles} value={left} onChange={setLeft} />
          <RoleChoice label={t('compare.right')} roles={roles} value={right} onChange={setRight} />
        </div>
        {a !== undefined && b !== undefined && <Differences left={a} right={b} />}
      </div>
    </>
  )
}

interface RoleChoiceProps {
  readonly label: string
  readonly roles: readonly ListedRole[]
  readonly value: string
  readonly onChange: (id: string) => void
}

function RoleChoice({ label, roles, value, onChange }: RoleChoiceProps): ReactNode {
  const nameOf = useRoleName()
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {roles.map((role) => (
            <option key={role.id} value={role.id}>
              {nameOf(role.content)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Differences({ left, right }: { left: ListedRole; right: ListedRole }): ReactNode {
  const { t } = useTranslation('roles')
  const { forms } = useForms()
  const { differ, same } = compareRoles(left.content, right.content, {
    permissions,
    forms: forms.map(({ form }) => form),
  })
  return (
    <>
      <Card
        title={differ.length === 0 ? t('compare.differ_zero') : t('compare.differ', { count: differ.length })}
        padded={differ.length === 0}
      >
        {differ.length > 0 && <Points points={differ} left={left} right={right} />}
      </Card>
      <details className={css.same}>
        <summary>{t('compare.same', { count: same.length })}</summary>
        <Card>
          <Points points={same} left={left} right={right} />
        </Card>
      </details>
    </>
  )
}

interface PointsProps {
  readonly points: readonly RolePoint[]
  readonly left: ListedRole
  readonly right: ListedRole
}

function Points({ points, left, right }: PointsProps): ReactNode {
  const { t } = useTranslation('roles')
  const nameOf = useRoleName()
  const titleOf = useFormTitle()
  const { form: formOf } = useForms()
  const words = (point: RolePoint): [string, string, string] => {
    const yes = (held: boolean): string => t(held ? 'compare.yes' : 'compare.no')
    switch (point.of) {
      case 'scope':
        return [t('section.scope'), t(`scope.${point.left}`), t(`scope.${point.right}`)]
      case 'names':
        return [t('section.names'), t(`names.${point.left ? 'yes' : 'no'}`), t(`names.${point.right ? 'yes' : 'no'}`)]
      case 'act':
        return [t(`act.${point.word}`), yes(point.left), yes(point.right)]
      case 'sensitive':
        return [t(`sensitive.${point.word}`), yes(point.left), yes(point.right)]
      case 'form': {
        const form = formOf(point.word)
        return [form === undefined ? point.word : titleOf(form), t(`level.${point.left}`), t(`level.${point.right}`)]
      }
    }
  }
  return (
    <table className={`table dense ${css.points}`}>
      <thead>
        <tr>
          <th scope="col">{t('compare.point')}</th>
          <th scope="col">{nameOf(left.content)}</th>
          <th scope="col">{nameOf(right.content)}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => {
          const [label, here, there] = words(point)
          return (
            <tr key={`${point.of} ${label}`}>
              <th scope="row">{label}</th>
              <td>{here}</td>
              <td>{there}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
