import { type ReactNode, useId } from 'react'
import css from './card.module.css'
import { classes } from './classes.ts'

interface CardProps {
  title?: ReactNode
  /** Small words beside the title. */
  aside?: ReactNode
  /** Links or small buttons at the right of the title. */
  actions?: ReactNode
  /** Pads the content; off for lists and tables, which bring their own rows. */
  padded?: boolean
  className?: string | undefined
  children: ReactNode
}

export function Card({ title, aside, actions, padded = false, className, children }: CardProps): ReactNode {
  const id = useId()
  return (
    <section className={classes(css.card, className)} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header className={css.header}>
          <h2 id={id}>{title}</h2>
          {aside !== undefined && <span className="muted small">{aside}</span>}
          <span className="grow" />
          {actions !== undefined && <span className={css.actions}>{actions}</span>}
        </header>
      )}
      <div className={padded ? css.padded : undefined}>{children}</div>
    </section>
  )
}
