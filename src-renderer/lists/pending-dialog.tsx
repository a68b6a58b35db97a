import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useForms } from '../forms/forms-context.tsx'
import { useLanguage } from '../language/index.ts'
import { useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Decide } from '../parts/decide.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { toast } from '../parts/toasts.tsx'
import type { Laid } from './laid-frame.tsx'
import css from './lists.module.css'

interface PendingProps {
  readonly edits: Laid['edits']
  readonly mayChange: boolean
  readonly onClose: () => void
}

/** What the next laying down brings, each to be taken back, and the button that does it. */
export function PendingDialog({ edits, mayChange, onClose }: PendingProps): ReactNode {
  const { t } = useTranslation('lists')
  const { lists, form: formOf } = useForms()
  const lang = useLanguage()
  const takeBack = useTell('lists.takeBack', ['lists.'])
  const layDown = useTell('exchange.layDown', ['lists.', 'forms.', 'places.', 'exchange.documents'])
  const act = async (): Promise<void> => {
    await layDown.mutateAsync({ kind: 'lists' })
    toast(t('pending.done'))
    onClose()
  }
  const where = ({ list, form, where: place }: Laid['edits'][number]): string => {
    if (form !== null) return formOf(form)?.title[lang] ?? form
    return list === null ? place : (lists.get(list)?.title[lang] ?? list)
  }
  const stateOf = ({ state, form }: Laid['edits'][number]): string =>
    form !== null && (state === 'retired' || state === 'back') ? t(`edit.question.${state}`) : t(`edit.${state}`)
  return (
    <Dialog
      title={t('pending.title')}
      onClose={onClose}
      width="wide"
      footer={
        mayChange && (
          <Decide
            busy={layDown.isPending}
            ready={edits.length > 0}
            lacks={edits.length > 0 ? '' : t('pending.none')}
            onCancel={onClose}
            act={act}
          >
            {t('pending.act')}
          </Decide>
        )
      }
    >
      <div className="stack">
        <p>{t('pending.lead')}</p>
        <ErrorBox error={layDown.error ?? takeBack.error} />
        <ul className={css.edits}>
          {edits.map((edit) => {
            const name = (lang === 'en' && edit.en) || edit.fr
            return (
              <li key={edit.subject}>
                <span className={css.state}>{stateOf(edit)}</span>
                <span className="grow">
                  <b>{name}</b>
                  <span className="small muted"> · {where(edit)}</span>
                </span>
                {mayChange && (
                  <Button
                    size="small"
                    look="quiet"
                    icon={<Undo2 aria-hidden="true" />}
                    aria-label={t('pending.takeBack.of', { name })}
                    onClick={() => takeBack.mutate({ subject: edit.subject })}
                  >
                    {t('pending.takeBack')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </Dialog>
  )
}
