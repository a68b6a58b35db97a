import * as z from 'zod'
import { nothing } from './common.ts'
import { call } from './define.ts'

/** Definitions are data of the domain; their shape is `FormDefinition` and `OptionList` of `domain/forms/types.ts`. */
export const forms = {
  'forms.all': call('nobody', nothing, z.strictObject({ forms: z.array(z.unknown()), lists: z.array(z.unknown()) })),
}
