import { Plus, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { useAsk, useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Decide } from '../../parts/decide.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { toast } from '../../parts/toasts.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import css from '../teams.module.css'
import { GroupDialog } from './group-dialog.tsx'

export type Listed = CallOutput<'groups.list'>
export type Group = Listed['groups'][number]

/** Teams and who answers for them. */
export function GroupsPage(): ReactNode {
  const { t } = useTranslation('teams')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('groups.list', {})
  const [editing, setEditing] = useState<Group | 'new' | null>(null)
  const [dissolving, setDissolving] = useState<Group | null>(null)
  const add = can('group.manage') && (
    <Button look="main" icon={<Plus aria-hidden="true" />} onClick={() => setEditing('new')}>
      {t('groups.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('groups.title')} lead={t('groups.lead')} actions={add} />
      <PeopleNav />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.groups.length === 0 && (
        <Card>
          <Empty icon={<Users aria-hidden="true" />} title={t('groups.empty')} action={add}>
            {t('groups.empty.text')}
          </Empty>
        </Card>
      )}
      {data !== undefined && (
        <div className={css.groups}>
          {data.groups.map((group) => (
            <GroupCard
              key={group.id}
              group={group}
              people={data.people}
              {...(can('group.manage')
                ? { onEdit: () => setEditing(group), onDissolve: () => setDissolving(group) }
                : {})}
            />
          ))}
        </div>
      )}
      {editing !== null && data !== undefined && (
        <GroupDialog group={editing === 'new' ? null : editing} people={data.people} onClose={() => setEditing(null)} />
      )}
      {dissolving !== null && <DissolveDialog group={dissolving} onClose={() => setDissolving(null)} />}
    </>
  )
}

interface GroupCardProps {
  readonly group: Group
  readonly people: Listed['people']
  readonly onEdit?: () => void
  readonly onDissolve?: () => void
}

function GroupCard({ group, people, onEdit, onDissolve }: GroupCardProps): ReactNode {
  const { t } = useTranslation('teams')
  const { name } = group
  const names = (ids: readonly string[]): ReactNode => {
    const found = people.filter(({ id }) => ids.includes(id))
    if (found.length === 0) return <span className="muted">{t('groups.none')}</span>
    return found.map((person) => (person.active ? person.name : `${person.name} (${t('groups.gone')})`)).join(', ')
  }
  return (
    <Card
      title={name}
      padded
      actions={
        <span className="line">
          {onEdit !== undefined && (
            <Button size="small" aria-label={t('groups.edit.of', { name })} onClick={onEdit}>
              {t('groups.edit')}
            </Button>
          )}
          {onDissolve !== undefined && (
            <Button size="small" look="quiet" aria-label={t('groups.dissolve.of', { name })} onClick={onDissolve}>
              {t('groups.dissolve')}
            </Button>
          )}
        </span>
      }
    >
      <dl className={css.lists}>
        <dt>{t('groups.supervisors')}</dt>
        <dd>{names(group.supervisors)}</dd>
        <dt>{t('groups.members')}</dt>
        <dd>{names(group.members)}</dd>
      </dl>
    </Card>
  )
}

function DissolveDialog({ group, onClose }: { group: Group; onClose: () => void }): ReactNode {
  const { t } = useTranslation('teams')
  const dissolve = useTell('groups.dissolve', ['groups.', 'caseload.', 'assign.', 'cases.'])
  const { id, name } = group
  const act = async (): Promise<void> => {
    await dissolve.mutateAsync({ id })
    toast(t('groups.dissolved', { name }))
    onClose()
  }
  return (
    <Dialog
      title={t('groups.dissolve.title', { name })}
      onClose={onClose}
      width="small"
      footer={
        <Decide look="danger" cancelFirst busy={dissolve.isPending} onCancel={onClose} act={act}>
          {t('groups.dissolve.of', { name })}
        </Decide>
      }
    >
      <ErrorBox error={dissolve.error} />
      <p>{t('groups.dissolve.text')}</p>
    </Dialog>
  )
}
