import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../language/format.ts'
import { goTo } from '../../office/navigation.ts'
import { useAsk } from '../../office/queries.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { DrivePicker } from '../../parts/drive-picker.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { useKey } from '../../transmission/use-key.ts'
import { offerRole } from './offered-role.ts'
import { useRoleName } from './role-words.ts'
import css from './roles.module.css'

/** Role files on a key. One that is chosen opens as a new role, to be looked at before it is saved. */
export function ImportDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('roles')
  const nameOf = useRoleName()
  const key = useKey()
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? key.path
  const found = useAsk('roles.found', { path: path ?? '-' }, { enabled: path !== null })
  return (
    <Dialog title={t('import.title')} onClose={onClose}>
      <div className="stack">
        <p className="muted">{t('import.pick')}</p>
        <DrivePicker
          value={path}
          onChange={(next) => {
            setChosen(next)
            key.choose(next)
          }}
        />
        <ErrorBox error={path === null ? null : found.error} />
        {path !== null && found.data?.roles.length === 0 && <p role="status">{t('import.none')}</p>}
        <ul className={css.list}>
          {(found.data?.roles ?? []).map(({ file, from, written, content, error }) => (
            <li key={file}>
              <div className="grow">
                <b>{content === null ? file : nameOf(content)}</b>
                {content === null ? (
                  <ErrorBox error={error} />
                ) : (
                  <div className="small muted">{t('import.from', { from, day: formatDay(written) })}</div>
                )}
              </div>
              {content !== null && (
                <Button
                  size="small"
                  onClick={() => {
                    offerRole(content)
                    onClose()
                    goTo('/people/roles/new')
                  }}
                >
                  {t('import.look')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
