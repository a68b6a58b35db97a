import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import css from './files.module.css'
import { drawPage, type OpenPdf, openPdf } from './pdf.ts'

const zooms = [1, 1.5, 2, 3] as const

interface PdfPagesProps {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A PDF, page by page, drawn as a picture: nothing in it runs, no link leads anywhere. */
export default function PdfPages({ name, bytes }: PdfPagesProps): ReactNode {
  const { t } = useTranslation('forms')
  const { pdf, failed } = usePdf(bytes)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(0)
  const canvas = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [undrawn, setUndrawn] = useState(false)
  useEffect(() => {
    if (pdf !== null) sheet.current?.focus()
  }, [pdf])
  useEffect(() => {
    const place = canvas.current
    if (pdf === null || place === null) return
    setUndrawn(false)
    const width = (place.parentElement?.clientWidth ?? 800) * (zooms[zoom] ?? 1)
    const drawing = drawPage(pdf, page, place, width)
    drawing.done.catch(() => setUndrawn(true))
    return drawing.stop
  }, [pdf, page, zoom])
  if (failed) {
    return (
      <Notice kind="warn" title={t('pdf.closed')}>
        {t('pdf.closed.text')}
      </Notice>
    )
  }
  if (pdf === null) return <p className="muted">{t('file.opening')}</p>
  const turn = (by: number): void => setPage(Math.min(pdf.pages, Math.max(1, page + by)))
  return (
    <section
      className={css.pdf}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key !== 'PageDown' && event.key !== 'PageUp') return
        event.preventDefault()
        turn(event.key === 'PageDown' ? 1 : -1)
      }}
    >
      <div className="line">
        <Button size="small" icon={<ChevronLeft aria-hidden="true" />} disabled={page === 1} onClick={() => turn(-1)}>
          {t('pdf.before')}
        </Button>
        <span role="status">{t('pdf.page', { page, pages: pdf.pages })}</span>
        <Button
          size="small"
          icon={<ChevronRight aria-hidden="true" />}
          disabled={page === pdf.pages}
          onClick={() => turn(1)}
        >
          {t('pdf.after')}
        </Button>
        <span className="grow" />
        <Button
          size="small"
          look="quiet"
          icon={<ZoomOut aria-hidden="true" />}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        >
          {t('pdf.smaller')}
        </Button>
        <Button
          size="small"
          look="quiet"
          icon={<ZoomIn aria-hidden="true" />}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          {t('pdf.larger')}
        </Button>
      </div>
      {undrawn && <Notice kind="warn" title={t('pdf.undrawn')} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div ref={sheet} className={css.sheet} tabIndex={0}>
        <canvas ref={canvas} role="img" aria-label={t('pdf.picture', { page, name })} />
      </div>
    </section>
  )
}

function usePdf(bytes: Uint8Array<ArrayBuffer>): { pdf: OpenPdf | null; failed: boolean } {
  const [pdf, setPdf] = useState<OpenPdf | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const opening = openPdf(bytes)
    opening.done.then(setPdf, () => setFailed(true))
    return opening.close
  }, [bytes])
  return { pdf, failed }
}
