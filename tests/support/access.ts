import * as fc from 'fast-check'
import { type Role, type SensitiveRight, sensitiveRights } from '../../src-main/domain/access/role.ts'
import { formDefinitions, listByName } from '../../src-main/domain/forms/definitions.ts'
import { fieldsOf, holdsValue } from '../../src-main/domain/forms/fields.ts'
import type { Field, FieldValue, FormDefinition, FormValues } from '../../src-main/domain/forms/types.ts'

export const everyRole: Role = {
  id: 'every',
  name: { fr: 'Tout', en: 'All' },
  about: { fr: '', en: '' },
  permissions: ['case.read', 'case.create', 'case.write', 'case.history', 'note.write'],
  scope: 'all',
  forms: { others: 'write' },
  names: true,
  sensitive: sensitiveRights,
}

export const anySight = fc.record({
  forms: fc.constant({ others: 'write' } as const),
  names: fc.boolean(),
  sensitive: fc.subarray([...sensitiveRights]) as fc.Arbitrary<SensitiveRight[]>,
})

const rowId = fc.nat(3).map((n) => `${n}`.repeat(32))

function answerTo(field: Field): fc.Arbitrary<FieldValue> {
  const options = listByName(field.options ?? '')?.options.map(({ id }) => id) ?? []
  switch (field.type) {
    case 'yesNoUnknown':
      return fc.constantFrom('yes', 'no', 'unknown')
    case 'oneOf':
      return fc.constantFrom(...options)
    case 'severalOf':
      return fc.uniqueArray(fc.constantFrom(...options), { minLength: 1, maxLength: 4 })
    case 'integer':
      return fc.integer({ min: 0, max: 30 })
    case 'date':
      return fc.constant({ precision: 'year', year: 2015 } as const)
    case 'rows':
      return fc.uniqueArray(fc.record({ id: rowId, values: valuesOf(field.fields ?? []) }), {
        selector: ({ id }) => id,
        minLength: 1,
        maxLength: 3,
      }) as fc.Arbitrary<FieldValue>
    default:
      return fc.constant(`texte de ${field.id}`)
  }
}

function valuesOf(fields: readonly Field[]): fc.Arbitrary<FormValues> {
  const shape = fields.filter(holdsValue).map((field) => [field.id, answerTo(field)] as const)
  return fc.record(Object.fromEntries(shape), { requiredKeys: [] }) as fc.Arbitrary<FormValues>
}

export const anyForm = fc
  .constantFrom(...formDefinitions)
  .chain((definition) =>
    fc.record({ definition: fc.constant(definition), values: valuesOf([...fieldsOf(definition).values()]) }),
  ) as fc.Arbitrary<{ definition: FormDefinition; values: FormValues }>
