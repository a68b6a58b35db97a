import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'

/** On the page of settings: the way to lists, places and questions. */
export function ListsLink(): ReactNode {
  const { t } = useTranslation('lists')
  return (
    <Card title={t('title')} padded>
      <div className="stack-small">
        <p className="muted">{t('settings.text')}</p>
        <div className="line">
          <ButtonLink to="/settings/lists">{t('settings.open')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
