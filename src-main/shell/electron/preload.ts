import { contextBridge, ipcRenderer } from 'electron'
import type { Progress, Result, WindowBridge } from '../../contract/wire.ts'
import { type Ask, askChannel, languageSwitch, type Tell, tellChannel } from './channels.ts'

const progressEars = new Set<(id: number, progress: Progress) => void>()
const eventEars = new Set<Parameters<WindowBridge['onEvent']>[0]>()

function listen<T>(ears: Set<T>, ear: T): () => void {
  ears.add(ear)
  return () => {
    ears.delete(ear)
  }
}

const ask = (asked: Ask): Promise<string> => ipcRenderer.invoke(askChannel, JSON.stringify(asked))

const bridge: WindowBridge = Object.freeze({
  language: process.argv.includes(`${languageSwitch}en`) ? 'en' : 'fr',
  call: async (id: number, call: string, input: unknown, from?: string) =>
    JSON.parse(await ask({ kind: 'call', id, call, input, from })) as Result<unknown>,
  cancel: (id: number) => void ask({ kind: 'cancel', id }),
  onProgress: (ear: (id: number, progress: Progress) => void) => listen(progressEars, ear),
  onEvent: (ear: Parameters<WindowBridge['onEvent']>[0]) => listen(eventEars, ear),
})

ipcRenderer.on(tellChannel, (_event, told: Tell) => {
  if (told.kind === 'progress') for (const ear of progressEars) ear(told.id, told.progress)
  else for (const ear of eventEars) ear(told.event)
})

contextBridge.exposeInMainWorld('lakana', bridge)
