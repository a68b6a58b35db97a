import { FolderOpen, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayRegister } from '../../../src-main/domain/access/fields.ts'
import { formatNumber } from '../../language/format.ts'
import { goTo } from '../../office/navigation.ts'
import { useAsk } from '../../office/queries.ts'
import { useSession } from '../../office/session.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Kbd } from '../../parts/tag.tsx'
import css from './case-list.module.css'
import { CaseTable } from './case-table.tsx'
import { useChoice } from './choice.ts'
import { ChoiceBar } from './choice-bar.tsx'
import { Filters } from './filters.tsx'
import { hasFilters, useListView } from './list-address.ts'
import { useCasePages } from './use-case-pages.ts'

/** Every case of the office, found by typing and by filters. */
export function CaseList(): ReactNode {
  const { t } = useTranslation('cases')
  const { can, session } = useSession()
  const [view, setView] = useListView()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const facets = useAsk('cases.facets', {})
  const choice = useChoice(JSON.stringify(view.filters))
  const pages = useCasePages(view, range.first, range.last)
  const all = facets.data?.total
  const none = pages.total === 0 && !pages.stale
  const add = can('case.create') && mayRegister(session.role) && (
    <ButtonLink to="/cases/new" look="main" icon={<Plus aria-hidden="true" />}>
      {t('register.action')} <Kbd>Ctrl N</Kbd>
    </ButtonLink>
  )
  return (
    <div className={css.page} data-bleed>
      <div className={css.top}>
        <PageHeader title={t('title')} lead={<Count total={pages.total} all={all} />} actions={add} />
        {(!none || hasFilters(view)) && <Filters view={view} change={setView} facets={facets.data} />}
        {can('case.assign') && !none && pages.total !== undefined && (
          <ChoiceBar choice={choice} filters={view.filters} total={pages.total} />
        )}
        {pages.error !== null && <ErrorBox error={pages.error} onRetry={pages.retry} />}
      </div>
      {none && !hasFilters(view) ? (
        <div>
          <Empty icon={<FolderOpen aria-hidden="true" />} title={t('list.empty')} action={add}>
            {t('list.empty.text')}
          </Empty>
        </div>
      ) : none ? (
        <div>
          <Empty
            icon={<SearchX aria-hidden="true" />}
            title={t('list.none')}
            action={<Button onClick={() => setView({ ...view, filters: {} })}>{t('filters.clear')}</Button>}
          >
            {t('list.none.text')}
          </Empty>
        </div>
      ) : (
        pages.total !== undefined && (
          <CaseTable
            key={JSON.stringify(view)}
            total={pages.total}
            stale={pages.stale}
            itemAt={pages.itemAt}
            sort={view.sort}
            onSort={(sort) => setView({ ...view, sort })}
            withNames={session.role.names}
            withOffice={(facets.data?.offices.length ?? 0) > 1}
            onRange={(first, last) => {
              if (first !== range.first || last !== range.last) setRange({ first, last })
            }}
            open={(item) => goTo(`/cases/${item.id}`)}
            choice={can('case.assign') ? choice : undefined}
          />
        )
      )}
    </div>
  )
}

/** « 31 cas sur 214 » */
function Count({ total, all }: { total: number | undefined; all: number | undefined }): ReactNode {
  const { t } = useTranslation('cases')
  if (total === undefined) return ' '
  const shown = formatNumber(total)
  return (
    <span role="status">
      {all === undefined || all === total
        ? t('list.count', { count: total, shown })
        : t('list.countOf', { count: total, shown, all: formatNumber(all) })}
    </span>
  )
}
