import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { useAsk, useTell } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button } from '../../parts/button.tsx'
import { Decide } from '../../parts/decide.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { toast } from '../../parts/toasts.tsx'
import { AssignDialog } from '../../teams/assign/assign-dialog.tsx'
import { PersonPicker } from '../../teams/person-picker.tsx'
import { GiveDialog } from '../transfer/give-dialog.tsx'
import css from './case-page.module.css'

/** Who follows the case and who works on it too. */
export function CaseTeam({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('teams')
  const { t: transfers } = useTranslation('transfers')
  const { can, session } = useSession()
  const [open, setOpen] = useState<'assign' | 'coworkers' | 'transfer' | null>(null)
  const { item, coworkers } = file
  const mayGive = can('case.assign') && item.office === session.office.id
  return (
    <section>
      <h2>{t('case.team')}</h2>
      <p className={css.team}>{item.workerName === '' ? t('case.nobody') : item.workerName}</p>
      {coworkers.length > 0 && (
        <p className="small">
          {t('case.with')} {coworkers.map(({ name }) => name).join(', ')}
        </p>
      )}
      {mayGive && (
        <div className={css.teamActions}>
          <Button size="small" onClick={() => setOpen('assign')}>
            {t('case.assign')}
          </Button>
          <Button size="small" look="quiet" onClick={() => setOpen('coworkers')}>
            {t('case.coworkers')}
          </Button>
        </div>
      )}
      {can('case.transfer') && file.editable && (
        <div className={css.teamActions}>
          <Button size="small" look="quiet" onClick={() => setOpen('transfer')}>
            {transfers('give.action')}
          </Button>
        </div>
      )}
      {open === 'transfer' && <GiveDialog caseId={item.id} onClose={() => setOpen(null)} />}
      {open === 'assign' && (
        <AssignDialog
          selection={{ cases: [item.id] }}
          title={t('assign.title', { count: 1 })}
          {...(item.worker === null ? {} : { except: item.worker })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'coworkers' && <CoworkersDialog file={file} onClose={() => setOpen(null)} />}
    </section>
  )
}

function CoworkersDialog({ file, onClose }: { file: CaseFile; onClose: () => void }): ReactNode {
  const { t } = useTranslation('teams')
  const { t: common } = useTranslation()
  const { item, coworkers } = file
  const [chosen, setChosen] = useState<readonly string[]>(coworkers.map(({ id }) => id))
  const people = useAsk('assign.people', {})
  const save = useTell('assign.coworkers', ['cases.', 'home.'])
  const able = (people.data?.people ?? []).filter(({ id }) => id !== item.worker)
  // Somebody who can no longer be chosen is shown as long as he is on the case.
  const others = coworkers.filter(({ id }) => !able.some((person) => person.id === id))
  const act = async (): Promise<void> => {
    await save.mutateAsync({ caseId: item.id, people: [...chosen] })
    toast(t('case.coworkers.saved'))
    onClose()
  }
  return (
    <Dialog
      title={t('case.coworkers.title')}
      onClose={onClose}
      footer={
        <Decide busy={save.isPending} onCancel={onClose} act={act}>
          {common('action.save')}
        </Decide>
      }
    >
      <div className="stack">
        <ErrorBox error={people.error ?? save.error} />
        <PersonPicker
          label={t('case.coworkers.title')}
          help={t('case.coworkers.text')}
          first
          people={[...others, ...able]}
          chosen={chosen}
          onChange={setChosen}
        />
      </div>
    </Dialog>
  )
}
