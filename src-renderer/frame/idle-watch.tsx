import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import css from './idle-watch.module.css'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'] as const
const warnMs = 20_000

/** Locks after the office's idle minutes, with a warning for the last seconds. Counts by a steady clock, not by the PC's date. */
export function IdleWatch(): ReactNode {
  const { t } = useTranslation()
  const { session, lock } = useSession()
  const last = useRef(performance.now())
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const limit = session.idleMinutes * 60_000
    const touch = (): void => {
      last.current = performance.now()
    }
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    const timer = setInterval(() => {
      const rest = limit - (performance.now() - last.current)
      if (rest <= 0) void lock('idle')
      setLeft(rest <= warnMs ? Math.max(0, Math.ceil(rest / 1000)) : null)
    }, 1000)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, touch)
    }
  }, [session.idleMinutes, lock])
  if (left === null) return null
  return (
    <div className={css.warning}>
      <Notice
        kind="warn"
        live
        actions={
          <Button size="small" onClick={() => setLeft(null)}>
            {t('idle.stay')}
          </Button>
        }
      >
        {t('idle.warning', { count: left })}
      </Notice>
    </div>
  )
}
