import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import type { CallInput } from '../../src-main/contract/index.ts'
import { proposable } from '../../src-main/domain/cases/proposal.ts'
import type { FormValues } from '../../src-main/domain/forms/types.ts'
import type { FormStore } from '../forms/store.ts'
import { useTell } from '../office/queries.ts'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { LongTextInput } from '../parts/inputs.tsx'
import { toast } from '../parts/toasts.tsx'
import { answeredIn, GroupFields } from './group-fields.tsx'

interface ProposeProps {
  readonly file: CaseFile
  readonly record: CaseFile['forms'][number]
  /** The field group that it is about. */
  readonly group: string
  readonly makeStore: (values: FormValues) => FormStore
  readonly onClose: () => void
}

/** A correction for one answer of a case that another office keeps, with the reason. It goes to that office, which decides. */
export function ProposeDialog({ file, record, group, makeStore, onClose }: ProposeProps): ReactNode {
  const { t } = useTranslation('words')
  const propose = useTell('words.propose', ['words.', 'cases.history'])
  const [store] = useState(() => makeStore(record.values as FormValues))
  const [reason, setReason] = useState('')
  const fields = proposable(store.definition, group).map(({ id }) => id)
  const act = async (): Promise<void> => {
    const values = answeredIn(store, fields) as CallInput<'words.propose'>['values'] | null
    if (values === null) return
    const { id, revision } = record
    await propose.mutateAsync({ caseId: file.item.id, record: id, group, revision, values, reason })
    toast(t('proposed', { office: file.officeName }))
    onClose()
  }
  return (
    <Dialog
      title={t('propose.title')}
      onClose={onClose}
      width="wide"
      footer={
        <Decide
          lacks={reason.trim() === '' ? t('propose.missing') : ''}
          ready={reason.trim() !== ''}
          busy={propose.isPending}
          onCancel={onClose}
          act={act}
        >
          {t('propose.do')}
        </Decide>
      }
    >
      <div className="stack">
        <p>{t('propose.lead', { office: file.officeName })}</p>
        <ErrorBox error={propose.error} />
        <GroupFields store={store} fields={fields} />
        <LongTextInput
          label={t('propose.reason')}
          required
          rows={3}
          maxLength={5000}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Dialog>
  )
}
