/** What an exhibit says of itself, in `exhibit.json`. All children are invented. */
export interface Exhibit {
  /** When it was made, ISO 8601. */
  readonly at: string
  /** The newest migration of its database. */
  readonly schema: number
  readonly signIn: string
  readonly password: string
  /** Name of the file of its bundle, not yet taken by its database. */
  readonly bundle: string
  /** A child in the database, and one in the bundle. */
  readonly held: Shown
  readonly coming: Shown
}

interface Shown {
  readonly id: string
  readonly code: string
  readonly familyName: string
}
