import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../office/session.tsx'
import { Card } from '../parts/card.tsx'
import { ChangeKeys } from './change-keys.tsx'
import { OtherRegion } from './other-region.tsx'
import { RenewKeys } from './renew-keys.tsx'
import { Words } from './words.tsx'

interface FingerprintProps {
  words: readonly string[]
  /** A region or a district that is enrolled, with the office above it; nobody stands above the others. */
  above: { readonly name: string; readonly level: string } | null
  path: string | null
}

/** The ten words of this office, for whoever asks on the phone. */
export function Fingerprint({ words, above, path }: FingerprintProps): ReactNode {
  const { t } = useTranslation('exchange')
  const { can } = useSession()
  return (
    <Card title={t('words.title')} aside={t('words.aside')} padded>
      <Words words={words} />
      {above !== null && can('enrolment.ask') && (
        <div className="stack-small">
          <RenewKeys path={path} />
          {above.level === 'region' && <OtherRegion path={path} above={above.name} />}
        </div>
      )}
      {above === null && can('enrolment.certify') && <ChangeKeys />}
    </Card>
  )
}
