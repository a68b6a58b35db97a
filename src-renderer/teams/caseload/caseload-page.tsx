import { Printer, SlidersHorizontal, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintHead } from '../../cases/page/print-head.tsx'
import { usePrint } from '../../office/print.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { PeopleNav } from '../../people/people-nav.tsx'
import { AssignDialog } from '../assign/assign-dialog.tsx'
import { MarksDialog } from './marks-dialog.tsx'
import { SupervisorTable } from './supervisor-table.tsx'
import { type Worker, WorkerTable } from './worker-table.tsx'

/** How many open cases each worker has, against the marks of the office. */
export function CaseloadPage(): ReactNode {
  const { t } = useTranslation('teams')
  const { can } = useSession()
  const { print } = usePrint('caseload')
  const { data, error, refetch } = useAsk('caseload.list', {})
  const [moving, setMoving] = useState<Worker | null>(null)
  const [marks, setMarks] = useState(false)
  return (
    <>
      <PrintHead code={t('caseload.title')} />
      <PageHeader
        title={t('caseload.title')}
        lead={data === undefined ? ' ' : t('caseload.lead', { mark: data.casesPerWorker })}
        actions={
          <>
            {can('settings.write') && (
              <Button icon={<SlidersHorizontal aria-hidden="true" />} onClick={() => setMarks(true)}>
                {t('caseload.marks')}
              </Button>
            )}
            <Button icon={<Printer aria-hidden="true" />} onClick={print}>
              {t('caseload.print')}
            </Button>
          </>
        }
      />
      <PeopleNav />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <div className="stack">
          {data.unassigned > 0 && (
            <Notice
              kind="warn"
              actions={
                can('case.assign') && (
                  <ButtonLink to="/" size="small">
                    {t('caseload.unassigned.see')}
                  </ButtonLink>
                )
              }
            >
              {t('caseload.unassigned', { count: data.unassigned })}
            </Notice>
          )}
          <Card>
            {data.workers.length === 0 ? (
              <Empty icon={<Users aria-hidden="true" />} title={t('caseload.empty')}>
                {t('caseload.empty.text')}
              </Empty>
            ) : (
              <WorkerTable
                workers={data.workers}
                mark={data.casesPerWorker}
                onMove={can('case.assign') ? setMoving : undefined}
              />
            )}
          </Card>
          <SupervisorTable supervisors={data.supervisors} mark={data.workersPerSupervisor} />
        </div>
      )}
      {moving !== null && (
        <AssignDialog
          selection={{ worker: moving.id }}
          title={t('assign.title.worker', { name: moving.name })}
          except={moving.id}
          onClose={() => setMoving(null)}
        />
      )}
      {marks && <MarksDialog onClose={() => setMarks(false)} />}
    </>
  )
}
