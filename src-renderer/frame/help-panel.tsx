import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Dialog } from '../parts/dialog.tsx'

const HelpText = lazy(async () => ({ default: (await import('../help/help-text.tsx')).HelpText }))

/** Help about the page one is on, beside it. */
export function HelpPanel({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <Dialog title={t('rail.help')} onClose={onClose} place="side" width="small" toRead>
      <Suspense fallback={null}>
        <HelpText path={path} />
      </Suspense>
    </Dialog>
  )
}
