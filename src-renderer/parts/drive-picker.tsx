import { ArrowUp, Folder, HardDrive, Usb } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drive } from '../../src-main/contract/exchange.ts'
import { formatBytes } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import css from './drive-picker.module.css'
import { ErrorBox } from './error-box.tsx'

const lookEveryMs = 3000

interface DrivePickerProps {
  value: string | null
  onChange: (path: string) => void
  /** Hides drives that cannot be written to. */
  forWriting?: boolean
  /** At a locked office: keys only, no folders. */
  locked?: boolean
}

/** Keys and disks as they come and go, and any folder as a last resort. */
export function DrivePicker({ value, onChange, forWriting, locked = false }: DrivePickerProps): ReactNode {
  const { t } = useTranslation()
  const [browsing, setBrowsing] = useState(false)
  const drives = useAsk(locked ? 'recovery.drives' : 'exchange.drives', {}, { every: lookEveryMs })
  const offered = (drives.data ?? []).filter((drive) => drive.removable && !(forWriting === true && drive.readOnly))
  const elsewhere = value !== null && !offered.some((drive) => drive.path === value)
  return (
    <div className="stack-small">
      <ErrorBox error={drives.error} />
      <fieldset className={css.drives}>
        <legend className="visually-hidden">{t('drives.label')}</legend>
        {offered.map((drive) => (
          <DriveChoice
            key={drive.path}
            drive={drive}
            chosen={value === drive.path}
            onChoose={() => onChange(drive.path)}
          />
        ))}
        {elsewhere && (
          <label className={css.drive}>
            <input type="radio" name="drive" checked readOnly />
            <Folder aria-hidden="true" />
            <span className={css.path}>{value}</span>
          </label>
        )}
      </fieldset>
      {offered.length === 0 && !elsewhere && (
        <p className={css.none}>
          <Usb aria-hidden="true" />
          <span>
            <b>{t('drives.none')}</b> {t('drives.none.hint')}
          </span>
        </p>
      )}
      {!locked && (
        <div>
          <Button look="quiet" size="small" icon={<Folder aria-hidden="true" />} onClick={() => setBrowsing(true)}>
            {t('drives.folder')}
          </Button>
        </div>
      )}
      {browsing && (
        <FolderDialog
          onClose={() => setBrowsing(false)}
          onChoose={(path) => {
            setBrowsing(false)
            onChange(path)
          }}
        />
      )}
    </div>
  )
}

function DriveChoice({ drive, chosen, onChoose }: { drive: Drive; chosen: boolean; onChoose: () => void }): ReactNode {
  const { t } = useTranslation()
  const Icon = drive.removable ? Usb : HardDrive
  return (
    <label className={css.drive}>
      <input type="radio" name="drive" checked={chosen} onChange={onChoose} />
      <Icon aria-hidden="true" />
      <span>
        <b>{drive.label === '' ? drive.path : drive.label}</b>{' '}
        <span className="muted small">
          {t('drives.free', { free: formatBytes(drive.freeBytes) })}
          {drive.readOnly && ` · ${t('drives.readOnly')}`}
        </span>
      </span>
    </label>
  )
}

/** Walks through folders, one level at a time. */
export function FolderDialog({
  onClose,
  onChoose,
}: {
  onClose: () => void
  onChoose: (path: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [path, setPath] = useState<string | null>(null)
  const folder = useAsk('exchange.browse', { path }, { keep: true })
  const here = folder.data
  return (
    <Dialog
      title={t('drives.folder.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="main" disabled={path === null} onClick={() => path !== null && onChoose(path)}>
            {t('drives.folder.here')}
          </Button>
        </>
      }
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
        <ErrorBox error={folder.error} />
        <ul className={css.folders}>
          {(here?.folders ?? []).map((inside) => (
            <li key={inside.path}>
              <button type="button" onClick={() => setPath(inside.path)}>
                <Folder aria-hidden="true" />
                {inside.name}
              </button>
            </li>
          ))}
          {here !== undefined && here.folders.length === 0 && (
            <li className={css.nothing}>{t('drives.folder.empty')}</li>
          )}
        </ul>
      </div>
    </Dialog>
  )
}
