import { Lock } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Field, FormDefinition } from '../../src-main/domain/forms/types.ts'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { type Laid, LaidFrame } from './laid-frame.tsx'
import css from './lists.module.css'
import { OptionsCard } from './options-card.tsx'

/** A question that takes its answers from a list. */
export interface Asking {
  readonly form: FormDefinition
  readonly field: Field
}

/** The lists of answers that the forms choose from. */
export function ListsPage({ chosen }: { chosen: string | null }): ReactNode {
  const { t } = useTranslation('lists')
  const asking = useAsking()
  return (
    <LaidFrame index={(laid) => <ListIndex laid={laid} chosen={chosen} asking={asking} />}>
      {(laid, mayChange) => {
        const found = laid.lists.find(({ list }) => list === chosen)
        if (found === undefined) {
          return (
            <Card>
              <Empty title={t('lists.choose')}>{t(laid.above ? 'lists.choose.text' : 'lists.choose.below')}</Empty>
            </Card>
          )
        }
        return (
          <OptionsCard
            key={found.list}
            list={found.list}
            fixed={found.fixed}
            mayChange={mayChange}
            asking={asking.get(found.list) ?? []}
          />
        )
      }}
    </LaidFrame>
  )
}

function useAsking(): ReadonlyMap<string, readonly Asking[]> {
  const { forms } = useForms()
  return useMemo(() => {
    const fields = (all: readonly Field[]): Field[] => all.flatMap((field) => [field, ...fields(field.fields ?? [])])
    const asked = forms.flatMap((form) =>
      fields(form.sections.flatMap((section) => section.fields)).map((field) => ({ form, field })),
    )
    return Map.groupBy(
      asked.filter(({ field }) => field.options !== undefined),
      ({ field }) => field.options ?? '',
    )
  }, [forms])
}

interface IndexProps {
  readonly laid: Laid
  readonly chosen: string | null
  readonly asking: ReadonlyMap<string, readonly Asking[]>
}

/** Every list that a question asks from, found by its title, its questions or its answers. */
function ListIndex({ laid, chosen, asking }: IndexProps): ReactNode {
  const { t } = useTranslation('lists')
  const { lists } = useForms()
  const lang = useLanguage()
  const [text, setText] = useState('')
  const all = laid.lists.flatMap((each) => {
    const questions = asking.get(each.list) ?? []
    const list = lists.get(each.list)
    if (list === undefined || questions.length === 0) return []
    const words = [
      list.title[lang],
      ...questions.flatMap(({ form, field }) => [field.label[lang], form.number]),
      ...list.options.map(({ label }) => label[lang]),
    ]
    return [{ ...each, title: list.title[lang], questions, found: foldName(words.join(' ')) }]
  })
  const wanted = foldName(text).trim()
  const shown = all
    .filter(({ found }) => wanted.split(' ').every((word) => found.includes(word)))
    .toSorted((a, b) => rank(a.title, wanted) - rank(b.title, wanted) || a.title.localeCompare(b.title, lang))
  return (
    <Card className={css.index}>
      <div className={css.search}>
        <TextInput type="search" label={t('lists.search')} value={text} onChange={setText} />
      </div>
      <ul className={css.entries}>
        {shown.map(({ list, title, questions, options, added, fixed }) => (
          <li key={list}>
            <Link href={`/settings/lists/${list}`} aria-current={list === chosen ? 'true' : undefined}>
              <b>{title}</b>
              <span className="small muted">
                {t('lists.forms', { forms: [...new Set(questions.map(({ form }) => form.number))].join(', ') })}
                {' · '}
                {t('lists.count', { count: options })}
                {added > 0 && ` · ${t('lists.added', { count: added })}`}
              </span>
              {fixed !== null && <Lock aria-label={t('fixed')} className={css.lock} />}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={css.none}>{t('lists.none', { text })}</p>}
    </Card>
  )
}

/** Titles that hold the words come before lists that are found by a question or an answer. */
function rank(title: string, wanted: string): number {
  return wanted !== '' && !foldName(title).includes(wanted) ? 1 : 0
}
