import type { Level } from '../../contract/common.ts'
import type { ConsentPurpose } from '../consent.ts'
import data from '../data/sharing.json' with { type: 'json' }
import type { FieldType, FormName, SensitiveClass } from '../forms/types.ts'

/** How much of a case a route carries at most, the least first. */
export const shares = ['counts-only', 'without-identity', 'full'] as const
export type Share = (typeof shares)[number]

/** One step of the hierarchy that case data take. */
export interface Route {
  readonly from: Level
  readonly to: Level
  readonly purpose: 'supervision' | 'statistics'
  readonly most: Share
}

/** Who sends what to whom, for which purpose, and which agreement of form 1A it takes. Data, not code: `domain/data/sharing.json`. */
export interface SharingPolicy {
  readonly version: number
  /** What has no route here travels for counting only. */
  readonly routes: readonly Route[]
  /** What tells who the child is, and all free words. Lawful bases of form 1A that carry it without that agreement. */
  readonly identity: {
    readonly consent: ConsentPurpose
    readonly despiteRefusal: readonly string[]
    readonly inSilence: readonly string[]
  }
  /** Coded answers that identify nobody: they travel unless their sharing was refused. */
  readonly facts: { readonly consent: ConsentPurpose }
  /** Fields that take an agreement of their own, on every route. */
  readonly ownConsent: Readonly<Record<FormName, Readonly<Record<string, ConsentPurpose>>>>
  readonly identifying: { readonly classes: readonly SensitiveClass[]; readonly types: readonly FieldType[] }
  /** The skeleton that always travels, so that the child is counted. */
  readonly counted: {
    /** Groups of a case that say who keeps it: whatever is in them, since everybody must agree on that. */
    readonly custody: readonly string[]
    readonly case: readonly string[]
    readonly types: readonly FieldType[]
    readonly fields: Readonly<Record<FormName, readonly string[]>>
  }
}

/** The policy that comes with the program. That the data has this shape is held by a test. */
export const sharingPolicy: SharingPolicy = data as unknown as SharingPolicy

export function routeBetween(from: Level, to: Level, policy: SharingPolicy): Route {
  const route = policy.routes.find((each) => each.from === from && each.to === to)
  return route ?? { from, to, purpose: 'statistics', most: 'counts-only' }
}
