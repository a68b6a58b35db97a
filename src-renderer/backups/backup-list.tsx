import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupItem } from '../../src-main/contract/backups.ts'
import { formatBytes, formatDay, formatMoment } from '../language/format.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import css from './backups.module.css'

export const keyOf = ({ place }: BackupItem): string =>
  `${place.kind} ${place.drive ?? ''} ${place.code ?? ''} ${place.name}`

/** What a backup says that it holds. */
export function Holds({ item }: { item: BackupItem }): ReactNode {
  const { t } = useTranslation('backups')
  if (item.holds === null) return <span className="muted">{t('holds.unknown')}</span>
  const { cases, lastChangeAt } = item.holds
  const last = lastChangeAt === null ? null : t('holds.last', { day: formatDay(lastChangeAt) })
  return <>{[t('holds', { count: cases }), last].filter(Boolean).join(' · ')}</>
}

export function useWhere(): (item: BackupItem) => string {
  const { t } = useTranslation('backups')
  return ({ place, label }) => t(`where.${place.kind}`, { label: label ?? '' })
}

/** All the backups at hand, newest first. */
export function BackupList({
  items,
  onRestore,
}: {
  items: readonly BackupItem[]
  onRestore: ((item: BackupItem) => void) | null
}): ReactNode {
  const { t } = useTranslation('backups')
  const where = useWhere()
  return (
    <Card title={t('list.title')} padded={items.length === 0}>
      {items.length === 0 ? (
        <Empty title={t('list.empty')}>{t('list.empty.text')}</Empty>
      ) : (
        <ul className={css.list}>
          {items.map((item) => (
            <li key={keyOf(item)} className={css.item}>
              <span>
                <b>{formatMoment(item.at)}</b>
                <br />
                <span className="small muted">{t(`reason.${item.reason}`)}</span>
              </span>
              <span>{where(item)}</span>
              <span className="small">
                <Holds item={item} />
              </span>
              <span className="small muted numbers">{item.bytes > 0 ? formatBytes(item.bytes) : ''}</span>
              {onRestore !== null && (
                <Button
                  size="small"
                  aria-label={t('list.restore.of', { when: formatMoment(item.at) })}
                  onClick={() => onRestore(item)}
                >
                  {t('list.restore')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
