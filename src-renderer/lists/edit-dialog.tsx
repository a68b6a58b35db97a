import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../src-main/contract/index.ts'
import { useTell } from '../office/queries.ts'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'

interface EditDialogProps {
  readonly title: string
  /** What is meant; nothing while something lacks. */
  readonly edits: readonly CallInput<'lists.edit'>[]
  readonly lacks: string
  /** Said once it is prepared. */
  readonly name: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog that prepares one thing. */
export function EditDialog({ title, edits, lacks, name, onClose, children }: EditDialogProps): ReactNode {
  const { t } = useTranslation('lists')
  const save = useTell('lists.edit', ['lists.'])
  const act = async (): Promise<void> => {
    if (edits.length === 0) return
    for (const edit of edits) await save.mutateAsync(edit)
    toast(t('prepared', { name }))
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Decide
          lacks={edits.length === 0 ? lacks : ''}
          ready={edits.length > 0}
          busy={save.isPending}
          onCancel={onClose}
          act={act}
        >
          {t('prepare')}
        </Decide>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void act().catch(() => undefined)
        }}
      >
        <ErrorBox error={save.error} />
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
