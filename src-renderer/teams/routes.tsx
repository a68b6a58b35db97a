import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { FormsProvider } from '../forms/forms-context.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { CaseloadPage } from './caseload/caseload-page.tsx'
import { GroupsPage } from './groups/groups-page.tsx'
import { ComparePage } from './roles/compare-page.tsx'
import { RolePage } from './roles/role-page.tsx'
import { RolesPage } from './roles/roles-page.tsx'

/** Pages about teams: who has how many cases, who supervises whom, and what roles allow. */
export function TeamRoutes(): ReactNode {
  const { can } = useSession()
  if (!can('people.read')) return <NotFound />
  return (
    <FormsProvider>
      <Switch>
        <Route path="/people/caseload" component={CaseloadPage} />
        <Route path="/people/groups" component={GroupsPage} />
        {can('role.read') && <Route path="/people/roles" component={RolesPage} />}
        {can('role.read') && <Route path="/people/roles/compare" component={ComparePage} />}
        {can('role.read') && <Route path="/people/roles/:id">{({ id }) => <RolePage key={id} id={id} />}</Route>}
        <Route component={NotFound} />
      </Switch>
    </FormsProvider>
  )
}
