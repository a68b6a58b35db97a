import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { Fault } from './frame/fault.tsx'
import { Frame } from './frame/frame.tsx'
import { NotFound } from './frame/not-found.tsx'
import { Veil } from './frame/veil.tsx'
import { HomePage } from './home/home-page.tsx'
import { goByDay } from './office/day.ts'
import { useGuardedHashLocation } from './office/navigation.ts'
import { readings, refresh, useAsk } from './office/queries.ts'
import { SessionGate } from './office/session.tsx'
import { OpeningFault } from './opening/opening-fault.tsx'
import { SignIn } from './opening/sign-in.tsx'

const Entering = lazy(async () => ({ default: (await import('./entering/entering-page.tsx')).EnteringPage }))
const FirstStart = lazy(async () => ({ default: (await import('./opening/first-start.tsx')).FirstStart }))
const CaseRoutes = lazy(async () => ({ default: (await import('./cases/routes.tsx')).CaseRoutes }))
const TeamRoutes = lazy(async () => ({ default: (await import('./teams/routes.tsx')).TeamRoutes }))
const Transmission = lazy(async () => ({
  default: (await import('./transmission/transmission-page.tsx')).TransmissionPage,
}))
const Board = lazy(async () => ({ default: (await import('./transmission/board/board-page.tsx')).BoardPage }))
const Pcs = lazy(async () => ({ default: (await import('./transmission/pcs/pcs-page.tsx')).PcsPage }))
const Openings = lazy(async () => ({ default: (await import('./openings/openings-page.tsx')).OpeningsPage }))
const Review = lazy(async () => ({ default: (await import('./review/routes.tsx')).ReviewRoutes }))
const Erasures = lazy(async () => ({ default: (await import('./erasures/erasures-page.tsx')).ErasuresPage }))
const PeopleRoutes = lazy(async () => ({ default: (await import('./people/routes.tsx')).PeopleRoutes }))
const Settings = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }))
const Lists = lazy(async () => ({ default: (await import('./lists/routes.tsx')).ListRoutes }))
const LogRoutes = lazy(async () => ({ default: (await import('./log/routes.tsx')).LogRoutes }))
const Backups = lazy(async () => ({ default: (await import('./backups/backups-page.tsx')).BackupsPage }))
const Machine = lazy(async () => ({ default: (await import('./machine/machine-page.tsx')).MachinePage }))
const Held = lazy(async () => ({ default: (await import('./frame/held-page.tsx')).HeldPage }))
const Moved = lazy(async () => ({ default: (await import('./opening/moved.tsx')).Moved }))
const Help = lazy(async () => ({ default: (await import('./help/help-page.tsx')).HelpPage }))

function Pages(): ReactNode {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/cases">
          <CaseRoutes />
        </Route>
        <Route path="/cases/*?">
          <CaseRoutes />
        </Route>
        <Route path="/transmission" component={Transmission} />
        <Route path="/transmission/board" component={Board} />
        <Route path="/transmission/offices/:officeId" component={Pcs} />
        <Route path="/openings" component={Openings} />
        <Route path="/divergences/*?" component={Review} />
        <Route path="/duplicates" component={Review} />
        <Route path="/aside" component={Review} />
        <Route path="/erasures" component={Erasures} />
        <Route path="/people/caseload" component={TeamRoutes} />
        <Route path="/people/groups" component={TeamRoutes} />
        <Route path="/people/roles/*?" component={TeamRoutes} />
        <Route path="/people/*?">
          <PeopleRoutes />
        </Route>
        <Route path="/settings" component={Settings} />
        <Route path="/settings/lists/*?" component={Lists} />
        <Route path="/settings/places/*?" component={Lists} />
        <Route path="/settings/questions/*?" component={Lists} />
        <Route path="/log/*?">
          <LogRoutes />
        </Route>
        <Route path="/backups" component={Backups} />
        <Route path="/machine" component={Machine} />
        <Route path="/help" component={Help} />
        <Route path="/home">
          <Redirect to="/" />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}

/** No office yet, a locked one, somebody whose account is not open yet, or an open office. */
function Gate(): ReactNode {
  const status = useAsk('setup.status', {})
  const opened = useCallback(() => refresh('setup.status'), [])
  if (status.isPending) return <Veil />
  if (status.error !== null) return <OpeningFault error={status.error} onRetry={() => status.refetch()} />
  const now = status.data
  goByDay(now.today)
  if (now.state === 'empty') {
    return (
      <Suspense fallback={<Veil />}>
        <FirstStart onDone={opened} />
      </Suspense>
    )
  }
  if (now.movedOn !== null && now.session === null) {
    return (
      <Suspense fallback={<Veil />}>
        <Moved status={now} onDone={opened} />
      </Suspense>
    )
  }
  if (now.state === 'locked' || now.session === null) return <SignIn status={now} onDone={opened} />
  return (
    <SessionGate session={now.session} status={now} veil={<Veil locking />}>
      {now.held !== null ? (
        <Suspense fallback={<Veil />}>
          <Held why={now.held} />
        </Suspense>
      ) : now.session.missing.length > 0 ? (
        <Suspense fallback={<Veil />}>
          <Entering />
        </Suspense>
      ) : (
        <Frame>
          <Fault>
            <Pages />
          </Fault>
        </Frame>
      )}
    </SessionGate>
  )
}

export function App(): ReactNode {
  return (
    <QueryClientProvider client={readings}>
      <Router hook={useGuardedHashLocation}>
        <Fault>
          <Gate />
        </Fault>
      </Router>
    </QueryClientProvider>
  )
}
