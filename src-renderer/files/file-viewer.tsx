import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isImage } from '../../src-main/domain/files/kinds.ts'
import type { FileRef } from '../../src-main/domain/forms/types.ts'
import { ask } from '../office/client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import css from './files.module.css'
import { useFilesOf } from './files-context.ts'
import { fromBase64 } from './prepare.ts'

/** Shows a file here and nowhere else: it is never given to another program. */
export function FileViewer({ file, onClose }: { file: FileRef; onClose: () => void }): ReactNode {
  const { t } = useTranslation('forms')
  const { address, error } = useBytesOf(file)
  return (
    <Dialog title={file.name} onClose={onClose} width="wide">
      <div className={css.viewer}>
        <ErrorBox error={error} />
        {address === null && error === null && <p className="muted">{t('file.opening')}</p>}
        {address !== null && <Shown file={file} address={address} />}
      </div>
    </Dialog>
  )
}

function Shown({ file, address }: { file: FileRef; address: string }): ReactNode {
  const { t } = useTranslation('forms')
  if (isImage(file.type)) return <img src={address} alt={file.name} className={css.picture} />
  // biome-ignore lint/a11y/useMediaCaption: what a child said was recorded, not written
  if (file.type.startsWith('audio/')) return <audio src={address} controls className={css.sound} />
  return <p>{t('file.noPreview')}</p>
}

/** The bytes as an address that only this page knows, given back when the viewer closes. */
function useBytesOf(file: FileRef): { address: string | null; error: unknown } {
  const { caseId } = useFilesOf()
  const [address, setAddress] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let made: string | null = null
    let closed = false
    const read = async (): Promise<void> => {
      try {
        const { type, data } = await readFile(caseId, file.sha256)
        if (closed) return
        made = URL.createObjectURL(new Blob([fromBase64(data)], { type }))
        setAddress(made)
      } catch (refusal) {
        setError(refusal)
      }
    }
    void read()
    return () => {
      closed = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [caseId, file.sha256])
  return { address, error }
}

/** Of the case; or, while the form that names it is not saved, as what was just added. */
async function readFile(caseId: string | null, sha256: string): Promise<{ type: string; data: string }> {
  if (caseId !== null) {
    const known = await ask('attachments.read', { caseId, sha256 }).catch(() => null)
    if (known !== null) return known
  }
  return ask('attachments.readNew', { sha256 })
}
