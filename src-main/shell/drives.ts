import { access, constants, statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import { blockDevices, fsSize, type Systeminformation } from 'systeminformation'
import type { Drive } from '../contract/exchange.ts'

/** What the machine says about its disks: systeminformation's words, so that a test can give another machine's. */
export interface MachineDisks {
  readonly platform: NodeJS.Platform
  devices(): Promise<Pick<Systeminformation.BlockDevicesData, 'mount' | 'label' | 'removable' | 'protocol'>[]>
  volumes(): Promise<Pick<Systeminformation.FsSizeData, 'mount' | 'rw'>[]>
}

interface Found {
  readonly path: string
  readonly label: string
  readonly writable: boolean
}

const thisMachine: MachineDisks = { platform: process.platform, devices: () => blockDevices(), volumes: () => fsSize() }

/**
 * USB keys and the like that are mounted now, and the folders of `extra` as if they were keys. Sizes in bytes.
 * One that goes away while we look is left out.
 */
export async function listDrives(extra: readonly string[] = [], disks: MachineDisks = thisMachine): Promise<Drive[]> {
  const found = [...(await removable(disks)), ...extra.map((path) => ({ path, label: basename(path), writable: true }))]
  const once = new Map(found.map((drive) => [drive.path, drive]))
  const looked = await Promise.all([...once.values()].map(look))
  return looked.filter((drive) => drive !== null).sort((a, b) => a.path.localeCompare(b.path))
}

async function removable({ platform, devices, volumes }: MachineDisks): Promise<Found[]> {
  const [known, mounted] = await Promise.all([devices(), volumes()])
  const readOnly = new Set(mounted.filter((volume) => volume.rw === false).map((volume) => volume.mount))
  const found = new Map<string, Found>()
  for (const { mount, label, removable: canLeave, protocol } of known) {
    if (!mount || !(canLeave || protocol === 'usb' || isMediaFolder(platform, mount))) continue
    found.set(mount, { path: rootOf(platform, mount), label: label || basename(mount), writable: !readOnly.has(mount) })
  }
  for (const { mount } of mounted) {
    if (found.has(mount) || !isMediaFolder(platform, mount)) continue
    found.set(mount, { path: mount, label: basename(mount), writable: !readOnly.has(mount) })
  }
  return [...found.values()]
}

/** Where Linux desktops mount what a person plugs in, external hard disks too (these do not call themselves removable). */
function isMediaFolder(platform: NodeJS.Platform, mount: string): boolean {
  return platform === 'linux' && /^\/(media|run\/media)\//.test(mount)
}

/** Windows names a volume `E:`, which as a path would mean the current folder there. */
function rootOf(platform: NodeJS.Platform, mount: string): string {
  return platform === 'win32' && /^[A-Za-z]:$/.test(mount) ? `${mount}\\` : mount
}

async function look({ path, label, writable }: Found): Promise<Drive | null> {
  try {
    const { bsize, bavail, blocks } = await statfs(path)
    const readOnly = !writable || !(await mayWrite(path))
    return { path, label, freeBytes: bavail * bsize, totalBytes: blocks * bsize, removable: true, readOnly }
  } catch (error) {
    if (isSystemError(error)) return null
    throw error
  }
}

async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK)
    return true
  } catch (error) {
    if (isSystemError(error)) return false
    throw error
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error
}
