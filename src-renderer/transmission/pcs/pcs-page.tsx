import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import type { Pc } from '../../../src-main/contract/revocations.ts'
import { useAsk } from '../../office/queries.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { BelieveDialog } from './believe-dialog.tsx'
import { PcEntry } from './pc-entry.tsx'
import css from './pcs.module.css'
import { RevokeDialog } from './revoke-dialog.tsx'

type Asked = { readonly what: 'revoke' | 'believe'; readonly pc: Pc }

/** The PCs of an office below: which are trusted, which no more, and the way to revoke one. */
export function PcsPage(): ReactNode {
  const { t } = useTranslation('pcs')
  const { officeId = '' } = useParams<{ officeId: string }>()
  const { data, error, refetch } = useAsk('revocations.pcs', { officeId })
  const [asked, setAsked] = useState<Asked | null>(null)
  const office = data?.name ?? ''
  const close = (): void => setAsked(null)
  return (
    <>
      <PageHeader
        title={t('title', { office })}
        lead={t('lead')}
        actions={<ButtonLink to="/transmission">{t('back')}</ButtonLink>}
      />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data?.pcs.length === 0 && <Empty title={t('none')}>{t('none.text')}</Empty>}
      {data !== undefined && data.pcs.length > 0 && (
        <Card title={t('count', { count: data.pcs.length })} aside={data.code}>
          <ul className={css.list}>
            {data.pcs.map((pc) => (
              <PcEntry
                key={pc.replica}
                pc={pc}
                office={office}
                onRevoke={() => setAsked({ what: 'revoke', pc })}
                onBelieve={() => setAsked({ what: 'believe', pc })}
              />
            ))}
          </ul>
        </Card>
      )}
      {asked?.what === 'revoke' && <RevokeDialog pc={asked.pc} office={office} onClose={close} />}
      {asked?.what === 'believe' && <BelieveDialog pc={asked.pc} onClose={close} />}
    </>
  )
}
