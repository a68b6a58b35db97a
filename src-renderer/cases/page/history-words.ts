import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../src-main/contract/cases.ts'
import { describeValue } from '../../../src-main/domain/forms/describe.ts'
import { fieldsOf } from '../../../src-main/domain/forms/fields.ts'
import type { Field, FieldValue } from '../../../src-main/domain/forms/types.ts'
import { useForms } from '../../forms/forms-context.tsx'
import { useDescribing } from '../../forms/place-names.ts'
import { useLanguage } from '../../language/index.ts'

type Item = HistoryEntry['items'][number]
/** What is told of words and proposals of an office above. */
const said = ['word', 'noted', 'proposed', 'accepted', 'other', 'declined'] as const
const saidOf = (field: string | null): (typeof said)[number] => said.find((each) => each === field) ?? 'noted'

/** Longer texts are cut: the form itself shows them whole. */
const longest = 90

/** Says each change in words, with the labels of the forms. */
export function useHistoryWords(entries: readonly HistoryEntry[]): (entry: HistoryEntry) => readonly string[] {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation()
  const { t: transfers } = useTranslation('transfers')
  const { t: referrals } = useTranslation('referrals')
  const { t: words } = useTranslation('words')
  const { form: formOf } = useForms()
  const lang = useLanguage()
  const fieldOf = useCallback(
    (item: Item): Field | undefined => {
      const form = item.form === null ? undefined : formOf(item.form)
      const field = form === undefined || item.field === null ? undefined : fieldsOf(form).get(item.field)
      return item.cell === null ? field : (field?.fields?.find((each) => each.id === item.cell) ?? field)
    },
    [formOf],
  )
  const places = useMemo(
    () =>
      entries
        .flatMap((entry) => entry.items)
        .filter((item) => fieldOf(item)?.type === 'place')
        .flatMap((item) => [item.from, item.to])
        .filter((code) => typeof code === 'string'),
    [entries, fieldOf],
  )
  const describing = useDescribing(places)

  const say = (field: Field, value: unknown): string => {
    const text = describeValue(field, value as FieldValue, lang, describing)
    return text.length > longest ? `${text.slice(0, longest)}…` : text
  }
  const change = (label: string, field: Field, { from, to }: Item): string => {
    const [before, after] = [say(field, from), say(field, to)]
    if (before === '') return t('history.set', { label, to: after })
    return after === ''
      ? t('history.cleared', { label, from: before })
      : t('history.changed', { label, from: before, to: after })
  }
  const handOver = ({ field, from, to }: Item): string => {
    if (typeof to !== 'string' || to === '') return ''
    if (field === 'reason') return t('history.reason', { text: to })
    // The first worker is whoever opened the case.
    return typeof from === 'string' && from !== '' ? t('history.givenFrom', { from, to }) : ''
  }
  /** What became of the case between offices. The office that opened it is no hand-over. */
  const between = ({ field, from, to }: Item): string | null => {
    if (field === 'office')
      return typeof from === 'string' && from !== '' ? transfers('history.given', { from, to }) : ''
    if (field === 'urgent') return to === 'yes' ? transfers('history.urgent') : ''
    if (field === 'refusal') return typeof to === 'string' ? transfers('history.refusal', { text: to }) : ''
    return field === 'accepted' ? transfers('history.accepted') : null
  }
  const line = (item: Item): string => {
    const form = item.form === null ? undefined : formOf(item.form)
    const field = fieldOf(item)
    switch (item.kind) {
      case 'case-opened':
        return t('history.caseOpened')
      case 'form-opened':
        return form === undefined ? '' : t('history.formOpened', { form: `${form.number} ${form.title[lang]}` })
      case 'note':
        return t('history.note')
      case 'word':
        return words(`history.${saidOf(item.field)}`, { office: String(item.to ?? '') })
      case 'referral': {
        const { field, to } = item
        if (field === 'to') return referrals('history.to', { office: String(to ?? '') })
        if (field === 'answer') return to === 'accepted' || to === 'refused' ? referrals(`history.answer.${to}`) : ''
        return field === 'feedback' || field === 'done' || field === 'withdrawn' ? referrals(`history.${field}`) : ''
      }
      case 'case-state': {
        const words = between(item)
        if (words !== null) return words
        if (item.field === 'worker' || item.field === 'reason') return handOver(item)
        if (item.field !== 'status' || item.from === null || (item.to !== 'open' && item.to !== 'closed')) return ''
        return t('history.status', { to: common(`status.${item.to}`).toLowerCase() })
      }
      case 'row-added':
        if (item.form === null) return t('history.coworker', { name: String(item.to ?? '') })
        return field === undefined ? '' : t('history.rowAdded', { label: field.label[lang] })
      case 'row-removed':
        if (item.form === null) return t('history.coworkerGone', { name: String(item.to ?? '') })
        return field === undefined ? '' : t('history.rowRemoved', { label: field.label[lang] })
      case 'settled': {
        if (field === undefined)
          return t('history.settled', { label: t('history.caseItself'), to: String(item.to ?? '') })
        const to = say(field, item.to)
        const words = t('history.settled', { label: field.label[lang], to: to === '' ? t('history.emptied') : to })
        return withReason(words, item.reason)
      }
      case 'taken-back':
        return withReason(t('history.takenBack', { label: field?.label[lang] ?? form?.title[lang] ?? '' }), item.reason)
      case 'field':
      case 'row-field':
        if (field === undefined) return item.field ?? ''
        return item.withheld
          ? t('history.withheld', { label: field.label[lang] })
          : change(field.label[lang], field, item)
    }
  }
  const opens = (item: Item): number => (item.kind === 'case-opened' ? 0 : item.kind === 'form-opened' ? 1 : 2)
  return (entry) =>
    entry.items
      .toSorted((a, b) => opens(a) - opens(b))
      .map(line)
      .filter((text) => text !== '')
}

function withReason(words: string, reason: string | null): string {
  return reason === null || reason === '' ? words : `${words} (${reason})`
}
