import { join } from 'node:path'

/** Where the built program keeps what it is made of. */
export interface Places {
  /** Folder of the built window. */
  readonly pages: string
  readonly preload: string
  readonly worker: string
  /** Folder of the numbered steps of the database. */
  readonly migrations: string
  /** SQLite's `.node` file for this machine. */
  readonly nativeBinding: string
}

export interface Installed {
  /** Folder (or archive) with package.json. */
  readonly app: string
  /** The packaged program's resources; null when it runs from the checked-out project. */
  readonly resources: string | null
  /** Platform and processor, as in `linux-x64`. */
  readonly machine: string
}

/** A native module cannot be loaded from within the archive: it and the migrations lie beside it. */
export function placesOf({ app, resources, machine }: Installed): Places {
  const built = join(app, '.vite')
  return {
    pages: join(built, 'renderer'),
    preload: join(built, 'build', 'preload.cjs'),
    worker: join(built, 'build', 'worker.cjs'),
    migrations: join(resources ?? app, 'migrations'),
    nativeBinding: join(
      resources ?? join(app, 'node_modules', 'better-sqlite3-multiple-ciphers', 'prebuilds'),
      `${machine}.node`,
    ),
  }
}
