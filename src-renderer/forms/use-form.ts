import { createContext, useContext, useSyncExternalStore } from 'react'
import type { FieldValue } from '../../src-main/domain/forms/types.ts'
import type { Problem } from '../../src-main/domain/forms/validate.ts'
import type { FormStore } from './store.ts'

const StoreContext = createContext<FormStore | null>(null)
export const FormStoreProvider = StoreContext.Provider

/** The form that surrounds; for the parts of a form. */
export function useFormStore(): FormStore {
  const store = useContext(StoreContext)
  if (store === null) throw new Error('useFormStore is used outside a form')
  return store
}

/** Follows what `read` makes of a form. `read` must give back the same object while nothing it shows has changed. */
export function useOfForm<T>(store: FormStore, read: (store: FormStore) => T): T {
  return useSyncExternalStore(store.subscribe, () => read(store))
}

export function useValue(field: string): FieldValue | undefined {
  return useOfForm(useFormStore(), (store) => store.get(field))
}

export function useProblem(field: string): Problem | undefined {
  return useOfForm(useFormStore(), (store) => store.problemOf(field))
}
