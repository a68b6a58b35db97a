import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../parts/tag.tsx'

export interface Stands {
  readonly from: string | null
  readonly own: boolean
  readonly retiredBy: string | null
  readonly retiredHere: boolean
  readonly pending: boolean
}

/** Who added an answer or a place, and what is to be known of it beside that it is offered. */
export function Standing({ of: { from, own, retiredBy, retiredHere, pending } }: { readonly of: Stands }): ReactNode {
  const { t } = useTranslation('lists')
  const origin = from === null ? t('origin.lakana') : own ? t('origin.own') : from || t('origin.former')
  const state = (): ReactNode => {
    if (pending) return <Tag tone="warn">{t(retiredBy === null ? 'standing.pending' : 'standing.pendingRetired')}</Tag>
    if (retiredBy === null) return null
    const bare = retiredHere || retiredBy === ''
    return <span className="small">· {bare ? t('standing.gone') : t('standing.retired', { office: retiredBy })}</span>
  }
  return (
    <>
      <span className={from === null ? 'muted' : undefined}>{origin}</span> {state()}
    </>
  )
}
