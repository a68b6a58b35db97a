import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { useLanguage } from '../language/index.ts'
import { ask } from '../office/client.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import { Progress } from '../parts/progress.tsx'
import { OpeningPage } from './opening-page.tsx'

/** Opens the training office; the first time it is being filled while one waits. */
export function Practise({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('setup')
  const language = useLanguage()
  const [reached, setReached] = useState<Reached | null>(null)
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    ask('setup.startTraining', { language }, { onProgress: setReached }).then(onDone, setError)
  }, [language, onDone])
  return (
    <OpeningPage>
      {error === null ? <Progress title={t('start.training')} reached={reached} /> : <ErrorBox error={error} />}
    </OpeningPage>
  )
}
