import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../../office/queries.ts'
import { Decide } from '../../parts/decide.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DrivePicker } from '../../parts/drive-picker.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useKey } from '../../transmission/use-key.ts'

interface RoleDialogProps {
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}

/** Writes a role to a key, for another office. */
export function ExportDialog({ id, name, onClose }: RoleDialogProps): ReactNode {
  const { t } = useTranslation('roles')
  const key = useKey()
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? key.path
  const write = useTell('roles.export')
  const act = async (): Promise<void> => {
    if (path === null) return
    const { file } = await write.mutateAsync({ id, path })
    toast(t('export.done', { file }))
    onClose()
  }
  return (
    <Dialog
      title={t('export.title', { name })}
      onClose={onClose}
      footer={
        <Decide ready={path !== null} busy={write.isPending} onCancel={onClose} act={act}>
          {t('export.do')}
        </Decide>
      }
    >
      <div className="stack">
        <p>{t('export.text')}</p>
        <ErrorBox error={write.error} />
        <DrivePicker
          forWriting
          value={path}
          onChange={(next) => {
            setChosen(next)
            key.choose(next)
          }}
        />
      </div>
    </Dialog>
  )
}

export function RetireDialog({ id, name, onClose, onDone }: RoleDialogProps & { onDone: () => void }): ReactNode {
  const { t } = useTranslation('roles')
  const retire = useTell('roles.retire', ['roles.'])
  const act = async (): Promise<void> => {
    await retire.mutateAsync({ id })
    toast(t('retire.done', { name }))
    onDone()
  }
  return (
    <Dialog
      title={t('retire.title', { name })}
      onClose={onClose}
      width="small"
      footer={
        <Decide look="danger" cancelFirst busy={retire.isPending} onCancel={onClose} act={act}>
          {t('retire')} « {name} »
        </Decide>
      }
    >
      <ErrorBox error={retire.error} />
      <p>{t('retire.text')}</p>
    </Dialog>
  )
}
