import { useTranslation } from 'react-i18next'
import { type Act, acts, isScreen } from '../../src-main/contract/access-log.ts'
import type { LogEntry } from '../../src-main/contract/log.ts'
import type { FormDefinition } from '../../src-main/domain/forms/types.ts'
import { useLanguage } from '../language/index.ts'
import { useErrorText } from '../office/error-text.ts'
import { useAsk } from '../office/queries.ts'

type Details = LogEntry['details']

const number = (details: Details, name: string): number | undefined => {
  const value = details[name]
  return typeof value === 'number' ? value : undefined
}
const text = (details: Details, name: string): string => {
  const value = details[name]
  return typeof value === 'string' ? value : ''
}

const isAct = (act: string): act is Act => (acts as readonly string[]).includes(act)

export interface EntryWords {
  act(act: string): string
  screen(screen: string | null): string
  /** What else is known of the line, in a few words. */
  details(entry: LogEntry): string
}

/** Words for the lines of the log. */
export function useEntryWords(): EntryWords {
  const { t } = useTranslation('log')
  const errorText = useErrorText()
  const lang = useLanguage()
  const forms = useAsk('forms.all', {})
  const formTitle = (name: string): string => {
    const all = (forms.data?.forms ?? []) as readonly FormDefinition[]
    return all.find((form) => form.form === name)?.title[lang] ?? name
  }
  const act = (name: string): string => (isAct(name) ? t(`act.${name}`) : t('act.other'))
  const details = (entry: LogEntry): string => {
    const { details: all } = entry
    const words = text(all, 'words')
    const shown = number(all, 'shown')
    const failed = number(all, 'failedBefore') ?? 0
    const broken = number(all, 'broken') ?? 0
    const lines = number(all, 'lines')
    const reason = text(all, 'reason')
    const what = text(all, 'what')
    const wanted = text(all, 'wanted')
    const parts = [
      words === '' ? '' : t('detail.words', { words }),
      shown === undefined ? '' : t('detail.shown', { count: shown }),
      text(all, 'form') === '' ? '' : formTitle(text(all, 'form')),
      number(all, 'number') === undefined ? '' : t('detail.number', { number: number(all, 'number') }),
      number(all, 'changes') === undefined ? '' : t('detail.changes', { count: number(all, 'changes') ?? 0 }),
      failed === 0 ? '' : t('detail.after', { count: failed }),
      entry.act === 'session.lock' ? t(`detail.lock.${reason as 'idle'}`) : '',
      entry.act === 'print.page' ? t(`detail.printed.${what as 'list'}`) : '',
      wanted === '' ? '' : t('detail.wanted', { what: act(wanted) }),
      entry.act === 'bundle.refused' ? errorText({ code: text(all, 'code') }) : '',
      lines === undefined ? '' : t('detail.verified', { count: lines }),
      broken === 0 ? '' : t('detail.broken', { n: broken }),
      text(all, 'file'),
    ]
    return parts.filter((part) => part !== '').join(' · ')
  }
  return { act, details, screen: (screen) => (isScreen(screen) ? t(`screen.${screen}`) : '') }
}
