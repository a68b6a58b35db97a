import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotFound } from '../../frame/not-found.tsx'
import { goTo } from '../../office/navigation.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import { type Content, offeredRole } from './offered-role.ts'
import { ExportDialog, RetireDialog } from './role-dialogs.tsx'
import { RoleEditor } from './role-editor.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { RolePreview } from './role-preview.tsx'
import { RoleSide } from './role-side.tsx'
import { useRoleName } from './role-words.ts'
import css from './roles.module.css'
import type { ListedRole } from './roles-page.tsx'

/** One role: shown, changed, or a new one begun from a copy (`copy-<id>`) or from a file (`new`). */
export function RolePage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('roles')
  const { t: common } = useTranslation()
  const { can } = useSession()
  const { data, error, refetch } = useAsk('roles.list', {})
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p className="muted">{common('loading')}</p>
  const copied = data.roles.find((role) => `copy-${role.id}` === id)
  const offered = id === 'new' ? offeredRole() : null
  if (can('role.manage') && offered !== null) return <RoleEditor start={offered} changing={null} />
  if (can('role.manage') && copied !== undefined)
    return <RoleEditor start={copyOf(copied.content, t)} changing={null} />
  const role = data.roles.find((each) => each.id === id)
  if (role === undefined) return <NotFound />
  return <RoleView role={role} />
}

function copyOf(content: Content, t: ReturnType<typeof useTranslation<'roles'>>['t']): Content {
  const named = (name: string): string => (name === '' ? '' : t('copyOf', { name }).slice(0, 80))
  return { ...content, name: { fr: named(content.name.fr), en: named(content.name.en) } }
}

function RoleView({ role }: { role: ListedRole }): ReactNode {
  const { t } = useTranslation('roles')
  const { can } = useSession()
  const nameOf = useRoleName()
  const [mode, setMode] = useState<'view' | 'edit' | 'export' | 'retire'>('view')
  const fixed = role.standard || role.from !== null
  const held = role.holders.some(({ active }) => active)
  const name = nameOf(role.content)
  if (mode === 'edit') return <RoleEditor start={role.content} changing={role} onDone={() => setMode('view')} />
  return (
    <>
      <PageHeader
        title={name}
        lead={role.content.about.fr}
        actions={
          <>
            <ButtonLink to="/people/roles">{t('view.back')}</ButtonLink>
            {can('exchange.read') && <Button onClick={() => setMode('export')}>{t('export')}</Button>}
            {can('role.manage') && !fixed && (
              <>
                <Button disabled={held} onClick={() => setMode('retire')} aria-describedby="held">
                  {t('retire')}
                </Button>
                <Button look="main" onClick={() => setMode('edit')}>
                  {t('edit')}
                </Button>
              </>
            )}
            {can('role.manage') && fixed && (
              <ButtonLink to={`/people/roles/copy-${role.id}`} look="main">
                {t('copy')}
              </ButtonLink>
            )}
          </>
        }
      />
      <PeopleNav />
      {role.standard && <Notice className={css.notice}>{t('readOnly')}</Notice>}
      {role.from !== null && (
        <Notice className={css.notice}>
          {t(role.withdrawn ? 'withdrawn.notice' : 'above.notice', { office: role.from })}
        </Notice>
      )}
      {!fixed && held && (
        <p id="held" className="small muted">
          {t('retire.held')}
        </p>
      )}
      <div className={css.page}>
        <RoleMatrix content={role.content} />
        <RoleSide first>
          <RolePreview content={role.content} />
          <Holders role={role} />
        </RoleSide>
      </div>
      {mode === 'export' && <ExportDialog id={role.id} name={name} onClose={() => setMode('view')} />}
      {mode === 'retire' && (
        <RetireDialog id={role.id} name={name} onClose={() => setMode('view')} onDone={() => goTo('/people/roles')} />
      )}
    </>
  )
}

function Holders({ role }: { role: ListedRole }): ReactNode {
  const { t } = useTranslation('roles')
  return (
    <Card title={t('section.holders')} padded>
      {role.holders.length === 0 ? (
        <p className="muted">{t('holders.none')}</p>
      ) : (
        <ul className={css.plain}>
          {role.holders.map(({ id, name, active }) => (
            <li key={id}>
              {name} {!active && <span className="muted small">({t('holders.closed')})</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
