import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { ConductPage } from './conduct-page.tsx'
import { NewPersonPage } from './new-person-page.tsx'
import { PeoplePage } from './people-page.tsx'
import { PersonPage } from './person-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { ReviewPage } from './review-page.tsx'

/** Pages of the accounts. */
export function PeopleRoutes(): ReactNode {
  const { can } = useSession()
  if (!can('people.read')) return <NotFound />
  return (
    <Switch>
      <Route path="/people" component={PeoplePage} />
      {can('people.manage') && <Route path="/people/new" component={NewPersonPage} />}
      <Route path="/people/person/:id">{({ id }) => <PersonPage key={id} id={id} />}</Route>
      {can('people.review') && <Route path="/people/register" component={RegisterPage} />}
      {can('people.review') && <Route path="/people/review" component={ReviewPage} />}
      {can('conduct.manage') && <Route path="/people/conduct" component={ConductPage} />}
      <Route component={NotFound} />
    </Switch>
  )
}
