import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { formatDay } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Tabs } from '../parts/tabs.tsx'
import css from './lists.module.css'
import { PendingDialog } from './pending-dialog.tsx'

export type Laid = CallOutput<'lists.get'>

interface FrameProps {
  /** At the left: what one chooses from. */
  readonly index: (laid: Laid) => ReactNode
  /** At the right: what was chosen. `mayChange`: this office lays lists down, and this person may. */
  readonly children: (laid: Laid, mayChange: boolean) => ReactNode
}

/** The head of the three pages: who has laid down what, and what is still to be laid down. */
export function LaidFrame({ index, children }: FrameProps): ReactNode {
  const { t } = useTranslation('lists')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('lists.get', {})
  const [pending, setPending] = useState(false)
  const mayChange = data?.above === true && can('settings.write')
  return (
    <>
      <PageHeader title={t('title')} lead={data === undefined ? undefined : <Standing laid={data} />} />
      <Tabs
        label={t('nav')}
        pages={[
          { path: '/settings/lists', words: t('nav.lists') },
          { path: '/settings/places', words: t('nav.places') },
          { path: '/settings/questions', words: t('nav.questions') },
        ]}
      />
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && data.edits.length > 0 && (
        <Notice
          kind="warn"
          className={css.notice}
          title={t('pending', { count: data.edits.length })}
          actions={
            <Button size="small" look="main" onClick={() => setPending(true)}>
              {t('pending.open')}
            </Button>
          }
        >
          {t('pending.text')}
        </Notice>
      )}
      {data !== undefined && (
        <div className={css.columns}>
          {index(data)}
          <div className="stack">{children(data, mayChange)}</div>
        </div>
      )}
      {pending && data !== undefined && (
        <PendingDialog edits={data.edits} mayChange={mayChange} onClose={() => setPending(false)} />
      )}
    </>
  )
}

/** One sentence: from whom what is in force came, or that nothing has been laid down. */
function Standing({ laid: { above, laid } }: { laid: Laid }): ReactNode {
  const { t } = useTranslation('lists')
  const said = laid.map(({ from, version, at, own }) =>
    t(own ? 'laid.own' : 'laid.one', { from, version, day: formatDay(at) }),
  )
  return (
    <>
      {t(above ? 'lead' : 'lead.below')} {said.length === 0 ? t('laid.none') : t('laid', { all: said.join(' ; ') })}
    </>
  )
}
