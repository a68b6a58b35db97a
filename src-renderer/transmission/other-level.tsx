import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'

const levels = ['district', 'region', 'national'] as const
type Level = (typeof levels)[number]

/** The office was created at the wrong level: as long as nothing stands on that, it is corrected here. */
export function OtherLevel({ level }: { level: Level }): ReactNode {
  const { t } = useTranslation('exchange')
  const [open, setOpen] = useState(false)
  const change = useTell('enrolment.changeLevel', [''], (done) => toast(t(`level.done.${done.level}`)))
  if (!open) {
    return (
      <div className="line">
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t('level.open')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <p>{t(`level.text.${level}`)}</p>
      <ErrorBox error={change.error} />
      <div className="line">
        {levels
          .filter((each) => each !== level)
          .map((each) => (
            <Button
              key={each}
              busy={change.isPending && change.variables.level === each}
              onClick={() => change.mutate({ level: each })}
            >
              {t(`level.action.${each}`)}
            </Button>
          ))}
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t('keys.close')}
        </Button>
      </div>
    </>
  )
}
