import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

interface DecideProps {
  /** What is still to be filled in before it can be done; empty where nothing is. */
  readonly lacks?: string
  /** False also where nothing is said of what lacks. */
  readonly ready?: boolean
  readonly busy: boolean
  readonly look?: 'main' | 'danger'
  /** The way out has the focus: nobody does it by a key pressed too soon. */
  readonly cancelFirst?: boolean
  readonly onCancel: () => void
  /** Fails where the error is shown elsewhere in the dialog. */
  readonly act: () => Promise<void>
  /** Words of the main button. */
  readonly children: ReactNode
}

/** The foot of a dialog in which somebody decides: what lacks, the way out, and the act. */
export function Decide(props: DecideProps): ReactNode {
  const { lacks = '', ready = true, busy, look = 'main', cancelFirst = false, onCancel, act, children } = props
  const { t } = useTranslation()
  return (
    <>
      {lacks !== '' && <span className="muted small grow">{lacks}</span>}
      <Button onClick={onCancel} {...(cancelFirst ? { 'data-first': true } : {})}>
        {t('action.cancel')}
      </Button>
      <Button look={look} disabled={!ready} busy={busy} onClick={() => void act().catch(() => undefined)}>
        {children}
      </Button>
    </>
  )
}
