import { Building2, ChevronRight, GraduationCap, MonitorSmartphone, Network, Truck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Veil } from '../frame/veil.tsx'
import { useAsk } from '../office/queries.ts'
import { CreateOffice } from './create-office.tsx'
import css from './opening.module.css'
import { OpeningPage } from './opening-page.tsx'
import { Practise } from './practise.tsx'
import { SecondPc } from './second-pc.tsx'
import { TakeMoved } from './take-moved.tsx'

const ways = ['create', 'join', 'second', 'take', 'train'] as const
const icons = {
  create: Building2,
  join: Network,
  second: MonitorSmartphone,
  take: Truck,
  train: GraduationCap,
} as const

/** Nothing on this PC yet: five ways to begin. Who has asked to join an office comes back to that. */
export function FirstStart({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useTranslation('setup')
  const [chosen, setWay] = useState<(typeof ways)[number] | 'none' | null>(null)
  const asked = useAsk('secondPc.state', {})
  const way = chosen ?? (asked.data?.request ? 'second' : 'none')
  const back = (): void => setWay('none')
  if (asked.isPending) return <Veil />
  if (way === 'second') return <SecondPc onDone={onDone} onBack={back} />
  if (way === 'train') return <Practise onDone={onDone} onBack={back} />
  if (way === 'take') return <TakeMoved onDone={onDone} onBack={back} />
  if (way !== 'none') return <CreateOffice joining={way === 'join'} onBack={back} onDone={onDone} />
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
