import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { RenewKeys } from './renew-keys.tsx'
import { Words } from './words.tsx'

interface FingerprintProps {
  words: readonly string[]
  /** It is enrolled, and no other PC by its keys: it may change them. */
  mayRenew: boolean
  path: string | null
}

/** The ten words of this office, for whoever asks on the phone. */
export function Fingerprint({ words, mayRenew, path }: FingerprintProps): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  return (
    <Card title={t('words.title')} aside={t('words.aside')} padded>
      <Words words={words} />
      {mayRenew && can('enrolment.ask') && <RenewKeys path={path} />}
    </Card>
  )
}
