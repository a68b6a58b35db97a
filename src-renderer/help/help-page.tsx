import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../parts/card.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { HelpText } from './help-text.tsx'

/** All the help on one page. */
export function HelpPage(): ReactNode {
  const { t } = useTranslation('help')
  const { t: common } = useTranslation()
  const names = ['home', 'cases', 'register', 'transmission', 'settings'] as const
  const titles = [
    common('rail.home'),
    common('rail.cases'),
    t('keys.new'),
    common('rail.transmission'),
    common('rail.settings'),
  ]
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="stack">
        {names.map((name, index) => (
          <Card key={name} title={titles[index]} padded>
            <p>{t(`about.${name}`)}</p>
          </Card>
        ))}
        <Card padded>
          <HelpText path="/" />
        </Card>
      </div>
    </>
  )
}
