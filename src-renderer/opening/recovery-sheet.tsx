import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Check } from '../parts/inputs.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'

interface RecoverySheetProps {
  sheet: CallOutput<'setup.createOffice'>
  onDone: () => Promise<void>
}

/** The recovery code, once: to be printed or copied before anything else. */
export function RecoverySheet({ sheet, onDone }: RecoverySheetProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const [kept, setKept] = useState(false)
  const { office } = sheet.session
  return (
    <OpeningPage office={`${office.name} · ${office.place}`}>
      <Card title={t('sheet.title')} padded>
        <div className="stack">
          <p>{t('sheet.text')}</p>
          <p className={css.code}>{sheet.code}</p>
          <img className={css.qr} alt={t('sheet.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(sheet.qr)}`} />
          <Check checked={kept} onChange={setKept}>
            {t('sheet.kept')}
          </Check>
          <div className="line">
            <Button onClick={() => window.print()}>{common('action.print')}</Button>
            <Button look="main" disabled={!kept} onClick={() => void onDone()}>
              {t('sheet.done')}
            </Button>
          </div>
        </div>
      </Card>
    </OpeningPage>
  )
}
