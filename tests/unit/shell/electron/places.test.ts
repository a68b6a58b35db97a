import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findElectron } from '../../../../config/electron.ts'
import { placesOf } from '../../../../src-main/shell/electron/places.ts'

const project = dirname(fileURLToPath(new URL('../../../../package.json', import.meta.url)))

test('packaged: pages and bundles in the archive, database parts beside it', () => {
  expect(placesOf({ app: '/r/app.asar', resources: '/r', machine: 'linux-x64' })).toEqual({
    pages: '/r/app.asar/.vite/renderer',
    preload: '/r/app.asar/.vite/build/preload.cjs',
    worker: '/r/app.asar/.vite/build/worker.cjs',
    migrations: '/r/migrations',
    nativeBinding: '/r/linux-x64.node',
  })
})

test('from the project: migrations and the native module are where they are', () => {
  const machine = `${process.platform}-${process.arch}`
  const { migrations, nativeBinding } = placesOf({ app: project, resources: null, machine })
  expect(existsSync(migrations) && existsSync(nativeBinding)).toBe(true)
})

test('Electron is looked for where ELECTRON says, else where its package puts it', () => {
  expect(findElectron({ ELECTRON: process.execPath })).toMatchObject({ program: process.execPath })
  expect(findElectron({ ELECTRON: '/no/electron' })).toEqual({
    program: null,
    why: 'ELECTRON says /no/electron: no such file',
  })
  expect(findElectron({}, '/no/package').program).toBeNull()
})
