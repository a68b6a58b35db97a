import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

type Said = CallOutput<'duplicates.ofCase'>['links'][number]

interface JoinedProps {
  readonly caseId: string
  readonly className?: string | undefined
}

/** On the page of a case: under which other code the same child is known, and who says so. */
export function Joined({ caseId, className }: JoinedProps): ReactNode {
  const { data } = useAsk('duplicates.ofCase', { caseId })
  const same = data?.links.filter((each) => each.state === 'same') ?? []
  return same.map((each) => (
    <OneJoined key={`${each.other} ${each.time}`} caseId={caseId} said={each} className={className} />
  ))
}

function OneJoined({ caseId, said, className }: JoinedProps & { said: Said }): ReactNode {
  const { t } = useTranslation('review')
  const { can } = useSession()
  const tell = useTell('duplicates.say', ['duplicates.', 'cases.'])
  const { other, code, within, own, person, office, time, reason } = said
  const who = [person, office].filter((each) => each !== '').join(', ')
  const apart = (): void => tell.mutate({ caseId, other, state: 'none', reason: '' })
  return (
    <Notice
      kind="info"
      className={className}
      title={
        <>
          {t('joined.title')} {within ? <Link href={`/cases/${other}`}>{code}</Link> : code || t('joined.unknown')}
        </>
      }
      actions={
        own && can('case.join') ? (
          <Button size="small" busy={tell.isPending} onClick={apart}>
            {t('joined.apart')}
          </Button>
        ) : undefined
      }
    >
      {t('joined.by', { who, day: formatDay(time) })} {reason}
      <ErrorBox error={tell.error} />
    </Notice>
  )
}
