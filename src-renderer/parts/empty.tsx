import type { ReactNode } from 'react'
import css from './empty.module.css'

interface EmptyProps {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  /** The one action that fills it. */
  action?: ReactNode
}

/** An empty place teaches: what belongs here and the one action that fills it. */
export function Empty({ icon, title, children, action }: EmptyProps): ReactNode {
  return (
    <div className={css.empty}>
      {icon}
      <p>
        <b>{title}</b>
      </p>
      {children !== undefined && <div className="muted">{children}</div>}
      {action}
    </div>
  )
}
