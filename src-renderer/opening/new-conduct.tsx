import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { Undertaking } from '../entering/undertaking.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Steps } from './steps.tsx'

interface NewConductProps {
  sheet: CallOutput<'setup.createOffice'>
  joining: boolean
  onAccepted: () => void | Promise<void>
}

/** The first person of a new office reads and accepts the undertaking, as all who come after. */
export function NewConduct({ sheet, joining, onAccepted }: NewConductProps): ReactNode {
  const { t } = useTranslation('entering')
  const { office } = sheet.session
  return (
    <OpeningPage title={t('conduct.title')} office={`${office.name} · ${office.place}`} width="middle">
      <div className={css.title}>
        <h1>{t('conduct.title')}</h1>
        <Steps joining={joining} now="conduct" />
      </div>
      <Undertaking onAccepted={onAccepted} />
    </OpeningPage>
  )
}
