import { useMemo } from 'react'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import type { Known } from '../../../src-main/domain/forms/conditions.ts'
import type { FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { createFormStore, type FormStore } from '../../forms/store.ts'
import { useSession } from '../../office/session.tsx'

/** Makes what holds a form of this case, with what its other forms know of the child. */
export function useStoreOf(file: CaseFile, definition: FormDefinition): (values: FormValues) => FormStore {
  const { today } = useForms()
  const { session } = useSession()
  return useMemo(() => {
    const registration = (file.forms.find((each) => each.form === 'registration')?.values ?? {}) as FormValues
    const own = definition.form === 'registration' && session.role.names
    const known = own ? 'own' : (file.known as Known)
    return (values) =>
      createFormStore(definition, values, { today, known, context: { caseCode: file.item.code, registration } })
  }, [file, definition, today, session.role.names])
}
