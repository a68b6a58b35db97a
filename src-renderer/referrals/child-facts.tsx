import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReferralPart } from '../../src-main/contract/referrals.ts'
import { partNames, referralParts } from '../../src-main/domain/cases/referral.ts'
import { describeValue } from '../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { FieldValue } from '../../src-main/domain/forms/types.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useDescribing } from '../forms/place-names.ts'
import { useLanguage } from '../language/index.ts'

type Values = Readonly<Record<string, unknown>>

/** Says a part of what a referral tells of the child, in one line; empty where it tells nothing of it. */
export function useChildPart(all: readonly Values[]): (part: ReferralPart, values: Values) => string {
  const { paper } = useForms()
  const lang = useLanguage()
  const describing = useDescribing(
    all.flatMap(({ address_place: place }) => (typeof place === 'string' ? [place] : [])),
  )
  const registration = paper('registration')
  const fields = registration === undefined ? new Map() : fieldsOf(registration)
  return (part, values) =>
    referralParts[part]
      .flatMap((id) => {
        const [field, value] = [fields.get(id), values[id]]
        if (field === undefined || value === undefined || value === null) return []
        return [describeValue(field, value as FieldValue, lang, describing)]
      })
      .join(part === 'name' ? ' ' : ' · ')
}

/** What a referral tells of the child, part by part. */
export function ChildFacts({ values, className }: { values: Values; className: string | undefined }): ReactNode {
  const { t } = useTranslation('referrals')
  const say = useChildPart([values])
  return (
    <dl className={className}>
      {partNames.map((part) => {
        const text = say(part, values)
        return (
          text !== '' && (
            <div key={part}>
              <dt>{t(`part.${part}`)}</dt>
              <dd>{text}</dd>
            </div>
          )
        )
      })}
    </dl>
  )
}
