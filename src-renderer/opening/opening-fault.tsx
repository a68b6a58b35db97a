import type { ReactNode } from 'react'
import { ErrorBox } from '../parts/error-box.tsx'
import { OpeningPage } from './opening-page.tsx'

/** The office cannot even say what it is: a damaged keyring, a failed self-test, a file in use. */
export function OpeningFault({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  return (
    <OpeningPage title="Lakana" width="middle">
      <ErrorBox error={error} onRetry={onRetry} />
    </OpeningPage>
  )
}
