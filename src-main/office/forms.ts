import { formDefinitions, optionLists } from '../domain/forms/definitions.ts'
import type { Handlers } from './context.ts'

export const formsHandlers: Handlers<'forms.all'> = {
  'forms.all': () => ({ forms: [...formDefinitions], lists: [...optionLists] }),
}
