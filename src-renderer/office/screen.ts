import type { Screen } from '../../src-main/contract/access-log.ts'

const byAddress: readonly (readonly [RegExp, Screen])[] = [
  [/^\/(home)?$/, 'home'],
  [/^\/cases$/, 'cases'],
  [/^\/cases\/new$/, 'register'],
  [/^\/cases\/./, 'case'],
  [/^\/transmission/, 'transmission'],
  [/^\/people\/roles/, 'roles'],
  [/^\/people\/groups/, 'groups'],
  [/^\/people/, 'people'],
  [/^\/backups/, 'backups'],
  [/^\/recovery/, 'recovery'],
  [/^\/log/, 'log'],
  [/^\/settings/, 'settings'],
  [/^\/help/, 'help'],
]

/** The page that the window shows, in the log's own short words: nothing of the address itself, which names a case, goes along. */
export function screenOf(hash: string): Screen {
  const path = `/${hash.replace(/^#?\/?/, '')}`.split('?')[0] ?? '/'
  return byAddress.find(([address]) => address.test(path))?.[1] ?? 'other'
}
