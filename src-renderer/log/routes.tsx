import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { CaseSeen } from './case-seen.tsx'
import { LogPage } from './log-page.tsx'

/** The access log, and who has seen one child's file. */
export function LogRoutes(): ReactNode {
  const { can } = useSession()
  if (!can('log.read')) return <NotFound />
  return (
    <Switch>
      <Route path="/log" component={LogPage} />
      <Route path="/log/case/:id">{({ id }) => <CaseSeen key={id} id={id} />}</Route>
      <Route component={NotFound} />
    </Switch>
  )
}
