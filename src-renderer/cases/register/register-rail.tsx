import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../forms/section-nav.tsx'
import { useOfForm } from '../../forms/use-form.ts'
import { useLanguage } from '../../language/index.ts'
import { classes } from '../../parts/classes.ts'
import type { Journey, Part, Step } from './journey.ts'
import css from './register.module.css'

interface RegisterRailProps {
  readonly journey: Journey
  readonly step: Step
  readonly go: (step: Step) => void
}

/** The way of a registration: the start, the sections of 1A, those of 1B. */
export function RegisterRail({ journey, step, go }: RegisterRailProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <div className={css.rail}>
      <button
        type="button"
        className={css.railEntry}
        aria-current={step.part === 'start' ? 'step' : undefined}
        onClick={() => go({ part: 'start' })}
      >
        {t('register.start')}
      </button>
      <RailPart journey={journey} part="consent" step={step} go={go} />
      <RailPart journey={journey} part="registration" step={step} go={go} />
      <p className={css.railHint}>{t('register.keys')}</p>
    </div>
  )
}

function RailPart({ journey, part, step, go }: RegisterRailProps & { part: Part }): ReactNode {
  const lang = useLanguage()
  const store = journey[part]
  const percent = useOfForm(store, (each) => Math.round(each.completeness().ratio * 100))
  const { number, title, sections } = store.definition
  const open = step.part === part
  return (
    <div>
      <button
        type="button"
        className={classes(css.railEntry, open && css.railOpen)}
        aria-expanded={open}
        onClick={() => go({ part, section: sections[0]?.id ?? '' })}
      >
        <b>{number}</b>
        <span className="grow">{title[lang]}</span>
        <span className={css.percent}>{percent} %</span>
      </button>
      {open && (
        <SectionNav
          store={store}
          current={step.section}
          go={(section) => go({ part, section })}
          label={`${number} ${title[lang]}`}
        />
      )}
    </div>
  )
}
