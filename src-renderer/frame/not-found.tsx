import { Compass } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { PageHeader } from '../parts/page-header.tsx'

export function NotFound(): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('notFound.title')} />
      <Empty
        icon={<Compass aria-hidden="true" />}
        title={t('notFound.text')}
        action={<ButtonLink to="/">{t('notFound.action')}</ButtonLink>}
      />
    </>
  )
}
