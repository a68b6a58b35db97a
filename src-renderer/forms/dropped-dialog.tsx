import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import { droppedValues } from '../../src-main/domain/forms/visible.ts'
import { useLanguage } from '../language/index.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import css from './form-editor.module.css'
import type { FormStore } from './store.ts'

/** Answers to questions that no longer apply: saving will drop them. */
export function droppedOf(stores: readonly FormStore[]): readonly { store: FormStore; field: string }[] {
  return stores.flatMap((store) =>
    droppedValues(store.definition, store.values(), store.known()).map((field) => ({ store, field })),
  )
}

interface DroppedDialogProps {
  readonly stores: readonly FormStore[]
  readonly back: () => void
  readonly save: () => void
}

/** Tells which answers saving will drop, before it does. */
export function DroppedDialog({ stores, back, save }: DroppedDialogProps): ReactNode {
  const { t } = useTranslation('forms')
  const lang = useLanguage()
  const dropped = droppedOf(stores)
  const labelOf = (store: FormStore, path: string): string => {
    const [id = '', cell] = path.split('.')
    const field = fieldsOf(store.definition).get(id)
    const column = field?.fields?.find((each) => each.id === cell)
    return [field?.label[lang] ?? id, column?.label[lang]].filter((each) => each !== undefined).join(' — ')
  }
  return (
    <Dialog
      title={t('dropped.title')}
      onClose={back}
      footer={
        <>
          <Button onClick={back}>{t('dropped.back')}</Button>
          <Button look="main" onClick={save}>
            {t('dropped.save', { count: dropped.length })}
          </Button>
        </>
      }
    >
      <p>{t('dropped.text')}</p>
      <ul className={css.dropped}>
        {dropped.map(({ store, field }) => (
          <li key={`${store.definition.form} ${field}`}>
            {store.definition.number} · {labelOf(store, field)}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
