import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWaitingDeparture } from '../office/navigation.ts'
import { unsavedWork } from '../office/unsaved.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'

/** Asks before a page with unsaved work is left. */
export function LeaveDialog(): ReactNode {
  const { t } = useTranslation()
  const departure = useWaitingDeparture()
  const [error, setError] = useState<unknown>(null)
  if (departure === null) return null
  const leaveAfter = async (how: 'keep' | 'drop'): Promise<void> => {
    try {
      await Promise.all(unsavedWork().map((work) => work[how]()))
      setError(null)
      departure.leave()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Dialog
      title={t('leave.title')}
      onClose={departure.stay}
      footer={
        <>
          <Button look="danger" onClick={() => void leaveAfter('drop')}>
            {t('leave.drop')}
          </Button>
          <Button onClick={departure.stay}>{t('leave.stay')}</Button>
          <Button look="main" onClick={() => void leaveAfter('keep')}>
            {t('leave.keep')}
          </Button>
        </>
      }
    >
      <p>{t('leave.text')}</p>
      <ErrorBox error={error} />
    </Dialog>
  )
}
