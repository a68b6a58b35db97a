import type { ReactNode } from 'react'
import { FormSection } from '../forms/section.tsx'
import type { FormStore } from '../forms/store.ts'
import { FormStoreProvider } from '../forms/use-form.ts'

/** The questions of one group of a form, to be answered as in the form itself. */
export function GroupFields({ store, fields }: { store: FormStore; fields: readonly string[] }): ReactNode {
  const sections = store.definition.sections.filter((section) => section.fields.some(({ id }) => fields.includes(id)))
  return (
    <FormStoreProvider value={store}>
      {sections.map(({ help: _help, ...section }) => (
        <FormSection key={section.id} section={section} only={fields} focus={false} onEnd={() => undefined} />
      ))}
    </FormStoreProvider>
  )
}

/** What was answered there; null while something of it is wrong, which the questions then show. */
export function answeredIn(store: FormStore, fields: readonly string[]): ReturnType<FormStore['values']> | null {
  const wrong = store.check().some(({ severity, field }) => severity === 'error' && fields.includes(field))
  const shown = store.visible()
  const said = Object.entries(store.values()).filter(([id]) => fields.includes(id) && shown.has(id))
  return wrong ? null : Object.fromEntries(said)
}
