import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { mayRegister } from '../../src-main/domain/access/fields.ts'
import { FormsProvider } from '../forms/forms-context.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { CaseList } from './list/case-list.tsx'
import { CasePage } from './page/case-page.tsx'
import { RegisterPage } from './register/register-page.tsx'

/** Pages of the cases: the list, registering, and the file of one child. */
export function CaseRoutes(): ReactNode {
  const { can, session } = useSession()
  return (
    <FormsProvider sight={session.role}>
      <Switch>
        <Route path="/cases">
          <CaseList />
        </Route>
        {can('case.create') && mayRegister(session.role) && (
          <Route path="/cases/new">
            <RegisterPage />
          </Route>
        )}
        <Route path="/cases/:id/:form?">
          {({ id, form }) => <CasePage key={`${id} ${form ?? ''}`} id={id} form={form ?? 'registration'} />}
        </Route>
        <Route component={NotFound} />
      </Switch>
    </FormsProvider>
  )
}
