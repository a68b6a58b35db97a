import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../parts/card.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import css from './help.module.css'
import { AboutPage, Shortcuts, subjects } from './help-text.tsx'

/** All the help on one page. */
export function HelpPage(): ReactNode {
  const { t } = useTranslation('help')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className={css.columns}>
        {subjects.map((subject) => (
          <Card key={subject} title={t(`title.${subject}`)} padded>
            <AboutPage subject={subject} />
          </Card>
        ))}
        <Card title={t('keys.title')} padded>
          <Shortcuts />
        </Card>
      </div>
    </>
  )
}
