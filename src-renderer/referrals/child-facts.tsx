import type { ReactNode } from 'react'
import { referralParts } from '../../src-main/domain/cases/referral.ts'
import { describeValue } from '../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { FieldValue } from '../../src-main/domain/forms/types.ts'
import { useForms } from '../forms/forms-context.tsx'
import { usePlaceNames } from '../forms/place-names.ts'
import { useLanguage } from '../language/index.ts'

type Values = Readonly<Record<string, unknown>>

/** Says answers of form 1B in words. */
export function useChildFacts(
  all: readonly Values[],
): (values: Values) => readonly { id: string; label: string; text: string }[] {
  const { paper } = useForms()
  const lang = useLanguage()
  const placeName = usePlaceNames(all.flatMap(({ address_place: place }) => (typeof place === 'string' ? [place] : [])))
  const registration = paper('registration')
  const fields = registration === undefined ? new Map() : fieldsOf(registration)
  return (values) =>
    Object.values(referralParts)
      .flat()
      .flatMap((id) => {
        const field = fields.get(id)
        const value = values[id]
        if (field === undefined || value === undefined || value === null) return []
        return [{ id, label: field.label[lang], text: describeValue(field, value as FieldValue, lang, { placeName }) }]
      })
}

/** What a referral tells of the child, question by question. */
export function ChildFacts({ values, className }: { values: Values; className: string | undefined }): ReactNode {
  const facts = useChildFacts([values])
  return (
    <dl className={className}>
      {facts(values).map(({ id, label, text }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
