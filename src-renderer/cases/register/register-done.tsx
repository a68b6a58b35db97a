import { CircleCheck, FolderOpen, Users } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../parts/button.tsx'
import css from './register.module.css'

interface RegisterDoneProps {
  readonly id: string
  readonly code: string
  readonly addSibling: () => void
}

/** The code of the new case, large enough to be copied on the paper, and what comes next. */
export function RegisterDone({ id, code, addSibling }: RegisterDoneProps): ReactNode {
  const { t } = useTranslation('cases')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus()
    document.title = `${t('register.done')} · Lakana`
  }, [t])
  return (
    <section className={css.done}>
      <CircleCheck className={css.doneIcon} aria-hidden="true" />
      <h1 ref={title} tabIndex={-1}>
        {t('register.done')}
      </h1>
      <p>{t('register.done.code')}</p>
      <p className={css.code}>{code}</p>
      <p className="muted">{t('register.done.text')}</p>
      <div className={css.doneActions}>
        <ButtonLink to={`/cases/${id}`} look="main" icon={<FolderOpen aria-hidden="true" />}>
          {t('register.done.open')}
        </ButtonLink>
        <Button icon={<Users aria-hidden="true" />} onClick={addSibling}>
          {t('register.done.sibling')}
        </Button>
        <ButtonLink to="/cases">{t('register.done.list')}</ButtonLink>
      </div>
      <p className="muted small">{t('register.done.sibling.text')}</p>
    </section>
  )
}
