import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { display, setDisplay } from '../look/display.ts'
import { Card } from '../parts/card.tsx'
import { Check } from '../parts/inputs.tsx'

/** How this window looks to this person, until it is closed. */
export function DisplayCard(): ReactNode {
  const { t } = useTranslation('settings')
  const [shown, setShown] = useState(display)
  const put = (part: Partial<ReturnType<typeof display>>): void => {
    const next = { ...shown, ...part }
    setDisplay(next)
    setShown(next)
  }
  return (
    <Card title={t('display.title')} aside={t('display.aside')} padded>
      <div>
        <Check checked={shown.text === 'large'} onChange={(on) => put({ text: on ? 'large' : 'normal' })}>
          {t('display.large')}
        </Check>
        <Check checked={shown.contrast === 'high'} onChange={(on) => put({ contrast: on ? 'high' : 'normal' })}>
          {t('display.contrast')}
        </Check>
      </div>
    </Card>
  )
}
