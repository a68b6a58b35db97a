import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Sight, seenAnywhere, seenList } from '../../src-main/domain/access/fields.ts'
import type { FormDefinition, OptionList } from '../../src-main/domain/forms/types.ts'
import { type Language, useLanguage } from '../language/index.ts'
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

/** The answers of a list, in the language of the page. */
export function useOptions(list: string | undefined): readonly Option[] {
  const { lists } = useForms()
  const lang = useLanguage()
  return useMemo(() => optionsOf(lists, list, lang), [lists, list, lang])
}

function optionsOf(lists: Forms['lists'], list: string | undefined, lang: Language): readonly Option[] {
  const found = list === undefined ? undefined : lists.get(list)
  return found?.options.map((option) => ({ id: option.id, label: option.label[lang] })) ?? []
}

/** The definitions never change while the window is open. */
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
  const { data, error, refetch } = useDefinitions()
  const value = useMemo<Forms | null>(() => {
    if (data === undefined) return null
    const papers = data.forms as readonly FormDefinition[]
    const forms = sight === undefined ? papers : papers.map((form) => seenAnywhere(form, sight))
    const [byId, paperById] = [forms, papers].map((all) => new Map(all.map((form) => [form.form, form])))
    const known = data.lists as readonly OptionList[]
    const lists = new Map(known.map((list) => [list.list, sight === undefined ? list : seenList(list, sight)]))
    return { forms, form: (id) => byId?.get(id), paper: (id) => paperById?.get(id), lists, today: () => officeDay() }
  }, [data, sight])
  if (error !== null) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (value === null) return <p className="muted">{t('loading')}</p>
  return <FormsContext value={value}>{children}</FormsContext>
}
