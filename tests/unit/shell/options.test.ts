import { expect, test } from 'vitest'
import { defaultHome, type Surroundings } from '../../../src-main/shell/home-folder.ts'
import { readOptions, UsageError } from '../../../src-main/shell/options.ts'

const around = (part: Partial<Surroundings>): Surroundings => ({
  platform: 'linux',
  env: {},
  userHome: '/home/awa',
  mayWrite: () => false,
  ...part,
})

test('the data folder is the one all accounts of the PC share', () => {
  expect(defaultHome(around({ env: { LAKANA_HOME: '/data/x' } }))).toBe('/data/x')
  expect(defaultHome(around({ mayWrite: () => true }))).toBe('/var/lib/lakana')
  expect(defaultHome(around({}))).toBe('/home/awa/.local/share/lakana')
  expect(defaultHome(around({ env: { XDG_DATA_HOME: '/d' } }))).toBe('/d/lakana')
  const windows = { ProgramData: 'D:\\ProgramData', APPDATA: 'C:\\Users\\awa\\AppData\\Roaming' }
  expect(defaultHome(around({ platform: 'win32', env: windows }))).toBe('D:\\ProgramData\\Lakana')
  expect(defaultHome(around({ platform: 'win32' }))).toBe('C:\\ProgramData\\Lakana')
})

test('the command line', () => {
  const said = readOptions(['--home', '/h', '--lang', 'en', '--drive', '/a', '--drive=/b', '--size', '1024x600'], {})
  expect(said).toEqual({ home: '/h', language: 'en', drives: ['/a', '/b'], size: { width: 1024, height: 600 } })
  expect(readOptions([], { LAKANA_HOME: '/h' })).toEqual({
    home: '/h',
    language: 'fr',
    drives: [],
    size: { width: 1366, height: 768 },
  })
})

test('the language of the system, French when in doubt', () => {
  const language = (env: Record<string, string>) => readOptions(['--home', '/h'], env).language
  expect(language({ LANG: 'en_GB.UTF-8' })).toBe('en')
  expect(language({ LANG: 'en_GB.UTF-8', LC_ALL: 'fr_BF.UTF-8' })).toBe('fr')
  expect(language({ LANG: 'C.UTF-8' })).toBe('fr')
  expect(language({})).toBe('fr')
})

test.each([[['--lang', 'mos']], [['--size', 'big']], [['--unknown']], [['stray']]])('refuses %j', (args) => {
  expect(() => readOptions(args, {})).toThrow(UsageError)
})

test('Electron lets the switches of Chromium through', () => {
  expect(readOptions(['--home', '/h', '--ozone-platform=x11', '.'], {}, true).home).toBe('/h')
})
