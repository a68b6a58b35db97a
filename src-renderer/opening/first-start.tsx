import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CreateOffice } from './create-office.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Practise } from './practise.tsx'

type Way = 'create' | 'join' | 'train'

/** Nothing on this PC yet: three ways to begin. */
export function FirstStart({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('setup')
  const [way, setWay] = useState<Way | null>(null)
  if (way === 'train') return <Practise onDone={onDone} />
  if (way !== null) return <CreateOffice joining={way === 'join'} onBack={() => setWay(null)} onDone={onDone} />
  return (
    <OpeningPage>
      <h1>{t('start.title')}</h1>
      <p>{t('start.lead')}</p>
      <div className={css.choices}>
        {(['create', 'join', 'train'] as const).map((each) => (
          <button key={each} type="button" className={css.choice} onClick={() => setWay(each)}>
            <strong>{t(`start.${each}`)}</strong>
            <span className="muted">{t(`start.${each}.help`)}</span>
          </button>
        ))}
      </div>
    </OpeningPage>
  )
}
