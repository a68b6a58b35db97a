import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { Enrolment } from '../transmission/enrolment.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Steps } from './steps.tsx'

interface FirstRequestProps {
  sheet: CallOutput<'setup.createOffice'>
  onDone: () => Promise<void>
}

/** Joining a region: the request goes on a key, the ten words are read over the phone. */
export function FirstRequest({ sheet, onDone }: FirstRequestProps): ReactNode {
  const { t } = useTranslation('setup')
  const [path, setPath] = useState<string | null>(null)
  const [written, setWritten] = useState(false)
  const { office } = sheet.session
  return (
    <OpeningPage title={t('request.title')} office={`${office.name} · ${office.place}`} width="middle">
      <div className={css.title}>
        <h1>{t('request.title')}</h1>
        <Steps joining now="request" />
      </div>
      <Card title={t('request.key')} padded>
        <DrivePicker value={path} onChange={setPath} forWriting />
      </Card>
      <Enrolment path={path} onWritten={() => setWritten(true)} />
      <div className={css.end}>
        <Button look={written ? 'main' : 'plain'} size="large" onClick={() => void onDone()}>
          {t(written ? 'sheet.done' : 'request.later')}
        </Button>
      </div>
    </OpeningPage>
  )
}
