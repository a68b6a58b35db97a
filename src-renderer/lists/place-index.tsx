import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { communeOf } from '../../src-main/domain/lists/ids.ts'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'
import { TextInput } from '../parts/inputs.tsx'
import type { Laid } from './laid-frame.tsx'
import css from './lists.module.css'

type Commune = Laid['communes'][number]

interface IndexProps {
  readonly communes: readonly Commune[]
  readonly chosen: string | null
}

/** The communes by region and province, one's own region open; what is typed finds them, and what was added to them. */
export function PlaceIndex({ communes, chosen }: IndexProps): ReactNode {
  const { t } = useTranslation('lists')
  const [text, setText] = useState('')
  const wanted = text.trim().slice(0, 100)
  const found = useAsk('places.search', { text: wanted, limit: 30 }, { enabled: wanted !== '', keep: true })
  return (
    <Card className={css.index}>
      <div className={css.search}>
        <TextInput type="search" label={t('places.search')} value={text} onChange={setText} />
      </div>
      {wanted === '' ? (
        <div className={css.entries}>
          <Regions communes={communes} chosen={chosen} />
        </div>
      ) : (
        <ul className={css.entries}>
          {found.data?.map(({ code, name, label }) => (
            <li key={code}>
              <Link
                href={`/settings/places/${communeOf(code)}`}
                aria-current={communeOf(code) === chosen ? 'true' : undefined}
              >
                <b>{name}</b>
                <span className="small muted">{label.slice(name.length + 3)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {wanted !== '' && found.data?.length === 0 && <p className={css.none}>{t('places.none', { text: wanted })}</p>}
    </Card>
  )
}

function Regions({ communes, chosen }: IndexProps): ReactNode {
  const regions = [...Map.groupBy(communes, ({ region }) => region)]
  const near = (all: readonly Commune[]): boolean => all.some((each) => each.near)
  return regions
    .toSorted(([a, of], [b, others]) => Number(near(others)) - Number(near(of)) || a.localeCompare(b, 'fr'))
    .map(([region, all]) => (
      <details key={region} className={css.region} open={near(all) || all.some(({ code }) => code === chosen)}>
        <summary>
          {region} <Count of={all} />
        </summary>
        {[...Map.groupBy(all, ({ province }) => province)]
          .toSorted(([a], [b]) => a.localeCompare(b, 'fr'))
          .map(([province, those]) => (
            <section key={province} aria-label={province}>
              <h3 className={css.province}>{province}</h3>
              <ul className={css.communes}>
                {those
                  .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
                  .map((commune) => (
                    <li key={commune.code}>
                      <Link
                        href={`/settings/places/${commune.code}`}
                        aria-current={commune.code === chosen ? 'true' : undefined}
                      >
                        {commune.name} <Count of={[commune]} />
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
      </details>
    ))
}

function Count({ of }: { of: readonly Commune[] }): ReactNode {
  const { t } = useTranslation('lists')
  const count = of.reduce((sum, { places }) => sum + places, 0)
  return count > 0 && <span className="small muted">{t('places.count', { count })}</span>
}
