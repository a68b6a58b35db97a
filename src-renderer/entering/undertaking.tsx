import { Printer } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../language/format.ts'
import { useLanguage } from '../language/index.ts'
import { usePrint } from '../office/print.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { ConductText } from './conduct-text.tsx'
import css from './entering.module.css'

/** Has the end of what scrolls in this box come into view? Once it has, it stays so. */
function useReadToEnd(ready: boolean): {
  box: React.RefObject<HTMLDivElement | null>
  end: React.RefObject<HTMLDivElement | null>
  read: boolean
} {
  const box = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const [read, setRead] = useState(false)
  useEffect(() => {
    const last = end.current
    if (!ready || last === null) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((each) => each.isIntersecting)) setRead(true)
      },
      { root: box.current },
    )
    watch.observe(last)
    return () => watch.disconnect()
  }, [ready])
  return { box, end, read }
}

/** The undertaking of confidentiality and code of conduct: accepted only once its end has been in view. */
export function Undertaking({ onAccepted }: { onAccepted: () => void | Promise<void> }): ReactNode {
  const { t } = useTranslation('entering')
  const { t: common } = useTranslation()
  const language = useLanguage()
  const text = useAsk('conduct.current', {})
  const accept = useTell('conduct.accept')
  const { print } = usePrint('conduct')
  const { box, end, read } = useReadToEnd(text.data !== undefined)
  const shown = text.data
  const lang = shown !== undefined && language === 'en' && shown.en !== '' ? 'en' : 'fr'
  const agree = (): void => {
    if (shown === undefined || !read) return
    accept.mutate({ version: shown.version, hash: shown.hash }, { onSuccess: () => void onAccepted() })
  }
  return (
    <div className="stack">
      <ErrorBox error={text.error} onRetry={() => void text.refetch()} />
      {shown !== undefined && (
        <>
          <p className="muted small">
            {shown.set === null
              ? t('conduct.shipped', { version: shown.version })
              : t('conduct.set', { version: shown.version, day: formatDay(shown.set.at), name: shown.set.by })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it, so it must take the focus */}
          <section ref={box} className={css.paper} tabIndex={0} aria-label={t('conduct.title')} data-first>
            <ConductText text={lang === 'en' ? shown.en : shown.fr} lang={lang} />
            <div ref={end} className={css.endMark} />
          </section>
          <ErrorBox error={accept.error} />
          <div className={css.foot}>
            <Button icon={<Printer aria-hidden="true" />} onClick={print}>
              {common('action.print')}
            </Button>
            <span className="grow" />
            {!read && (
              <span className="small muted" id="read-first">
                {t('conduct.readFirst')}
              </span>
            )}
            <Button
              look="main"
              size="large"
              disabled={!read}
              busy={accept.isPending}
              aria-describedby={read ? undefined : 'read-first'}
              onClick={agree}
            >
              {t('conduct.accept')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
