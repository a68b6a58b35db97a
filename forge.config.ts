import { copyFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { MakerDeb } from '@electron-forge/maker-deb'
import { MakerZIP } from '@electron-forge/maker-zip'
import { FusesPlugin } from '@electron-forge/plugin-fuses'
import { VitePlugin } from '@electron-forge/plugin-vite'
import type { ForgeConfig } from '@electron-forge/shared-types'
import { MakerNsis } from './config/maker-nsis.ts'

const executableName = 'lakana'
const prebuilt = fileURLToPath(new URL('node_modules/better-sqlite3-multiple-ciphers/prebuilds', import.meta.url))

const deb = new MakerDeb({
  options: {
    name: executableName,
    bin: executableName,
    productName: 'Lakana',
    genericName: 'Protection de l’enfant',
    maintainer: 'Lakana',
    section: 'misc',
    categories: ['Office'],
  },
})
// npm leaves this optional package out on Windows, and where npm itself runs on a Node older than 22.
if (process.platform === 'linux' && !deb.isSupportedOnCurrentPlatform())
  console.warn('No .deb: electron-installer-debian is not installed. Run npm ci with npm on Node 22 or later.')

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Lakana',
    executableName,
    asar: true,
    extraResource: ['migrations'],
    appCopyright: 'Apache-2.0',
    win32metadata: { CompanyName: 'Lakana', FileDescription: 'Lakana', InternalName: executableName },
    // Where Electron cannot be fetched: a folder that holds electron-v<version>-<platform>-<processor>.zip.
    ...(process.env.LAKANA_ELECTRON_ZIPS ? { electronZipDir: process.env.LAKANA_ELECTRON_ZIPS } : {}),
  },
  // SQLite's module comes built, for any Electron (Node-API): there is nothing to compile.
  rebuildConfig: { onlyModules: [] },
  hooks: {
    // Beside the archive, from which no native module can be loaded, and only the target machine's: the eight would be 20 MB.
    packageAfterCopy: async (_config, app, _electronVersion, platform, arch) => {
      const file = `${platform}-${arch}.node`
      await copyFile(resolve(prebuilt, file), resolve(app, '..', file))
    },
  },
  makers: [new MakerNsis(), ...(deb.isSupportedOnCurrentPlatform() ? [deb] : []), new MakerZIP({}, ['win32', 'linux'])],
  plugins: [
    new VitePlugin({
      build: [
        { entry: 'src-main/main.ts', config: 'config/vite.main.config.ts', target: 'main' },
        { entry: 'src-main/shell/electron/preload.ts', config: 'config/vite.preload.config.ts', target: 'preload' },
        { entry: 'src-main/office-worker.ts', config: 'config/vite.worker.config.ts', target: 'main' },
      ],
      renderer: [{ name: 'window', config: 'config/vite.renderer.config.ts' }],
      concurrent: 2,
    }),
    new FusesPlugin({
      version: FuseVersion.V1,
      strictlyRequireAllFuses: true,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      [FuseV1Options.WasmTrapHandlers]: true,
    }),
  ],
}

export default config
