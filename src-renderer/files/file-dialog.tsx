import { ArrowUp, Folder, Image } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import parts from '../parts/drive-picker.module.css'
import { ErrorBox } from '../parts/error-box.tsx'

interface FileDialogProps {
  readonly onClose: () => void
  readonly onChoose: (path: string) => void
}

/** Walks through drives and folders to a photo, scan or recording. */
export function FileDialog({ onClose, onChoose }: FileDialogProps): ReactNode {
  const { t } = useTranslation()
  const { t: forms } = useTranslation('forms')
  const [path, setPath] = useState<string | null>(null)
  const place = useAsk('attachments.browse', { path }, { keep: true })
  const here = place.data
  const nothing = here !== undefined && here.folders.length === 0 && here.files.length === 0
  return (
    <Dialog
      title={forms('file.choose')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('action.cancel')}</Button>}
    >
      <div className="stack-small">
        <div className="line">
          <Button
            size="small"
            icon={<ArrowUp aria-hidden="true" />}
            disabled={path === null}
            onClick={() => setPath(here?.parent ?? null)}
          >
            {t('drives.folder.up')}
          </Button>
          <span className="small muted cut grow">{path ?? t('drives.folder.places')}</span>
        </div>
        <p className="small muted">{forms('file.kinds')}</p>
        <ErrorBox error={place.error} />
        <ul className={parts.folders}>
          {(here?.folders ?? []).map((inside) => (
            <li key={inside.path}>
              <button type="button" onClick={() => setPath(inside.path)}>
                <Folder aria-hidden="true" />
                {inside.name}
              </button>
            </li>
          ))}
          {(here?.files ?? []).map((file) => (
            <li key={file.path}>
              <button type="button" onClick={() => onChoose(file.path)}>
                <Image aria-hidden="true" />
                {file.name} <span className="small muted">{formatBytes(file.bytes)}</span>
              </button>
            </li>
          ))}
          {nothing && <li className={parts.nothing}>{t('drives.folder.empty')}</li>}
        </ul>
      </div>
    </Dialog>
  )
}
