import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Words } from '../transmission/words.tsx'
import css from './settings.module.css'

/** Version, sizes and the fingerprint of this installation. */
export function About(): ReactNode {
  const { t } = useTranslation('settings')
  const { session } = useSession()
  const { data, error } = useAsk('settings.about', {})
  if (data === undefined) return <ErrorBox error={error} />
  const facts = [
    [t('about.version'), data.version],
    [t('about.office'), `${session.office.name} (${session.office.code})`],
    [t('about.home'), data.home],
    [t('about.size'), formatBytes(data.databaseBytes)],
    [t('about.free'), formatBytes(data.freeBytes)],
    [t('about.cases'), formatNumber(data.cases)],
    [t('about.changes'), formatNumber(data.changes)],
  ] as const
  return (
    <Card title={t('about.title')} padded>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <h3>{t('about.words')}</h3>
      <Words words={data.words} />
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
