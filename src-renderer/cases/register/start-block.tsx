import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormSection } from '../../forms/section.tsx'
import type { FormStore } from '../../forms/store.ts'
import { FormStoreProvider } from '../../forms/use-form.ts'
import { Button } from '../../parts/button.tsx'
import css from './register.module.css'

interface StartBlockProps {
  readonly store: FormStore
  readonly only: readonly string[]
  readonly state: ReactNode
  readonly notice: ReactNode
  readonly next: () => void
}

/** The few answers that decide who consents, and whether this child is already known. They are those of form 1B. */
export function StartBlock({ store, only, state, notice, next }: StartBlockProps): ReactNode {
  const { t } = useTranslation('cases')
  const section = store.definition.sections.find((each) => each.fields.some((field) => field.id === 'given_names'))
  if (section === undefined) return null
  return (
    <FormStoreProvider value={store}>
      <div className={css.start}>
        <header className={css.startHead}>
          <h2>{t('register.start')}</h2>
          <span className="grow" />
          {state}
        </header>
        <p className="muted">{t('register.start.text')}</p>
        <FormSection section={section} only={only} focus onEnd={next} />
        {notice}
        <footer className={css.startFoot}>
          <Button look="main" onClick={next}>
            {t('register.toConsentFirst')}
            <ChevronRight aria-hidden="true" />
          </Button>
        </footer>
      </div>
    </FormStoreProvider>
  )
}
