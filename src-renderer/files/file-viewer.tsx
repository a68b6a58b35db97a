import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isImage } from '../../src-main/domain/files/kinds.ts'
import type { FileRef } from '../../src-main/domain/forms/types.ts'
import { ask } from '../office/client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './files.module.css'
import { useFilesOf } from './files-context.ts'
import { fromBase64 } from './prepare.ts'

/** Large, and seldom needed: loaded when a PDF is looked at. */
const PdfPages = lazy(() => import('./pdf-pages.tsx'))

/** Shows a file here and nowhere else: it is never given to another program. */
export function FileViewer({ file, onClose }: { file: FileRef; onClose: () => void }): ReactNode {
  const { t } = useTranslation('forms')
  const { content, error } = useContentOf(file)
  return (
    <Dialog title={file.name} onClose={onClose} width="wide">
      <div className={css.viewer}>
        <ErrorBox error={error} />
        {content === null && error === null && <p className="muted">{t('file.opening')}</p>}
        {content !== null && (
          <Suspense fallback={<p className="muted">{t('file.opening')}</p>}>
            <Shown file={file} content={content} />
          </Suspense>
        )}
      </div>
    </Dialog>
  )
}

interface Content {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

function Shown({ file, content }: { file: FileRef; content: Content }): ReactNode {
  if (content.type === 'application/pdf') return <PdfPages name={file.name} bytes={content.bytes} />
  return <Media name={file.name} content={content} />
}

function Media({ name, content }: { name: string; content: Content }): ReactNode {
  const address = useAddress(content)
  if (address === null) return null
  if (isImage(content.type)) return <img src={address} alt={name} className={css.picture} />
  // biome-ignore lint/a11y/useMediaCaption: what a child said was recorded, not written
  return <audio src={address} controls className={css.sound} />
}

/** An address that only this page knows, given back when the viewer closes. */
function useAddress({ type, bytes }: Content): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [type, bytes])
  return address
}

function useContentOf(file: FileRef): { content: Content | null; error: unknown } {
  const { caseId } = useFilesOf()
  const [content, setContent] = useState<Content | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let closed = false
    readFile(caseId, file.sha256).then(
      ({ type, data }) => closed || setContent({ type, bytes: fromBase64(data) }),
      setError,
    )
    return () => {
      closed = true
    }
  }, [caseId, file.sha256])
  return { content, error }
}

/** Of the case; or, while the form that names it is not saved, as what was just added. */
async function readFile(caseId: string | null, sha256: string): Promise<{ type: string; data: string }> {
  if (caseId !== null) {
    const known = await ask('attachments.read', { caseId, sha256 }).catch(() => null)
    if (known !== null) return known
  }
  return ask('attachments.readNew', { sha256 })
}
