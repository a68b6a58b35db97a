import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'wouter'
import css from './button.module.css'
import { classes } from './classes.ts'

export type ButtonLook = 'plain' | 'main' | 'danger' | 'quiet'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook
  size?: 'normal' | 'small' | 'large'
  icon?: ReactNode
  /** Says that the work asked for is going on; the button stays in reach of the keyboard but does nothing. */
  busy?: boolean
  full?: boolean
}

/** A button is a verb. `plain` by default; one `main` a page. */
export function Button(props: ButtonProps): ReactNode {
  const { look = 'plain', size = 'normal', icon, busy, full, className, children, type, onClick, ...rest } = props
  return (
    <button
      type={type ?? 'button'}
      className={classes(css.button, css[look], css[size], full && css.full, className)}
      aria-busy={busy === true ? true : undefined}
      onClick={busy === true ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

interface ButtonLinkProps {
  to: string
  look?: ButtonLook
  size?: 'normal' | 'small' | 'large'
  icon?: ReactNode
  children: ReactNode
  label?: string
}

/** Goes to another page, and looks like a button. */
export function ButtonLink({ to, look = 'plain', size = 'normal', icon, children, label }: ButtonLinkProps): ReactNode {
  return (
    <Link href={to} className={classes(css.button, css[look], css[size])} aria-label={label}>
      {icon}
      {children}
    </Link>
  )
}
