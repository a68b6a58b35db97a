import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { FormsProvider } from '../forms/forms-context.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { CaseConflicts } from './case-conflicts.tsx'
import { ConflictsPage } from './conflicts-page.tsx'

/** Pages of what waits for a person's decision. */
export function ReviewRoutes(): ReactNode {
  return (
    <FormsProvider>
      <Switch>
        <Route path="/divergences">
          <ConflictsPage />
        </Route>
        <Route path="/divergences/:id">{({ id }) => <CaseConflicts key={id} id={id} />}</Route>
        <Route component={NotFound} />
      </Switch>
    </FormsProvider>
  )
}
