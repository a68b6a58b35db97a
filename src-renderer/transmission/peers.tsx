import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Peer } from '../../src-main/contract/exchange.ts'
import { formatDay, formatDaysAgo, formatNumber } from '../language/format.ts'
import { usePrint } from '../office/print.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { classes } from '../parts/classes.ts'
import { Notice } from '../parts/notice.tsx'
import { State } from '../parts/tag.tsx'
import { isLate, silence } from './late.ts'
import css from './transmission.module.css'

/** The offices one exchanges with, those silent longest first. */
export function Peers({ peers }: { peers: readonly Peer[] }): ReactNode {
  const { t } = useTranslation('exchange')
  const { t: common } = useTranslation()
  const { t: board } = useTranslation('board')
  const { print } = usePrint('offices')
  const sorted = [...peers].sort((a, b) => silence(b) - silence(a))
  const late = peers.filter(isLate).length
  const below = peers.some(({ direction }) => direction === 'down')
  const offices = peers.filter(({ direction }) => direction !== 'own').length
  const count = t('peers.count', { count: offices })
  return (
    <Card
      title={t('peers.title')}
      aside={late === 0 ? count : `${count} · ${t('peers.late', { count: late })}`}
      actions={
        <>
          {below && (
            <ButtonLink to="/transmission/board" size="small">
              {board('open')}
            </ButtonLink>
          )}
          <Button look="quiet" size="small" icon={<Printer aria-hidden="true" />} onClick={print}>
            {common('action.print')}
          </Button>
        </>
      }
    >
      {sorted.map((peer) => (
        <LogAlarm key={peer.replica} peer={peer} />
      ))}
      <table className={classes('table', css.table)}>
        <thead>
          <tr>
            <th scope="col">{t('peers.office')}</th>
            <th scope="col" className="numbers">
              {t('peers.cases')}
            </th>
            <th scope="col">{t('peers.received')}</th>
            <th scope="col">{t('peers.acked')}</th>
            <th scope="col">{t('peers.state')}</th>
            {below && <td />}
          </tr>
        </thead>
        <tbody>
          {sorted.map((peer) => (
            <PeerRow key={peer.replica} peer={peer} below={below} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** The head of its access log did not follow on the one it had told before. */
function LogAlarm({ peer }: { peer: Peer }): ReactNode {
  const { t } = useTranslation('exchange')
  if (peer.logAlarm === null) return null
  const { known, received, at } = peer.logAlarm
  const office = peer.direction === 'own' ? t('pc.own', { pc: peer.pc }) : peer.name
  const lines = { known: formatNumber(known), received: formatNumber(received) }
  return (
    <Notice kind="error" title={t('peers.logAlarm', { office, ...lines })} className={css.alarm}>
      {t('peers.logAlarm.todo', { day: formatDay(at) })}
    </Notice>
  )
}

/** @param below some offices of the table are below: they lead to their PCs */
function PeerRow({ peer, below }: { peer: Peer; below: boolean }): ReactNode {
  const { t } = useTranslation('exchange')
  const { t: pcs } = useTranslation('pcs')
  const { t: common } = useTranslation()
  const { daysSinceReceived: days } = peer
  return (
    <tr className={isLate(peer) ? css.late : undefined}>
      <th scope="row">
        {peer.direction === 'own' ? t('pc.own', { pc: peer.pc }) : peer.name}{' '}
        <span className="small muted">
          {peer.direction === 'own' ? t('pc.both') : `${peer.code} · ${common(`level.${peer.level}`)}`}
          {peer.direction === 'down' && peer.pcs.length > 0 && ` · ${t('pc.several', { pcs: peer.pcs.join(', ') })}`}
        </span>
      </th>
      <td className="numbers">{peer.direction === 'down' ? formatNumber(peer.openCases) : '—'}</td>
      <td>
        {days === null
          ? t('peers.never')
          : `${t('found.number', { number: peer.lastReceivedNumber })}, ${formatDaysAgo(days)}`}
      </td>
      <td>{peer.ackedAt === null ? '—' : formatDay(peer.ackedAt)}</td>
      <td>
        <PeerState peer={peer} />
      </td>
      {below && (
        <td className="numbers">
          {peer.direction === 'down' && (
            <ButtonLink
              to={`/transmission/offices/${peer.officeId}`}
              look="quiet"
              size="small"
              label={pcs('open.of', { office: peer.name })}
            >
              {pcs('open')}
            </ButtonLink>
          )}
        </td>
      )}
    </tr>
  )
}

/** The one thing to know about an office now. */
function PeerState({ peer }: { peer: Peer }): ReactNode {
  const { t } = useTranslation('exchange')
  const { daysSinceReceived: days } = peer
  if (peer.revokedAt !== null)
    return <State tone="late">{t('peers.revoked', { day: formatDay(peer.revokedAt) })}</State>
  if (isLate(peer)) {
    return <State tone="late">{t('peers.silent', { count: days ?? 0 })}</State>
  }
  if (peer.direction !== 'up' && days === null) return <State tone="plain">{t('peers.nothingYet')}</State>
  if (peer.receiptOwed) return <State tone="warn">{t('peers.owed')}</State>
  if (peer.pendingChanges > 0) return <State tone="warn">{t('peers.pending', { count: peer.pendingChanges })}</State>
  return <State tone="good">{t('peers.upToDate')}</State>
}
