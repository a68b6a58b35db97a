import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import css from './notice.module.css'

export type NoticeKind = 'info' | 'warn' | 'error' | 'good'
const icons = { info: Info, warn: TriangleAlert, error: CircleAlert, good: CircleCheck } as const

interface NoticeProps {
  kind?: NoticeKind
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Read aloud as soon as it appears: for what answers an action. */
  live?: boolean
  className?: string | undefined
}

/** A sentence that stands apart: what happened, why, what to do. */
export function Notice({ kind = 'info', title, children, actions, live, className }: NoticeProps): ReactNode {
  const Icon = icons[kind]
  const role = live === true ? (kind === 'error' ? 'alert' : 'status') : undefined
  return (
    <div className={classes(css.notice, css[kind], className)} role={role}>
      <Icon aria-hidden="true" className={css.icon} />
      <div className={css.text}>
        {title !== undefined && <b>{title}</b>} {children}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </div>
  )
}
