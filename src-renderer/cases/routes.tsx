import type { ReactNode } from 'react'

export function CaseRoutes(): ReactNode {
  return null
}
