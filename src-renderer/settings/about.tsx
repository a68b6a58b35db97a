import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Card } from '../parts/card.tsx'

/** Version, sizes and the fingerprint of this installation. */
export function About(): ReactNode {
  const { t } = useTranslation('settings')
  const { data } = useAsk('settings.about', {})
  if (data === undefined) return null
  const facts = [
    [t('about.version'), data.version],
    [t('about.home'), data.home],
    [t('about.size'), formatBytes(data.databaseBytes)],
    [t('about.cases'), formatNumber(data.cases)],
    [t('about.changes'), formatNumber(data.changes)],
    [t('about.free'), formatBytes(data.freeBytes)],
    [t('about.words'), data.words.join(' ')],
  ] as const
  return (
    <Card title={t('about.title')}>
      <table className="table">
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
