import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { FormsProvider } from '../forms/forms-context.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { useSession } from '../office/session.tsx'
import { ListsPage } from './lists-page.tsx'
import { PlacesPage } from './places-page.tsx'
import { QuestionsPage } from './questions-page.tsx'

/** Answers and places that the forms offer, questions that are added to them, and what this office lays down about them. */
export function ListRoutes(): ReactNode {
  const { can } = useSession()
  if (!can('settings.read')) return <NotFound />
  return (
    <FormsProvider>
      <Switch>
        <Route path="/settings/lists">
          <ListsPage chosen={null} />
        </Route>
        <Route path="/settings/lists/:list">{({ list }) => <ListsPage chosen={list} />}</Route>
        <Route path="/settings/places">
          <PlacesPage chosen={null} />
        </Route>
        <Route path="/settings/places/:commune">{({ commune }) => <PlacesPage chosen={commune} />}</Route>
        <Route path="/settings/questions">
          <QuestionsPage chosen={null} />
        </Route>
        <Route path="/settings/questions/:form">{({ form }) => <QuestionsPage chosen={form} />}</Route>
        <Route component={NotFound} />
      </Switch>
    </FormsProvider>
  )
}
