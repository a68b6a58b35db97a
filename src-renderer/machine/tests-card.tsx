import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { ask } from '../office/client.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { State } from '../parts/tag.tsx'

/** The known-answer tests of the encryption, run now. */
export function TestsCard(): ReactNode {
  const { t } = useTranslation('machine')
  const [outcome, setOutcome] = useState<CallOutput<'machine.selfTest'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const failed = outcome?.filter(({ ok }) => !ok).map(({ name }) => name) ?? []
  return (
    <Card title={t('tests.title')} padded>
      <div className="stack-small">
        <p className="muted">{t('tests.text')}</p>
        <ErrorBox error={error} />
        {outcome !== null && (
          <p role="status">
            {failed.length > 0 ? (
              <State tone="late">{t('tests.failed', { names: failed.join(', ') })}</State>
            ) : (
              <State tone="good">{t('tests.ok', { count: outcome.length })}</State>
            )}
            <br />
            <span className="small muted">{outcome.map(({ name }) => name).join(', ')}</span>
          </p>
        )}
        <div className="line">
          <Button onClick={() => ask('machine.selfTest', {}).then(setOutcome, setError)}>{t('tests.run')}</Button>
        </div>
      </div>
    </Card>
  )
}
