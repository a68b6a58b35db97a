import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import css from './tag.module.css'

export type Risk = 'high' | 'medium' | 'low' | null
const shapes = { high: '▲', medium: '◆', low: '●', none: '○' } as const

interface RiskTagProps {
  risk: Risk
  /** "Risque élevé" in place of "Élevé". */
  long?: boolean
  /** Without its ground, for small print. */
  bare?: boolean
}

/** Risk by word, shape and colour together. */
export function RiskTag({ risk, long, bare }: RiskTagProps): ReactNode {
  const { t } = useTranslation()
  const level = risk ?? 'none'
  return (
    <span className={classes(css.risk, css[level], bare === true && css.bare)}>
      <span aria-hidden="true">{shapes[level]}</span>
      {t(long === true ? `risk.${level}.long` : `risk.${level}`)}
    </span>
  )
}

export type Tone = 'plain' | 'good' | 'warn' | 'late' | 'accent'

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={classes(css.tag, css[tone])}>{children}</span>
}

export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return <kbd className={css.kbd}>{children}</kbd>
}

/** ● ◆ ▲ before a word of state, for lists where a tag would be too much. */
export function State({
  tone,
  children,
}: {
  tone: 'good' | 'warn' | 'late' | 'plain'
  children: ReactNode
}): ReactNode {
  const shape = { good: '●', warn: '◆', late: '▲', plain: '○' }[tone]
  return (
    <span className={classes('small', tone !== 'plain' && tone)}>
      <span aria-hidden="true">{shape}</span> {children}
    </span>
  )
}
