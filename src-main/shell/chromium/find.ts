import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const macApps = ['Google Chrome', 'Microsoft Edge', 'Chromium']
const windowsPlaces = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
]

/** Path of an installed Chromium, Chrome or Edge, or null. LAKANA_BROWSER names another. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: Env = process.env,
  runs: (file: string) => boolean = isProgram,
): string | null {
  const asked = env.LAKANA_BROWSER
  if (asked) return runs(asked) ? asked : null
  return candidates(platform, env).find(runs) ?? null
}

function candidates(platform: NodeJS.Platform, env: Env): string[] {
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    return windowsPlaces.flatMap((place) => roots.map((root) => join(root, ...place)))
  }
  if (platform === 'darwin') return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin']
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
