import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DrivePicker } from '../parts/drive-picker.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Notice } from '../parts/notice.tsx'

/** The file by which somebody far away can help: nothing personal in it. */
export function DiagnosticCard(): ReactNode {
  const { t } = useTranslation('machine')
  const [path, setPath] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const write = useTell('machine.diagnose')
  return (
    <Card title={t('diagnostic.title')} padded>
      <div className="stack-small">
        <p className="muted">{t('diagnostic.text')}</p>
        {open && <DrivePicker value={path} onChange={setPath} forWriting />}
        <ErrorBox error={write.error} />
        {write.data !== undefined && (
          <Notice kind="good" live>
            {t('diagnostic.written', { file: write.data.file })}
          </Notice>
        )}
        <div className="line">
          <Button
            busy={write.isPending}
            disabled={open && path === null}
            onClick={() => (open && path !== null ? write.mutate({ path }) : setOpen(true))}
          >
            {t('diagnostic.write')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
