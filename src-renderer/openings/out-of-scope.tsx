import { Lock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../language/index.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { OpeningDialog } from './opening-dialog.tsx'

/** A case that the person does not reach: whom to ask, and the emergency's way in for who has it. */
export function OutOfScope({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('openings')
  const { can, session } = useSession()
  const lang = useLanguage()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHeader title={t('out.head')} />
      <Empty
        icon={<Lock aria-hidden="true" />}
        title={t('out.title')}
        action={can('case.break-glass') && <Button onClick={() => setAsking(true)}>{t('open.action')}</Button>}
      >
        {t(can('case.break-glass') ? 'out.text' : 'out.text.never', { role: session.role.name[lang] })}
      </Empty>
      {asking && <OpeningDialog wanted={{ id }} code={t('open.thisCase')} close={() => setAsking(false)} />}
    </>
  )
}
