import { type ReactNode, useEffect } from 'react'
import css from './page-header.module.css'

interface PageHeaderProps {
  title: string
  /** One line under the title. */
  lead?: ReactNode
  /** Secondary actions first, the one main action last. */
  actions?: ReactNode
}

/** The head of a page: its title, one line about it, its main action at the right. Also names the window. */
export function PageHeader({ title, lead, actions }: PageHeaderProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Lakana`
  }, [title])
  return (
    <div className={css.head}>
      <div className="grow">
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <div className="muted">{lead}</div>}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </div>
  )
}
