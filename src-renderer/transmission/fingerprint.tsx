import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../parts/card.tsx'
import { Words } from './words.tsx'

/** The ten words of this office, for whoever asks on the phone. */
export function Fingerprint({ words }: { words: readonly string[] }): ReactNode {
  const { t } = useTranslation('exchange')
  return (
    <Card title={t('words.title')} aside={t('words.aside')} padded>
      <Words words={words} />
    </Card>
  )
}
