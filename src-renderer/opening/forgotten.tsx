import { ChevronRight, FileText, Usb } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { AskRegion } from './ask-region.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Recover } from './recover.tsx'

interface ForgottenProps {
  status: Status
  signIn: string
  onBack: () => void
  onDone: () => Promise<void>
}

/** The ways back in: the sheet in its envelope, or the office above. */
export function Forgotten({ status, signIn, onBack, onDone }: ForgottenProps): ReactNode {
  const { t } = useTranslation('setup')
  const { t: common } = useTranslation()
  const [way, setWay] = useState<'sheet' | 'region' | null>(null)
  const state = useAsk('recovery.state', {})
  const here = (): void => setWay(null)
  if (way === 'sheet') return <Recover status={status} signIn={signIn} onBack={here} onDone={onDone} />
  if (way === 'region' && state.data !== undefined)
    return <AskRegion status={status} state={state.data} signIn={signIn} onBack={here} onDone={onDone} />
  const officer = state.data?.officer ?? null
  const waiting = state.data?.request ?? null
  return (
    <OpeningPage title={t('recover.title')} office={status.office?.name} width="middle">
      <div className={css.title}>
        <h1>{t('recover.title')}</h1>
        <p className="muted">{t('forgotten.text')}</p>
      </div>
      <ErrorBox error={state.error} />
      <div className={css.ways}>
        <button type="button" className={css.way} onClick={() => setWay('sheet')}>
          <FileText aria-hidden="true" />
          <span>
            <strong>{t('forgotten.sheet')}</strong>
            {t('forgotten.sheet.help')}
          </span>
          <ChevronRight aria-hidden="true" />
        </button>
        {officer !== null && (
          <button type="button" className={css.way} onClick={() => setWay('region')}>
            <Usb aria-hidden="true" />
            <span>
              <strong>{t(waiting === null ? 'forgotten.region' : 'forgotten.answer')}</strong>
              {t(waiting === null ? 'forgotten.region.help' : 'forgotten.answer.help', {
                officer,
                name: waiting?.name ?? '',
              })}
            </span>
            <ChevronRight aria-hidden="true" />
          </button>
        )}
      </div>
      {officer === null && state.data !== undefined && <p className="small muted">{t('forgotten.alone')}</p>}
      <p className="small muted">{t('forgotten.colleague')}</p>
      <div className={css.end}>
        <Button onClick={onBack}>{common('action.back')}</Button>
      </div>
    </OpeningPage>
  )
}
