import { formDefinitions, optionLists } from '../domain/forms/definitions.ts'
import { catalogue } from './catalogue.ts'
import type { Handlers } from './context.ts'

export const formsHandlers: Handlers<'forms.all'> = {
  'forms.all': (_input, _context, office) => ({
    forms: [...formDefinitions],
    lists: [...(office ? catalogue(office).lists : optionLists)],
  }),
}
