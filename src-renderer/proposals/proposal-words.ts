import type { Proposal } from '../../src-main/contract/words.ts'
import { describeValue } from '../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { Field, FieldValue, FormValues } from '../../src-main/domain/forms/types.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useDescribing } from '../forms/place-names.ts'
import { useLanguage } from '../language/index.ts'
import { isPlaceCode } from '../review/conflict-words.ts'

interface Said {
  readonly label: string
  /** Empty where nothing is answered. */
  readonly text: string
}

export interface ProposalWords {
  readonly formTitle: (proposal: Proposal) => string
  /** The questions that would be answered otherwise. */
  readonly subject: (proposal: Proposal) => string
  /** What these values of the group say to those questions. */
  readonly say: (proposal: Proposal, values: Proposal['now']) => readonly Said[]
}

/** Says proposals with the labels of the forms. */
export function useProposalWords(proposals: readonly Proposal[]): ProposalWords {
  const { form: formOf } = useForms()
  const lang = useLanguage()
  const describing = useDescribing(
    proposals.flatMap(({ values, now, changed }) =>
      [values, now, changed?.before].flatMap((each) => Object.values(each ?? {}).filter(isPlaceCode)),
    ),
  )
  const asked = ({ form, fields, values, now }: Proposal): readonly Field[] => {
    const definition = formOf(form)
    const all = definition === undefined ? [] : fields.flatMap((id) => fieldsOf(definition).get(id) ?? [])
    const differing = all.filter(({ id }) => values !== null && !sameText(values[id], now[id]))
    return differing.length > 0 ? differing : all
  }
  return {
    formTitle: ({ form }) => {
      const definition = formOf(form)
      return definition === undefined ? '' : `${definition.number} ${definition.title[lang]}`
    },
    subject: (proposal) =>
      asked(proposal)
        .map(({ label }) => label[lang])
        .join(', '),
    say: (proposal, values) =>
      asked(proposal).map((field) => ({
        label: field.label[lang],
        text: describeValue(field, (values as FormValues)[field.id] as FieldValue | undefined, lang, describing),
      })),
  }
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
