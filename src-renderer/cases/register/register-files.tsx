import { type ReactNode, useMemo } from 'react'
import { FilesProvider } from '../../files/files-context.ts'
import type { FormStore } from '../../forms/store.ts'
import { useOfForm } from '../../forms/use-form.ts'
import { textOf } from '../../forms/values.ts'

/** Files of a child who is being registered: a photo waits for the agreement on the sheet of consent. */
export function RegisterFiles({ consent, children }: { consent: FormStore; children: ReactNode }): ReactNode {
  const photoConsent = useOfForm(consent, (store) => textOf(store.get('consent_photo')))
  const files = useMemo(() => ({ caseId: null, photoConsent }), [photoConsent])
  return <FilesProvider value={files}>{children}</FilesProvider>
}
