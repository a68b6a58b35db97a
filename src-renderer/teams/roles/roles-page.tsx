import { FileDown, GitCompareArrows } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { useLanguage } from '../../language/index.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { useHolderWords, useRoleName } from './role-words.ts'
import css from './roles.module.css'

export type ListedRole = CallOutput<'roles.list'>['roles'][number]

/** Roles of the office, those laid down above, then those that come with the program, with who holds them. */
export function RolesPage(): ReactNode {
  const { t } = useTranslation('roles')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('roles.list', {})
  const [importing, setImporting] = useState(false)
  const above = data?.roles.filter(({ from }) => from !== null) ?? []
  const own = data?.roles.filter(({ standard, from }) => !standard && from === null) ?? []
  const standard = data?.roles.filter((role) => role.standard) ?? []
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            {can('role.manage') && (
              <Button icon={<FileDown aria-hidden="true" />} onClick={() => setImporting(true)}>
                {t('import')}
              </Button>
            )}
            <ButtonLink to="/people/roles/compare" icon={<GitCompareArrows aria-hidden="true" />}>
              {t('compare')}
            </ButtonLink>
          </>
        }
      />
      <PeopleNav />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <div className="stack">
          <Card title={t('own')}>
            {own.length === 0 ? <Empty title={t('own.none')}>{t('own.none.text')}</Empty> : <RoleList roles={own} />}
          </Card>
          {above.length > 0 && (
            <Card title={t('above', { office: above[0]?.from ?? '' })}>
              <RoleList roles={above} />
            </Card>
          )}
          <Card title={t('standard')}>
            <RoleList roles={standard} />
          </Card>
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}

function RoleList({ roles }: { roles: readonly ListedRole[] }): ReactNode {
  const { t } = useTranslation('roles')
  const { can } = useSession()
  const lang = useLanguage()
  const nameOf = useRoleName()
  const holders = useHolderWords()
  return (
    <ul className={css.list}>
      {roles.map(({ id, content, withdrawn, holders: people }) => {
        const name = nameOf(content)
        return (
          <li key={id}>
            <div className="grow">
              <Link href={`/people/roles/${id}`} aria-label={t('open', { name })}>
                <b>{name}</b>
              </Link>{' '}
              {withdrawn && <span className="muted">({t('withdrawn')})</span>}
              <div className="small muted">{content.about[lang] || content.about.fr}</div>
            </div>
            <span className={css.facts}>
              {t(`scope.${content.scope}`)}
              <br />
              <span className="muted">{holders(people.filter(({ active }) => active).length)}</span>
            </span>
            {can('role.manage') && (
              <ButtonLink to={`/people/roles/copy-${id}`} size="small" label={`${t('copy')} : ${name}`}>
                {t('copy')}
              </ButtonLink>
            )}
          </li>
        )
      })}
    </ul>
  )
}
