import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../language/format.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { DayInput } from '../parts/day-input.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'
import css from './machine.module.css'
import type { About } from './machine-page.tsx'

/** What day the office goes by, and how to put it right. */
export function ClockCard({ about }: { about: About }): ReactNode {
  const { t } = useTranslation('machine')
  const { device, today, doubt } = about.clock
  const [day, setDay] = useState(today)
  const set = useTell('machine.setClock', ['machine.', 'setup.', 'home.', 'cases.', 'backups.'])
  const say = (said: string | null): void =>
    set.mutate({ day: said }, { onSuccess: (answer) => toast(t('clock.done', { day: formatDay(answer.today) })) })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (day !== '') say(day)
  }
  const corrected = device !== today
  return (
    <Card title={t('clock.title')} padded>
      <form className="stack-small" noValidate onSubmit={submit}>
        <p>
          {t('clock.device', { day: formatDay(device) })}.{' '}
          {corrected && <b>{t('clock.today', { day: formatDay(today) })}.</b>}{' '}
          <span className="muted">{t(corrected || doubt ? 'clock.wrong' : 'clock.right')}</span>
        </p>
        <div className={css.day}>
          <DayInput label={t('clock.day')} help={t('clock.day.help')} value={day} onChange={setDay} />
        </div>
        <ErrorBox error={set.error} />
        <div className="line">
          <Button type="submit" disabled={day === '' || day === today} busy={set.isPending}>
            {t('clock.set')}
          </Button>
          {(corrected || doubt) && (
            <Button look="quiet" onClick={() => say(null)}>
              {t('clock.confirm')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
