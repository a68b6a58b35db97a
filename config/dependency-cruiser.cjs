/** The arrows between rooms: docs/architecture.md in a form that a machine holds. */
const room = (name) => `^src-main/${name}/`
const only = (from, allowed) => ({
  name: `arrows-of-${from}`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^src-(main|renderer)/', pathNot: [room(from), ...allowed.map(room)] },
})

const zodFree = `${room('contract')}(access-log|build|errors|permissions|training|wire)[.]ts$`

module.exports = {
  forbidden: [
    only('contract', []),
    only('domain', ['contract']),
    only('vault', ['contract', 'domain']),
    only('store', ['contract', 'domain']),
    only('exchange', ['contract', 'domain', 'store', 'vault']),
    only('office', ['contract', 'domain', 'store', 'vault', 'exchange']),
    only('shell', ['contract']),
    {
      name: 'domain-takes-only-types-of-contract',
      severity: 'error',
      from: { path: room('domain') },
      to: { path: room('contract'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-ground-is-pure',
      severity: 'error',
      from: { path: '^src-main/(contract|domain)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-needs-no-package',
      severity: 'error',
      from: { path: room('domain') },
      to: { path: 'node_modules' },
    },
    {
      name: 'contract-needs-zod-only',
      severity: 'error',
      from: { path: room('contract') },
      to: { path: 'node_modules', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'window-sees-contract-and-domain-only',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: '^src-main/(contract|domain)/' },
    },
    {
      name: 'window-never-runs-zod',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'window-takes-values-of-contract-where-no-zod-is',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: room('contract'), pathNot: zodFree, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'values-of-contract-stay-free-of-zod',
      severity: 'error',
      from: { path: zodFree },
      to: { path: 'node_modules/zod/', reachable: true },
    },
    {
      name: 'only-the-vault-opens-databases',
      severity: 'error',
      from: { path: '^src-', pathNot: room('vault') },
      to: { path: 'better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-only-at-its-edge',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/(main\\.ts|shell/electron/)' },
      to: { path: '(^|/)electron($|/)' },
    },
    {
      // A row of a subform is drawn by the same fields as the form it stands in: that circle is the recursion of the data itself.
      name: 'no-circle',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-renderer/forms/(field|section|fields/rows|fields/row-drawer)[.]tsx$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
