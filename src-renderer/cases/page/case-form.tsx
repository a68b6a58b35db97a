import { Lock, Pencil, Plus, Printer } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { formLevel } from '../../../src-main/domain/access/fields.ts'
import { writtenForm } from '../../../src-main/domain/access/values.ts'
import type { FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'
import { useFoundDraft } from '../../forms/draft.ts'
import { DraftOffer } from '../../forms/draft-parts.tsx'
import { useForms } from '../../forms/forms-context.tsx'
import { FormReading } from '../../forms/reading.tsx'
import { formatMoment } from '../../language/format.ts'
import { useLanguage } from '../../language/index.ts'
import { ask } from '../../office/client.ts'
import { usePrint } from '../../office/print.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useProposals } from '../../proposals/beside.tsx'
import { useBeside } from '../../review/beside.tsx'
import { CaseFormEditor } from './case-form-editor.tsx'
import css from './case-page.module.css'
import { useStoreOf } from './form-of-case.ts'
import { Signatures } from './signatures.tsx'

type Record = CaseFile['forms'][number]

interface CaseFormProps {
  readonly file: CaseFile
  readonly form: string
  readonly actions: HTMLElement | null
  readonly sections: HTMLElement | null
}

/** Forms that a case has once. The others may be filled in again: a second follow-up, another referral. */
const once: readonly string[] = ['registration']

/** One form of the case: read first, written on demand. */
export function CaseForm({ file, form, actions, sections }: CaseFormProps): ReactNode {
  const { paper } = useForms()
  const { session } = useSession()
  const records = file.forms.filter((each) => each.form === form)
  const [chosen, setChosen] = useState<string | 'new' | null>(null)
  const whole = paper(form)
  const record = chosen === 'new' ? undefined : (records.find((each) => each.id === chosen) ?? records.at(-1))
  const definition = useMemo(() => {
    const sight = { ...session.role, narratives: file.narratives }
    return whole === undefined ? undefined : writtenForm(whole, { partly: record?.partly ?? [] }, sight)
  }, [whole, record, session.role, file.narratives])
  if (definition === undefined) return null
  if (formLevel(session.role, form) === 'none') return <ClosedForm file={file} definition={definition} />
  return (
    <OneForm
      key={record?.id ?? 'new'}
      file={file}
      definition={definition}
      record={record}
      records={records}
      choose={setChosen}
      startsNew={chosen === 'new'}
      actions={actions}
      sections={sections}
    />
  )
}

interface OneFormProps extends Omit<CaseFormProps, 'form'> {
  readonly definition: FormDefinition
  readonly record: Record | undefined
  readonly records: readonly Record[]
  readonly choose: (record: string | 'new' | null) => void
  readonly startsNew: boolean
}

export interface Editing {
  readonly values: FormValues
  readonly resumed: boolean
}

function OneForm(props: OneFormProps): ReactNode {
  const { file, definition, record, records, choose, startsNew, actions, sections } = props
  const { t } = useTranslation('cases')
  const { can, session } = useSession()
  const { print } = usePrint({ caseId: file.item.id })
  const lang = useLanguage()
  const makeStore = useStoreOf(file, definition)
  const subject = draftSubject(file.item.id, definition.form, record, records)
  const draft = useFoundDraft(subject)
  const [answered, setAnswered] = useState(false)
  const level = formLevel(session.role, definition.form)
  const may = file.editable && level === 'write'
  const role = session.role.name[lang]
  const [editing, setEditing] = useState<Editing | null>(startsNew && may ? { values: {}, resumed: false } : null)
  const saved = useMemo(() => makeStore((record?.values ?? {}) as FormValues), [makeStore, record])

  const diverging = useBeside(file.item.id, file.item.conflicts, record?.id)
  const proposals = useProposals({ file, record, definition, makeStore })
  const beside = (field: string): ReactNode => (
    <>
      {diverging(field)}
      {proposals.beside(field)}
    </>
  )

  if (editing !== null) {
    return (
      <CaseFormEditor
        file={file}
        record={record}
        subject={subject}
        makeStore={makeStore}
        editing={editing}
        actions={actions}
        sections={sections}
        onDone={(formId) => {
          setEditing(null)
          setAnswered(true)
          choose(formId ?? null)
        }}
      />
    )
  }
  const { number, title, purpose } = definition
  const start = (values: FormValues, resumed: boolean): void => setEditing({ values, resumed })
  return (
    <article className={css.form}>
      {actions !== null &&
        createPortal(
          <>
            {record !== undefined && can('case.print') && file.readOnly !== 'opened' && (
              <Button icon={<Printer aria-hidden="true" />} onClick={print}>
                {t('form.print')}
              </Button>
            )}
            {may && record !== undefined && (
              <Button
                look="main"
                icon={<Pencil aria-hidden="true" />}
                onClick={() => start(record.values as FormValues, false)}
              >
                {t('form.edit')}
              </Button>
            )}
          </>,
          actions,
        )}
      <header className={css.formHead}>
        <h2>
          {number} · {title[lang]}
        </h2>
        {record !== undefined && (
          <span className="muted small">
            {t('form.saved', { when: formatMoment(record.savedAt), who: record.savedBy })}
          </span>
        )}
      </header>
      {file.editable && level === 'read' && <Notice>{t('form.readLevel', { role })}</Notice>}
      {may && draft !== null && draft !== undefined && !answered && (
        <DraftOffer
          savedAt={draft.savedAt}
          take={() => start(valuesOf(draft.payload), true)}
          drop={() => {
            setAnswered(true)
            void ask('drafts.drop', { subject })
          }}
        />
      )}
      {records.length > 0 && !once.includes(definition.form) && (
        <Instances records={records} chosen={record} choose={choose} may={may} />
      )}
      {record === undefined ? (
        <Empty
          title={may ? t('form.empty') : t('form.empty.readOnly')}
          action={
            may && (
              <Button look="main" icon={<Pencil aria-hidden="true" />} onClick={() => start({}, false)}>
                {t('form.fill')}
              </Button>
            )
          }
        >
          {purpose[lang]}
        </Empty>
      ) : (
        <>
          {record.reserved > 0 && (
            <Notice title={t('form.reserved', { count: record.reserved })}>{t('form.reserved.text', { role })}</Notice>
          )}
          {proposals.hint}
          <FormReading store={saved} partly={record.partly} withheld={record.withheld} beside={beside} />
          {proposals.dialog}
          <Signatures />
        </>
      )}
    </article>
  )
}

/** A form that the role does not open: said plainly, filled in or not. */
function ClosedForm({ file, definition }: { file: CaseFile; definition: FormDefinition }): ReactNode {
  const { t } = useTranslation('cases')
  const { session } = useSession()
  const lang = useLanguage()
  const { number, title, form } = definition
  const role = session.role.name[lang]
  const filled = file.reservedForms.includes(form)
  return (
    <article className={css.form}>
      <header className={css.formHead}>
        <h2>
          {number} · {title[lang]}
        </h2>
      </header>
      <Empty icon={<Lock aria-hidden="true" />} title={filled ? t('form.closed') : t('form.none', { role })}>
        {filled && t('form.closed.text', { role })}
      </Empty>
    </article>
  )
}

/** One draft for each record that is being written, and one for a new one. */
function draftSubject(caseId: string, form: string, record: Record | undefined, records: readonly Record[]): string {
  const subject = `case:${caseId}:${form}`
  if (records.length === 0 || records[0]?.id === record?.id) return subject
  return `${subject}:${record?.id.slice(0, 16) ?? 'new'}`
}

function valuesOf(payload: unknown): FormValues {
  if (typeof payload !== 'object' || payload === null || !('values' in payload)) return {}
  return (payload.values ?? {}) as FormValues
}

interface InstancesProps {
  readonly records: readonly Record[]
  readonly chosen: Record | undefined
  readonly choose: (record: string | 'new') => void
  readonly may: boolean
}

/** The records of a form that was filled in more than once. */
function Instances({ records, chosen, choose, may }: InstancesProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <div className={css.instances}>
      {records.length > 1 &&
        records.map((record, index) => (
          <button
            key={record.id}
            type="button"
            className={css.instance}
            aria-pressed={record.id === chosen?.id}
            onClick={() => choose(record.id)}
          >
            {t('form.instance', { number: index + 1, when: formatMoment(record.savedAt) })}
          </button>
        ))}
      {may && (
        <button type="button" className={css.instance} onClick={() => choose('new')}>
          <Plus size={14} aria-hidden="true" /> {t('form.another')}
        </button>
      )}
    </div>
  )
}
