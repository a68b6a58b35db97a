import type { Database } from 'better-sqlite3-multiple-ciphers'
import type { Drive } from '../contract/exchange.ts'
import type { CallName, CallOutput, CallParsed, Contract } from '../contract/index.ts'
import type { Held } from '../contract/setup.ts'
import type { OfficeEvent, Progress } from '../contract/wire.ts'
import type { Role } from '../domain/access/role.ts'
import type { CaseScope } from '../domain/access/scope.ts'
import type { Person } from '../domain/people/person.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SelfRow } from '../store/self.ts'
import type { LastStop } from '../vault/clean-close.ts'
import type { KdfCost } from '../vault/kdf.ts'
import type { VaultSession } from '../vault/vault.ts'

/** What the machine gives to the office; tests and the demo give their own. */
export interface Machine {
  readonly home: string
  readonly version: string
  /** Where the packaged program keeps SQLite's native part and the migrations; left out, they are found beside the sources. */
  readonly nativeBinding?: string | undefined
  readonly migrations?: { readonly folder: string } | undefined
  /** Cost of the password key; left out, it is tuned to about one second on this PC. */
  readonly kdf?: KdfCost | undefined
  /** The clock as the PC claims it. */
  now(): Date
  /** Milliseconds that only go forward. */
  monotonic(): number
  /** What people have said of the clock, while the office is open: added to `now` where a day counts. */
  readonly correction: { offsetMs: number; doubt: boolean }
  listDrives(): Promise<Drive[]>
  /** What names this PC and outlives its program; null where it has no such name. */
  machineId?(): Promise<string | null>
  /** File of the thread that checks files; left out, it is found beside the sources. */
  readonly checkThread?: URL | string | undefined
}

/** A machine as the shell and tests give it: the office adds what it keeps of the clock. */
export type GivenMachine = Omit<Machine, 'correction' | 'monotonic'> & Partial<Pick<Machine, 'monotonic'>>

/** Somebody is signed in and the file is open. */
export interface OpenOffice {
  readonly vault: VaultSession
  readonly db: Database
  readonly ledger: Ledger
  readonly self: SelfRow
  readonly person: Person
  /** What the person's role allows, and the cases he reaches. */
  readonly access: { readonly role: Role; readonly scope: CaseScope }
  /** Cases opened out of scope in this session, by id, each with the moment when that ends (`performance.now()`: nobody sets that clock). */
  readonly opened: Map<string, number>
}

/** What is known of the file: `checking` while it is read, `at` when it was last found sound or damaged. */
export interface Health {
  readonly state: 'unknown' | 'checking' | 'sound' | 'damaged'
  readonly at: string | null
}

export interface OfficeContext {
  readonly machine: Machine
  /** Folder of the vault in use: the machine's home, or the training folder in it. */
  home: string
  open: OpenOffice | null
  /** The file was closed for work that its page still waits for. */
  pageStays: boolean
  /** Set when the PC's day cannot be right. */
  clockDoubt: { readonly today: string; readonly expected: string } | null
  /** The clocks at the last call. */
  watched: { readonly wallMs: number; readonly monotonicMs: number } | null
  /** Why nothing is written to the open file. */
  held: Held | null
  health: Health
  /** What goes on beside the calls: stopped by locking. */
  beside: AbortController
  /** A backup is being made. */
  backingUp: boolean
  lastEntriesMissing: boolean
  /** How the office was left before it was opened now. */
  lastStop: LastStop
  /** Waits for the calls under way, so that no two ever share a transaction. Only for work that runs beside them. */
  inTurn<T>(work: () => T | Promise<T>): Promise<T>
  emit(event: OfficeEvent): void
}

/** For long work: tell how far it is, and stop (LakanaError call.cancelled) when the person has asked to. */
export interface Work {
  progress(progress: Progress): void
  /** Throws call.cancelled once the person has cancelled. Cheap: call it in loops. */
  checkCancelled(): void
}

type OfficeFor<N extends CallName> = Contract[N]['needs'] extends 'nobody' ? OpenOffice | null : OpenOffice

/** A handler of one call: input already validated, session and permission already checked. */
export type Handler<N extends CallName> = (
  input: CallParsed<N>,
  context: OfficeContext,
  office: OfficeFor<N>,
  work: Work,
) => CallOutput<N> | Promise<CallOutput<N>>

export type Handlers<N extends CallName> = { readonly [K in N]: Handler<K> }
