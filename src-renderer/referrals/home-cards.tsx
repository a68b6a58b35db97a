import { lazy, type ReactNode, Suspense } from 'react'
import { useAsk } from '../office/queries.ts'

const HomeList = lazy(async () => ({ default: (await import('./home-lists.tsx')).HomeList }))

/** Children referred to this office that wait for an answer or for what was done. Nothing at all when there is none. */
export function ReferralsReceived(): ReactNode {
  const { data } = useAsk('referrals.received', {})
  if (data === undefined || data.items.length === 0) return null
  return (
    <Suspense fallback={null}>
      <HomeList which="received" items={data.items} />
    </Suspense>
  )
}

/** Answers of other offices that nobody has read. */
export function ReferralsAnswered(): ReactNode {
  const { data } = useAsk('referrals.answered', {})
  if (data === undefined || data.items.length === 0) return null
  return (
    <Suspense fallback={null}>
      <HomeList which="answered" items={data.items} />
    </Suspense>
  )
}
