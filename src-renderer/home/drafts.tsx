import { PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../language/format.ts'
import { ask } from '../office/client.ts'
import { refresh, useAsk } from '../office/queries.ts'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { classes } from '../parts/classes.ts'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './home.module.css'

/** The page where a draft is taken up again. */
function pageOf(subject: string): string {
  const [kind, caseId, form] = subject.split(':')
  if (kind !== 'case' || caseId === undefined) return '/cases/new'
  // What belongs to no form is typed beside them.
  return form === undefined || form === 'note' || form === 'word' ? `/cases/${caseId}` : `/cases/${caseId}/${form}`
}

/** What this person was typing and has not saved. Erasing can be taken back while its message stands. */
export function Drafts(): ReactNode {
  const { t } = useTranslation('home')
  const drafts = useAsk('drafts.list', {})
  const [error, setError] = useState<unknown>(null)
  const held = drafts.data ?? []
  const put = async (subject: string, payload: string): Promise<void> => {
    await ask('drafts.save', { subject, payload })
    await refresh('drafts.')
  }
  const erase = async (subject: string): Promise<void> => {
    const kept = await ask('drafts.get', { subject })
    await ask('drafts.drop', { subject })
    await refresh('drafts.')
    toast(t('drafts.dropped'), kept === null ? undefined : () => void put(subject, kept.payload).catch(setError))
  }
  if (held.length === 0) return <ErrorBox error={error} />
  return (
    <Card title={t('drafts.title')} aside={t('drafts.aside')}>
      <ErrorBox error={error} />
      <ul className={classes(css.rows, css.draft)}>
        {held.map((draft) => (
          <li key={draft.subject}>
            <span className={css.who}>
              <b className="cut">{draft.title === '' ? t('drafts.untitled') : draft.title}</b>
              <span className="small muted">{t('drafts.kept', { when: formatWhen(draft.savedAt) })}</span>
            </span>
            <Button size="small" look="quiet" onClick={() => void erase(draft.subject).catch(setError)}>
              {t('drafts.drop')}
            </Button>
            <ButtonLink to={pageOf(draft.subject)} size="small" icon={<PenLine aria-hidden="true" />}>
              {t('drafts.resume')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
