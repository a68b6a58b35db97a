/// <reference path="./pdf-worker.d.ts" />
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist'
import * as worker from 'pdfjs-dist/build/pdf.worker.min.mjs'

// In this page's own thread: the page has no other script, and no network to fetch one from.
Object.assign(globalThis, { pdfjsWorker: worker })

/** Decoders of fax and JPEG 2000 pictures without WebAssembly, which the page's policy refuses (config/vite.renderer.config.ts puts them there). */
const decoders = new URL('./pdf/', document.baseURI).href

export interface OpenPdf {
  readonly document: PDFDocumentProxy
  readonly pages: number
}

/** Opens a PDF from its bytes. `done` fails for one that is damaged or asks for a password. No script, form or attachment of it is looked at. */
export function openPdf(bytes: Uint8Array<ArrayBuffer>): { done: Promise<OpenPdf>; close: () => void } {
  const task = getDocument({
    // It keeps what it is given.
    data: bytes.slice(),
    useWasm: false,
    wasmUrl: decoders,
    enableXfa: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: 0,
  })
  return {
    done: task.promise.then((document) => ({ document, pages: document.numPages })),
    close: () => void task.destroy(),
  }
}

/** Draws one page, `width` CSS pixels wide. `done` fails where it cannot be drawn; after `stop` it never ends. */
export function drawPage(
  { document }: OpenPdf,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
): { done: Promise<void>; stop: () => void } {
  let stopped = false
  let stop = (): void => undefined
  const draw = async (): Promise<void> => {
    const page = await document.getPage(number)
    if (stopped) return
    const scale = width / page.getViewport({ scale: 1 }).width
    const viewport = page.getViewport({ scale: scale * window.devicePixelRatio })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    canvas.style.width = `${Math.floor(width)}px`
    const task = page.render({ canvas, viewport, annotationMode: 0 })
    stop = () => task.cancel()
    await task.promise.catch((error: unknown) => {
      if (!stopped) throw error
    })
  }
  return {
    done: draw(),
    stop: () => {
      stopped = true
      stop()
    },
  }
}
