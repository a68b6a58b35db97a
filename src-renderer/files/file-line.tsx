import { Eye, FileAudio, FileText, Image } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isImage } from '../../src-main/domain/files/kinds.ts'
import type { FieldValue, FileRef } from '../../src-main/domain/forms/types.ts'
import { formatBytes } from '../language/format.ts'
import { Button } from '../parts/button.tsx'
import { FileViewer } from './file-viewer.tsx'
import css from './files.module.css'

export function isFileRef(value: FieldValue | undefined): value is FileRef {
  return typeof value === 'object' && value !== null && 'sha256' in value
}

/** A kept file by its name and size, and the way to look at it. @param more further buttons */
export function FileLine({ file, more }: { file: FileRef; more?: ReactNode }): ReactNode {
  const { t } = useTranslation('forms')
  const [open, setOpen] = useState(false)
  const Icon = isImage(file.type) ? Image : file.type.startsWith('audio/') ? FileAudio : FileText
  return (
    <span className={css.line}>
      <Icon aria-hidden="true" />
      <span className={css.name}>
        {file.name} <span className="small muted">{formatBytes(file.bytes)}</span>
      </span>
      <Button size="small" look="quiet" icon={<Eye aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('file.view')}
      </Button>
      {more}
      {open && <FileViewer file={file} onClose={() => setOpen(false)} />}
    </span>
  )
}
