import { Eraser } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { ErasedEntry } from './erased-entry.tsx'

/** In the place of a case that was erased: what is left of it, for those who may know. */
export function ErasedCase({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('erasures')
  const { can } = useSession()
  const { data } = useAsk('erasures.list', {}, { enabled: can('case.erase') })
  const erased = data?.done.find(({ caseId }) => caseId === id)
  return (
    <>
      <PageHeader title={t('gone.title')} />
      {erased === undefined ? (
        <Empty icon={<Eraser aria-hidden="true" />} title={t('gone.title')}>
          {t('gone.text')}
        </Empty>
      ) : (
        <Card>
          <ErasedEntry erased={erased} />
        </Card>
      )}
    </>
  )
}
