import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress as Reached } from '../../src-main/contract/wire.ts'
import { formatDuration, formatNumber } from '../language/format.ts'
import { Button } from './button.tsx'
import css from './progress.module.css'

interface ProgressProps {
  /** What is being done, as a sentence. */
  title: ReactNode
  reached: Reached | null
  /** The step in words. */
  step?: string
  onCancel?: () => void
}

const worthGuessing = 4

/** Seconds left, guessed from the pace so far; null until there is a pace to speak of. */
function useTimeLeft(reached: Reached | null): number | null {
  const start = useRef<{ at: number; step: string } | null>(null)
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(performance.now()), 1000)
    return () => clearInterval(tick)
  }, [])
  if (reached === null || reached.total === null || reached.done === 0) return null
  if (start.current === null || start.current.step !== reached.step) start.current = { at: now, step: reached.step }
  const spent = (now - start.current.at) / 1000
  if (spent < worthGuessing) return null
  return (spent / reached.done) * Math.max(0, reached.total - reached.done)
}

/** How far long work has got, the time it still needs, and how to stop it. */
export function Progress({ title, reached, step, onCancel }: ProgressProps): ReactNode {
  const { t } = useTranslation()
  const left = useTimeLeft(reached)
  const known = reached !== null && reached.total !== null && reached.total > 0
  return (
    <div className={css.progress} role="status">
      <div className="line">
        <b>{title}</b>
        <span className="grow" />
        {onCancel !== undefined && (
          <Button size="small" onClick={onCancel}>
            {t('progress.cancel')}
          </Button>
        )}
      </div>
      <progress
        className={css.bar}
        aria-label={typeof title === 'string' ? title : (step ?? '')}
        {...(known ? { value: reached.done, max: reached.total ?? 1 } : {})}
      />
      <p className="small muted">
        {step}
        {known &&
          ` ${t('progress.count', { done: formatNumber(reached.done), total: formatNumber(reached.total ?? 0) })}`}
        {left !== null && ` · ${t('progress.left', { duration: formatDuration(left) })}`}
      </p>
    </div>
  )
}
