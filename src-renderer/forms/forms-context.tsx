import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Sight, seenAnywhere, seenList } from '../../src-main/domain/access/fields.ts'
import type { FieldValue, FormDefinition, OptionList } from '../../src-main/domain/forms/types.ts'
import { isAddedOption } from '../../src-main/domain/lists/ids.ts'
import { useLanguage } from '../language/index.ts'
import { ask, type OfficeError } from '../office/client.ts'
import { officeDay } from '../office/day.ts'
import { ErrorBox } from '../parts/error-box.tsx'

export interface Option {
  readonly id: string
  readonly label: string
}

interface Forms {
  /** As the person who is signed in sees them. */
  readonly forms: readonly FormDefinition[]
  readonly form: (id: string) => FormDefinition | undefined
  /** The whole form: for its numbers, which are those of the paper whoever reads. */
  readonly paper: (id: string) => FormDefinition | undefined
  readonly lists: ReadonlyMap<string, OptionList>
  /** An answer in words, in the language of the page; one that came before what explains it says so. */
  readonly optionLabel: (list: string, id: string) => string
  /** `2026-11-23`: the day that the office goes by. */
  readonly today: () => string
}

const FormsContext = createContext<Forms | null>(null)

/** The definitions of the forms; only under `FormsProvider`. */
export function useForms(): Forms {
  const forms = useContext(FormsContext)
  if (forms === null) throw new Error('useForms is used outside FormsProvider')
  return forms
}

/** The whole of a form of which a part may be hidden. */
export function usePaper(form: FormDefinition): FormDefinition {
  return useForms().paper(form.form) ?? form
}

/** The answers that a list offers, in the language of the page, and those that are `held` already, whatever became of them. */
export function useOptions(list: string | undefined, held?: FieldValue): readonly Option[] {
  const { lists, optionLabel } = useForms()
  const { t } = useTranslation('forms')
  const holds = JSON.stringify(held ?? null)
  return useMemo(() => {
    if (list === undefined) return []
    const all = lists.get(list)?.options ?? []
    const given = [JSON.parse(holds) as FieldValue].flat().filter((each) => typeof each === 'string')
    const offered = all
      .filter(({ id, retired }) => retired !== true || given.includes(id))
      .map(({ id, retired }) => {
        const label = optionLabel(list, id)
        return { id, label: retired === true ? t('option.retired', { label }) : label }
      })
    const unknown = given.filter((id) => isAddedOption(id) && !all.some((each) => each.id === id))
    return [...offered, ...unknown.map((id) => ({ id, label: optionLabel(list, id) }))]
  }, [lists, list, holds, optionLabel, t])
}

/** The definitions change with what the offices above lay down, and then only. */
function useDefinitions() {
  return useQuery<{ forms: unknown[]; lists: unknown[] }, OfficeError>({
    queryKey: ['forms.all'],
    queryFn: () => ask('forms.all', {}),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Reads the definitions once and keeps the children back until they are there. */
export function FormsProvider({ sight, children }: { sight?: Sight; children: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const { t: words } = useTranslation('forms')
  const lang = useLanguage()
  const { data, error, refetch } = useDefinitions()
  const value = useMemo<Forms | null>(() => {
    if (data === undefined) return null
    const papers = data.forms as readonly FormDefinition[]
    const forms = sight === undefined ? papers : papers.map((form) => seenAnywhere(form, sight))
    const [byId, paperById] = [forms, papers].map((all) => new Map(all.map((form) => [form.form, form])))
    const known = data.lists as readonly OptionList[]
    const lists = new Map(known.map((list) => [list.list, sight === undefined ? list : seenList(list, sight)]))
    const labels = new Map(
      known.flatMap(({ list, options }) => options.map(({ id, label }) => [`${list}/${id}`, label[lang]] as const)),
    )
    const optionLabel = (list: string, id: string): string =>
      labels.get(`${list}/${id}`) ?? (isAddedOption(id) ? words('option.unknown') : id)
    const [form, paper] = [(id: string) => byId?.get(id), (id: string) => paperById?.get(id)]
    return { forms, form, paper, lists, optionLabel, today: () => officeDay() }
  }, [data, sight, lang, words])
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (value === null) return <p className="muted">{t('loading')}</p>
  return <FormsContext value={value}>{children}</FormsContext>
}
