import { X } from 'lucide-react'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import css from './toasts.module.css'

interface Toast {
  id: number
  text: string
  undo?: () => void
}

const lifeMs = 8000
let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}

function drop(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** Says in passing that something was done; `undo` offers to take it back while the message stands. */
export function toast(text: string, undo?: () => void): void {
  lastId += 1
  set([...toasts.slice(-2), { id: lastId, text, ...(undo === undefined ? {} : { undo }) }])
}

function ToastCard({ toast }: { toast: Toast }): ReactNode {
  const { t } = useTranslation()
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.id), lifeMs)
    return () => clearTimeout(timer)
  }, [toast.id])
  const { undo } = toast
  return (
    <div className={css.toast}>
      <span className="grow">{toast.text}</span>
      {undo !== undefined && (
        <button
          type="button"
          className={css.undo}
          onClick={() => {
            drop(toast.id)
            undo()
          }}
        >
          {t('action.undo')}
        </button>
      )}
      <button type="button" className={css.close} onClick={() => drop(toast.id)} aria-label={t('action.close')}>
        <X aria-hidden="true" />
      </button>
    </div>
  )
}

/** Where passing messages stand. Once, in the frame. */
export function Toasts(): ReactNode {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <section className={css.toasts} aria-live="polite" aria-label={t('toasts.label')}>
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}
