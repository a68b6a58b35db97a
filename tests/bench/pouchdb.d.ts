/** As much of PouchDB as the comparison asks of it: its own types need the whole of it. */
declare module 'pouchdb-core' {
  export default class PouchDB {
    static plugin(plugin: object): typeof PouchDB
    constructor(name: string)
    bulkDocs(documents: object[]): Promise<object[]>
    readonly replicate: { to(target: PouchDB, options: { batch_size: number }): Promise<{ docs_written: number }> }
    close(): Promise<void>
  }
}
declare module 'pouchdb-adapter-leveldb' {
  const plugin: object
  export default plugin
}
declare module 'pouchdb-replication' {
  const plugin: object
  export default plugin
}
