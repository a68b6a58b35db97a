import { Building2, ChevronRight, GraduationCap, Network, Truck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CreateOffice } from './create-office.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Practise } from './practise.tsx'
import { TakeMoved } from './take-moved.tsx'

const ways = ['create', 'join', 'take', 'train'] as const
const icons = { create: Building2, join: Network, take: Truck, train: GraduationCap } as const

/** Nothing on this PC yet: four ways to begin. */
export function FirstStart({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('setup')
  const [way, setWay] = useState<(typeof ways)[number] | null>(null)
  if (way === 'train') return <Practise onDone={onDone} onBack={() => setWay(null)} />
  if (way === 'take') return <TakeMoved onDone={onDone} onBack={() => setWay(null)} />
  if (way !== null) return <CreateOffice joining={way === 'join'} onBack={() => setWay(null)} onDone={onDone} />
  return (
    <OpeningPage title={t('start.title')} width="middle">
      <div className={css.title}>
        <h1>{t('start.title')}</h1>
        <p className="muted">{t('start.lead')}</p>
      </div>
      <div className={css.ways}>
        {ways.map((each) => {
          const Icon = icons[each]
          return (
            <button key={each} type="button" className={css.way} onClick={() => setWay(each)}>
              <Icon aria-hidden="true" />
              <span>
                <strong>{t(`start.${each}`)}</strong>
                <span className="muted">{t(`start.${each}.help`)}</span>
              </span>
              <ChevronRight aria-hidden="true" />
            </button>
          )
        })}
      </div>
    </OpeningPage>
  )
}
