import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { useLanguage } from '../language/index.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Progress } from '../parts/progress.tsx'
import { OpeningPage } from './opening-page.tsx'

interface PractiseProps {
  onDone: () => Promise<void>
  onBack: () => void
}

/** Opens the training office; the first time it is being filled while one waits. */
export function Practise({ onDone, onBack }: PractiseProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
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
    <OpeningPage title={t('start.train')}>
      <h1>{t('start.train')}</h1>
      <Card padded>
        {error === null ? (
          <Progress title={t('start.training')} reached={reached} step={t('start.training.text')} />
        ) : (
          <>
            <ErrorBox error={error} />
            <Button onClick={onBack}>{common('action.back')}</Button>
          </>
        )}
      </Card>
    </OpeningPage>
  )
}
