import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../language/format.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DrivePicker } from '../../parts/drive-picker.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { LongTextInput } from '../../parts/inputs.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useLong } from '../../parts/use-long.ts'
import { useKey } from '../../transmission/use-key.ts'

interface DirectDialogProps {
  readonly caseId: string
  /** Name of the office that receives. */
  readonly office: string
  readonly onClose: () => void
}

/** Writes the one file of an urgent hand-over on a key, and says where to take it. */
export function DirectDialog({ caseId, office, onClose }: DirectDialogProps): ReactNode {
  const { t } = useTranslation('transfers')
  const { t: common } = useTranslation()
  const key = useKey()
  const carry = useLong('transfers.carry', ['transfers.direct'])
  const [chosen, setChosen] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const path = chosen ?? key.path
  if (carry.done !== null) {
    const { file, bytes, files } = carry.done
    return (
      <Dialog
        title={t('direct.title', { office })}
        onClose={onClose}
        footer={
          <Button look="main" data-first onClick={onClose}>
            {common('action.close')}
          </Button>
        }
      >
        <div className="stack">
          <Notice kind="good" title={t('direct.done')} live>
            {t('direct.file', { file, size: formatBytes(bytes) })}
          </Notice>
          {files.later > 0 && (
            <Notice kind="warn" title={t('direct.later', { count: files.later })}>
              {t('direct.later.text')}
            </Notice>
          )}
          <p>{t('direct.next', { office })}</p>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={t('direct.title', { office })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={carry.busy ? carry.cancel : onClose}>{common('action.cancel')}</Button>
          <Button
            look="main"
            busy={carry.busy}
            disabled={path === null || reason.trim() === ''}
            onClick={() => path !== null && void carry.run({ caseId, path, reason })}
          >
            {t('direct.do')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('direct.lead', { office })}</p>
        <ErrorBox error={carry.error} />
        <LongTextInput
          label={t('direct.reason')}
          required
          data-first
          rows={2}
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
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
