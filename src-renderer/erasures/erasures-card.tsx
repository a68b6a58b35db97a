import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'

/** On the page of settings: the way to the erasures, also when none waits. */
export function ErasuresCard(): ReactNode {
  const { t } = useTranslation('erasures')
  return (
    <Card title={t('title')} padded>
      <div className="stack-small">
        <p className="muted">{t('settings.text')}</p>
        <div className="line">
          <ButtonLink to="/erasures">{t('settings.open')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
