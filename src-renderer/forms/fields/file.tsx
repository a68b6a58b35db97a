import { Paperclip, Trash2 } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileRef } from '../../../src-main/domain/forms/types.ts'
import { FileDialog } from '../../files/file-dialog.tsx'
import { FileLine, isFileRef } from '../../files/file-line.tsx'
import { useFilesOf } from '../../files/files-context.ts'
import { keepDropped, keepFromDrive } from '../../files/prepare.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { ErrorBox } from '../../parts/error-box.tsx'
import css from './file.module.css'
import type { WidgetProps } from './widget.ts'

/** A photo, a scan or a recording: chosen on a drive or dropped here, looked at, taken away again. */
export function FileWidget({ field, id, value, change, labelledBy }: WidgetProps & { labelledBy: string }): ReactNode {
  const { t } = useTranslation('forms')
  const { photoConsent } = useFilesOf()
  const [choosing, setChoosing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const refused = field.id === 'photo' && photoConsent !== 'yes'

  const take = async (work: Promise<FileRef>): Promise<void> => {
    setChoosing(false)
    setBusy(true)
    setError(null)
    try {
      change(await work)
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined && !refused && !busy) void take(keepDropped(file))
  }
  if (isFileRef(value)) {
    return (
      <fieldset className={css.kept} aria-labelledby={labelledBy}>
        <FileLine
          file={value}
          more={
            <Button
              id={id}
              size="small"
              look="quiet"
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => change(undefined)}
            >
              {t('file.remove')}
            </Button>
          }
        />
      </fieldset>
    )
  }
  return (
    <fieldset
      className={classes(css.drop, over && css.over)}
      aria-labelledby={labelledBy}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!refused)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="line">
        <Button
          id={id}
          icon={<Paperclip aria-hidden="true" />}
          busy={busy}
          disabled={refused}
          onClick={() => setChoosing(true)}
        >
          {t('file.choose')}
        </Button>
        <span className="small muted">{t(refused ? 'file.noConsent' : 'file.drop')}</span>
      </div>
      <ErrorBox error={error} />
      {choosing && (
        <FileDialog onClose={() => setChoosing(false)} onChoose={(path) => void take(keepFromDrive(path))} />
      )}
    </fieldset>
  )
}
