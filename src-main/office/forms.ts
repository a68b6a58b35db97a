import { shippedCatalogue } from '../domain/lists/catalogue.ts'
import { catalogue } from './catalogue.ts'
import type { Handlers } from './context.ts'

export const formsHandlers: Handlers<'forms.all'> = {
  'forms.all': (_input, _context, office) => {
    const { forms, lists } = office ? catalogue(office) : shippedCatalogue
    return { forms: [...forms.values()], lists: [...lists] }
  },
}
