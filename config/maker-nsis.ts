import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { MakerBase, type MakerOptions } from '@electron-forge/maker-base'
import type { ForgePlatform } from '@electron-forge/shared-types'

export interface NsisConfig {
  /** The installer's script. */
  readonly script: string
}

const defaults: NsisConfig = { script: fileURLToPath(new URL('installer.nsi', import.meta.url)) }

/** Setup.exe by NSIS (`makensis`, also on Linux), and the `latest.yml` that electron-updater reads. */
export class MakerNsis extends MakerBase<NsisConfig> {
  override name = 'nsis'
  override defaultPlatforms: ForgePlatform[] = ['win32']
  override requiredExternalBinaries = ['makensis']

  constructor(config: NsisConfig = defaults, platforms?: ForgePlatform[]) {
    super(config, platforms)
  }

  override isSupportedOnCurrentPlatform(): boolean {
    return true
  }

  override async make({ dir, makeDir, targetArch, packageJSON, forgeConfig }: MakerOptions): Promise<string[]> {
    const { version } = packageJSON as { version: string }
    const folder = join(makeDir, 'nsis', targetArch)
    const name = `Lakana-Setup-${version}-${targetArch}.exe`
    const setup = join(folder, name)
    await this.ensureDirectory(folder)
    await promisify(execFile)('makensis', [
      '-V2',
      ...['-INPUTCHARSET', 'UTF8'],
      `-DVERSION=${version}`,
      `-DFILE_VERSION=${this.normalizeWindowsVersion(version)}`,
      `-DSOURCE=${dir}`,
      `-DPROGRAM=${forgeConfig.packagerConfig.executableName ?? 'lakana'}.exe`,
      `-DOUT=${setup}`,
      this.config.script,
    ])
    const feed = join(folder, 'latest.yml')
    await writeFile(feed, await describe(setup, name, version))
    return [setup, feed]
  }
}

/** What electron-updater wants to know of a setup file: YAML, sizes in bytes, SHA-512 in base64. */
async function describe(setup: string, name: string, version: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(setup), hash)
  const sha512 = hash.digest('base64')
  const { size, mtime } = await stat(setup)
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${size}`,
    '    isAdminRightsRequired: true',
    `path: ${name}`,
    `sha512: ${sha512}`,
    `releaseDate: '${mtime.toISOString()}'`,
    '',
  ].join('\n')
}
