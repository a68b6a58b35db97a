import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { OpeningPage } from './opening-page.tsx'
import { Repair } from './repair.tsx'

/** The office cannot even say what it is: a damaged keyring, a failed self-test, a file in use. */
export function OpeningFault({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const { t } = useTranslation('backups')
  const [repairing, setRepairing] = useState(false)
  if (repairing)
    return <Repair office={undefined} signIn="" onBack={() => setRepairing(false)} onDone={async () => onRetry()} />
  return (
    <OpeningPage title="Lakana" width="middle">
      <ErrorBox error={error} onRetry={onRetry} />
      <div className="line">
        <Button onClick={() => setRepairing(true)}>{t('restore.title')}</Button>
      </div>
    </OpeningPage>
  )
}
