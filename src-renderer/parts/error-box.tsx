import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OfficeError } from '../office/client.ts'
import { useErrorText } from '../office/error-text.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** The sentence of a refusal: what happened, why, what to do. Draws nothing for a cancelled call. */
export function ErrorBox({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useTranslation()
  const textOf = useErrorText()
  if (error === null || error === undefined) return null
  if (error instanceof OfficeError && error.code === 'call.cancelled') return null
  return (
    <Notice
      kind="error"
      live
      actions={
        onRetry === undefined ? undefined : (
          <Button size="small" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    >
      {textOf(error)}
    </Notice>
  )
}
