import { MessageSquarePlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../src-main/contract/cases.ts'
import { proposable } from '../../src-main/domain/cases/proposal.ts'
import { fieldsOf } from '../../src-main/domain/forms/fields.ts'
import type { FormDefinition, FormValues } from '../../src-main/domain/forms/types.ts'
import { groupOf } from '../../src-main/domain/forms/visible.ts'
import type { FormStore } from '../forms/store.ts'
import { useLanguage } from '../language/index.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { AnswerDialog, sentence } from './answer-dialog.tsx'
import { useProposalWords } from './proposal-words.ts'
import css from './proposals.module.css'
import { ProposeDialog } from './propose-dialog.tsx'

interface BesideProps {
  readonly file: CaseFile
  readonly record: CaseFile['forms'][number] | undefined
  readonly definition: FormDefinition
  readonly makeStore: (values: FormValues) => FormStore
}

interface Beside {
  /** Says how a correction is proposed; nothing where this person may not. */
  readonly hint: ReactNode
  readonly beside: (field: string) => ReactNode
  /** The dialog that somebody opened. */
  readonly dialog: ReactNode
}

/** What stands beside the answers of a form: proposals that wait for the keeper of the case and, in an office above, the way to make one. */
export function useProposals({ file, record, definition, makeStore }: BesideProps): Beside {
  const { t } = useTranslation('words')
  const lang = useLanguage()
  const may = useMayAdvise(file) && record !== undefined
  const { data } = useAsk('words.ofCase', { caseId: file.item.id })
  const [group, setGroup] = useState<string | null>(null)
  const [answering, setAnswering] = useState<string | null>(null)
  const waiting = (data?.items ?? []).flatMap((word) =>
    word.proposal !== null && word.proposal.answer === null && word.proposal.record === record?.id
      ? [{ word, proposal: word.proposal }]
      : [],
  )
  const words = useProposalWords(waiting.map(({ proposal }) => proposal))
  const kept = [...(record?.withheld ?? []), ...(record?.partly ?? [])]
  const act = (id: string): ReactNode => {
    const field = fieldsOf(definition).get(id)
    const members = field === undefined ? [] : proposable(definition, groupOf(field))
    if (!may || field === undefined || members.length === 0 || members.some((each) => kept.includes(each.id)))
      return null
    const label = t('propose.action', { question: field.label[lang] })
    return (
      <button
        type="button"
        className={`${css.act} no-print`}
        title={label}
        aria-label={label}
        onClick={() => setGroup(groupOf(field))}
      >
        <MessageSquarePlus size={15} aria-hidden="true" />
      </button>
    )
  }
  const beside = (id: string): ReactNode => {
    const here = waiting.filter(({ proposal }) => proposal.fields.includes(id) && isAbout(proposal, id))
    return (
      <>
        {act(id)}
        {here.map(({ word, proposal }) => (
          <span key={word.id} className={css.open}>
            <b>{t('beside.title', { office: word.office })}</b>
            <span>
              {proposal.values === null
                ? t('beside.withheld')
                : sentence(words.say({ ...proposal, fields: [id] }, proposal.values)) || t('nothing')}
            </span>
            {proposal.answerable && (
              <Button size="small" className="no-print" onClick={() => setAnswering(word.id)}>
                {t('answer.action')}
              </Button>
            )}
          </span>
        ))}
      </>
    )
  }
  const answered = waiting.find(({ word }) => word.id === answering)
  const dialog = (
    <>
      {group !== null && record !== undefined && (
        <ProposeDialog file={file} record={record} group={group} makeStore={makeStore} onClose={() => setGroup(null)} />
      )}
      {answered !== undefined && <AnswerDialog file={file} {...answered} onClose={() => setAnswering(null)} />}
    </>
  )
  const hint = may && (
    <p className={`${css.hint} muted small no-print`}>
      <MessageSquarePlus size={15} aria-hidden="true" /> {t('propose.hint')}
    </p>
  )
  return { hint, beside, dialog }
}

/** A proposal stands at the answers that it would change; one whose value is not here, at all of its group. */
function isAbout({ values, now }: { values: object | null; now: object }, field: string): boolean {
  if (values === null) return true
  const [proposed, held] = [values, now].map((each) => JSON.stringify((each as Record<string, unknown>)[field] ?? null))
  return proposed !== held
}

/** May this person say something to who keeps the case: an office above, and not the keeper? */
export function useMayAdvise(file: CaseFile): boolean {
  const { can, session } = useSession()
  return can('case.advise') && session.office.level !== 'district' && file.item.office !== session.office.id
}
