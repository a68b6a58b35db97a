import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pc } from '../../../src-main/contract/revocations.ts'
import { formatDay } from '../../language/format.ts'
import { useTell } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { toast } from '../../parts/toasts.tsx'

/** The office has brought work of its revoked PC by another way: somebody has made sure that it is its own. */
export function BelieveDialog({ pc, onClose }: { pc: Pc; onClose: () => void }): ReactNode {
  const { t } = useTranslation('pcs')
  const { t: common } = useTranslation()
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const believe = useTell('revocations.believe', [''])
  const wrong = why.trim() === ''
  const submit = (): void => {
    setTried(true)
    if (wrong) return
    believe.mutate(
      { replica: pc.replica, why },
      {
        onSuccess: () => {
          toast(t('believe.done'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={t('believe.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
          <Button look="main" busy={believe.isPending} onClick={submit}>
            {t('believe.action', { count: pc.revoked?.apart ?? 0 })}
          </Button>
        </>
      }
    >
      <form
        className="stack-small"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorBox error={believe.error} />
        <p className="small muted">
          {t('certified', { day: formatDay(pc.certifiedAt) })}
          {pc.revoked !== null &&
            ` · ${t(`reason.${pc.revoked.reason}`)} · ${t('state.revoked', { day: formatDay(pc.revoked.at) })}`}
        </p>
        <p>{t('believe.text')}</p>
        <p>{t('believe.still')}</p>
        <TextInput
          label={t('believe.why')}
          help={t('believe.why.help')}
          required
          maxLength={500}
          value={why}
          error={tried && wrong ? t('believe.why.wrong') : undefined}
          onChange={setWhy}
          data-first
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
