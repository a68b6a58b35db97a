import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaveKey } from '../../forms/use-save-key.ts'
import { goTo } from '../../office/navigation.ts'
import { useTell } from '../../office/queries.ts'
import { useUnsaved } from '../../office/unsaved.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { toast } from '../../parts/toasts.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import type { Content } from './offered-role.ts'
import { RoleMatrix } from './role-matrix.tsx'
import { RolePreview } from './role-preview.tsx'
import { RoleSide } from './role-side.tsx'
import { useRoleName } from './role-words.ts'
import css from './roles.module.css'
import type { ListedRole } from './roles-page.tsx'

interface RoleEditorProps {
  readonly start: Content
  /** The role being changed; null for a new one. */
  readonly changing: ListedRole | null
  readonly onDone?: () => void
}

/** Changes a role of the office, or makes one. */
export function RoleEditor({ start, changing, onDone }: RoleEditorProps): ReactNode {
  const { t } = useTranslation('roles')
  const { t: common } = useTranslation()
  const nameOf = useRoleName()
  const [content, setContent] = useState(start)
  const [tried, setTried] = useState(false)
  const save = useTell('roles.save', ['roles.', 'setup.', 'groups.', 'caseload.', 'assign.'])
  const dirty = !save.isSuccess && (changing === null || JSON.stringify(content) !== JSON.stringify(start))
  const write = async (): Promise<void> => {
    setTried(true)
    if (content.name.fr.trim() === '') return
    await save.mutateAsync({ id: changing?.id ?? null, revision: changing?.revision ?? '', content })
  }
  useUnsaved(dirty, { keep: write, drop: async () => setContent(start) })
  const done = (): void => (onDone === undefined ? goTo('/people/roles') : onDone())
  const submit = async (): Promise<void> => {
    await write()
    if (content.name.fr.trim() === '') return
    const held = changing?.holders.filter(({ active }) => active).length ?? 0
    const also = held === 0 ? '' : ` ${t('saved.atOnce', { count: held })}`
    toast(`${t('saved', { name: content.name.fr.trim() })}${also}`)
    // The page lets go of its typing before it is left.
    setTimeout(done)
  }
  const act = (): void => void submit().catch(() => undefined)
  useSaveKey(act)
  return (
    <>
      <PageHeader
        title={changing === null ? t('new.title') : t('edit.title', { name: nameOf(changing.content) })}
        actions={
          <>
            <Button onClick={onDone ?? (() => goTo('/people/roles'))}>{common('action.cancel')}</Button>
            <Button look="main" busy={save.isPending} onClick={act}>
              {t('save')}
            </Button>
          </>
        }
      />
      <PeopleNav />
      <ErrorBox error={save.error} />
      <div className={css.page}>
        <div className="stack">
          <Card padded>
            <div className="two">
              <TextInput
                label={t('field.name')}
                required
                maxLength={80}
                value={content.name.fr}
                error={tried && content.name.fr.trim() === '' ? t('field.name.wrong') : undefined}
                onChange={(fr) => setContent({ ...content, name: { ...content.name, fr } })}
              />
              <TextInput
                label={t('field.nameEn')}
                maxLength={80}
                value={content.name.en}
                onChange={(en) => setContent({ ...content, name: { ...content.name, en } })}
              />
            </div>
            <TextInput
              label={t('field.about')}
              maxLength={300}
              value={content.about.fr}
              onChange={(fr) => setContent({ ...content, about: { fr, en: '' } })}
            />
          </Card>
          <RoleMatrix content={content} onChange={setContent} />
        </div>
        <RoleSide>
          <RolePreview content={content} />
        </RoleSide>
      </div>
    </>
  )
}
