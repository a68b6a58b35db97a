import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Peer } from '../../src-main/contract/exchange.ts'
import { formatDay, formatDaysAgo, formatNumber, formatWhen } from '../language/format.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'

/** The offices one exchanges with, those that have been silent longest first. */
export function Peers({ peers }: { peers: readonly Peer[] }): ReactNode {
  const { t } = useTranslation('exchange')
  const silence = (peer: Peer): number => peer.daysSinceReceived ?? Number.MAX_SAFE_INTEGER
  const sorted = [...peers].sort((a, b) => silence(b) - silence(a))
  return (
    <Card title={t('peers.title')} aside={formatNumber(peers.length)}>
      {peers.length === 0 ? (
        <Empty title={t('peers.none')} />
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{t('peers.office')}</th>
              <th>{t('peers.cases')}</th>
              <th>{t('peers.received')}</th>
              <th>{t('peers.sent')}</th>
              <th>{t('peers.acked')}</th>
              <th>{t('peers.pending')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((peer) => (
              <tr key={peer.officeId}>
                <th scope="row">{peer.name}</th>
                <td>{formatNumber(peer.openCases)}</td>
                <td>{peer.daysSinceReceived === null ? t('peers.never') : formatDaysAgo(peer.daysSinceReceived)}</td>
                <td>{peer.lastSentAt === null ? t('peers.never') : formatWhen(peer.lastSentAt)}</td>
                <td>{peer.ackedAt === null ? '—' : formatDay(peer.ackedAt)}</td>
                <td>{formatNumber(peer.pendingChanges)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
