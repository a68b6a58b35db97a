import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { toast } from '../../parts/toasts.tsx'
import { PersonPicker } from '../person-picker.tsx'
import type { Group, Listed } from './groups-page.tsx'

interface GroupDialogProps {
  readonly group: Group | null
  readonly people: Listed['people']
  readonly onClose: () => void
}

/** Name, supervisors and members of a group. */
export function GroupDialog({ group, people, onClose }: GroupDialogProps): ReactNode {
  const { t } = useTranslation('teams')
  const { t: common } = useTranslation()
  const [name, setName] = useState(group?.name ?? '')
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? [])
  const [supervisors, setSupervisors] = useState<readonly string[]>(group?.supervisors ?? [])
  const [tried, setTried] = useState(false)
  const save = useTell('groups.save', ['groups.', 'caseload.', 'assign.', 'cases.', 'home.'])
  // Somebody whose account has ended is shown as long as he is in it, to be taken out.
  const offered = people
    .filter(({ id, active }) => active || members.includes(id) || supervisors.includes(id))
    .map(({ id, name: who, active }) => ({ id, name: who, ...(active ? {} : { note: t('groups.gone') }) }))
  const submit = async (): Promise<void> => {
    setTried(true)
    if (name.trim() === '') return
    await save.mutateAsync({
      id: group?.id ?? null,
      name: name.trim(),
      members: [...members],
      supervisors: [...supervisors],
    })
    toast(t('groups.saved', { name: name.trim() }))
    onClose()
  }
  return (
    <Dialog
      title={group === null ? t('groups.new') : t('groups.edit.of', { name: group.name })}
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button look="main" busy={save.isPending} onClick={() => void submit().catch(() => undefined)}>
            {common('action.save')}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit().catch(() => undefined)
        }}
      >
        <ErrorBox error={save.error} />
        <TextInput
          label={t('groups.name')}
          required
          maxLength={80}
          value={name}
          error={tried && name.trim() === '' ? t('groups.name.wrong') : undefined}
          onChange={setName}
          data-first
        />
        <PersonPicker label={t('groups.supervisors')} people={offered} chosen={supervisors} onChange={setSupervisors} />
        <PersonPicker label={t('groups.members')} people={offered} chosen={members} onChange={setMembers} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
