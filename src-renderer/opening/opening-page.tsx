import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { speak, useLanguage } from '../language/index.ts'
import { Button } from '../parts/button.tsx'
import { classes } from '../parts/classes.ts'
import css from './opening.module.css'

interface OpeningPageProps {
  /** The office, under the program's name. */
  office?: string | undefined
  /** Names the window. */
  title: string
  width?: 'narrow' | 'middle' | 'wide'
  children: ReactNode
}

/** The quiet page on which everything before signing in happens. */
export function OpeningPage({ office, title, width = 'narrow', children }: OpeningPageProps): ReactNode {
  const { t } = useTranslation()
  const other = useLanguage() === 'fr' ? 'en' : 'fr'
  useEffect(() => {
    document.title = `${title} · Lakana`
  }, [title])
  return (
    <main className={css.page}>
      <div className={css.corner}>
        <Button look="quiet" size="small" onClick={() => void speak(other)} lang={other}>
          {other === 'fr' ? 'Français' : 'English'}
        </Button>
      </div>
      <div className={classes(css.sheet, width === 'wide' && css.wide, width === 'middle' && css.middle)}>
        <div>
          <div className={css.brand}>{t('app.name')}</div>
          {office !== undefined && <p className="muted">{office}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}
