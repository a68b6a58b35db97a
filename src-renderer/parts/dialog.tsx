import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import css from './dialog.module.css'

interface DialogProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode
  width?: 'small' | 'normal' | 'wide'
  /** `side` slides in at the right, full height. */
  place?: 'middle' | 'side' | 'top'
  hideTitle?: boolean
  /** Words only: the body itself takes the focus, so that the arrow keys scroll it. */
  toRead?: boolean
}

/** A modal over the page. What bears `data-first` gets the focus. Escape closes it; the focus goes back to where it was. Rendered while open, unmounted to close. */
export function Dialog(props: DialogProps): ReactNode {
  const { title, onClose, children, footer, width = 'normal', place = 'middle', hideTitle, toRead } = props
  const { t } = useTranslation()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog !== null && !dialog.open) dialog.showModal()
    // Left to itself, a dialog gives the focus to its closing cross.
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={classes(css.dialog, css[width], css[place])}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className={hideTitle === true ? 'visually-hidden' : css.header}>
        <h2 id={id}>{title}</h2>
        <button type="button" className={css.close} onClick={onClose} aria-label={t('action.close')}>
          <X aria-hidden="true" />
        </button>
      </header>
      <div className={css.body} {...(toRead === true ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}>
        {children}
      </div>
      {footer !== undefined && <footer className={css.footer}>{footer}</footer>}
    </dialog>
  )
}
