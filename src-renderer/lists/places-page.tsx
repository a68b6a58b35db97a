import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { LaidFrame } from './laid-frame.tsx'
import { PlaceIndex } from './place-index.tsx'
import { PlacesCard } from './places-card.tsx'

/** The communes of the country, and the villages, sectors and sites that offices above have added to them. */
export function PlacesPage({ chosen }: { chosen: string | null }): ReactNode {
  const { t } = useTranslation('lists')
  return (
    <LaidFrame index={(laid) => <PlaceIndex communes={laid.communes} chosen={chosen} />}>
      {(laid, mayChange) => {
        const commune = laid.communes.find(({ code }) => code === chosen)
        if (commune !== undefined) return <PlacesCard key={commune.code} commune={commune} mayChange={mayChange} />
        return (
          <Card>
            <Empty title={t('places.choose')}>{t(laid.above ? 'places.choose.text' : 'places.choose.below')}</Empty>
          </Card>
        )
      }}
    </LaidFrame>
  )
}
