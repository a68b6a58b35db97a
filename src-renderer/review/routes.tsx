import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { FormsProvider } from '../forms/forms-context.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { AsidePage } from './aside-page.tsx'
import { CaseConflicts } from './case-conflicts.tsx'
import { ConflictsPage } from './conflicts-page.tsx'
import { DuplicatesPage } from './duplicates-page.tsx'

/** Pages of what waits for a person's decision. */
export function ReviewRoutes(): ReactNode {
  const { can } = useSession()
  return (
    <FormsProvider>
      <Switch>
        <Route path="/divergences">
          <ConflictsPage />
        </Route>
        <Route path="/divergences/:id">{({ id }) => <CaseConflicts key={id} id={id} />}</Route>
        {can('case.join') && (
          <Route path="/duplicates">
            <DuplicatesPage />
          </Route>
        )}
        {can('exchange.read') && (
          <Route path="/aside">
            <AsidePage />
          </Route>
        )}
        <Route component={NotFound} />
      </Switch>
    </FormsProvider>
  )
}
