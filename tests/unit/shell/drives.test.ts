import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDrives, type MachineDisks } from '../../../src-main/shell/drives.ts'

let folder = ''
const disks = (devices: Awaited<ReturnType<MachineDisks['devices']>>, readOnly: string[] = []): MachineDisks => ({
  platform: 'linux',
  devices: async () => devices,
  volumes: async () => readOnly.map((mount) => ({ mount, rw: false })),
})

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakana-drives-'))
  for (const name of ['a', 'b', 'c']) mkdirSync(join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('this machine can be asked', async () => {
  expect(Array.isArray(await listDrives())).toBe(true)
})

test('an extra folder is shown as a removable drive with its space', async () => {
  const [drive, ...rest] = await listDrives([join(folder, 'a'), join(folder, 'a')], disks([]))
  expect(rest).toEqual([])
  expect(drive).toMatchObject({ path: join(folder, 'a'), label: 'a', removable: true, readOnly: false })
  expect(drive?.totalBytes).toBeGreaterThan(drive?.freeBytes ?? Number.POSITIVE_INFINITY)
})

test('keys and USB disks are found, fixed and unmounted disks are not', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string]
  const found = await listDrives(
    [],
    disks(
      [
        { mount: a, label: 'CLE', removable: true, protocol: '' },
        { mount: b, label: '', removable: false, protocol: 'usb' },
        { mount: c, label: 'DATA', removable: false, protocol: 'sata' },
        { mount: '', label: 'OFF', removable: true, protocol: 'usb' },
        { mount: join(folder, 'gone'), label: 'GONE', removable: true, protocol: 'usb' },
      ],
      [b],
    ),
  )
  expect(found.map(({ path, label, readOnly }) => ({ path, label, readOnly }))).toEqual([
    { path: a, label: 'CLE', readOnly: false },
    { path: b, label: 'b', readOnly: true },
  ])
})

test.skipIf(process.getuid?.() === 0)('a folder that we may not write is read-only', async () => {
  chmodSync(join(folder, 'c'), 0o500)
  expect(await listDrives([join(folder, 'c')], disks([]))).toMatchObject([{ readOnly: true }])
})
