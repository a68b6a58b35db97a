import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAge } from '../../../src-main/domain/dates/partial-date.ts'
import { usePlaceNames } from '../../forms/place-names.ts'
import type { FormStore } from '../../forms/store.ts'
import { isPartialDate, textOf } from '../../forms/values.ts'
import { formatDay } from '../../language/format.ts'
import { useLanguage } from '../../language/index.ts'
import { officeDay } from '../../office/day.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RiskTag, Tag } from '../../parts/tag.tsx'
import { useChildWords } from '../child-line.ts'
import { fullName } from '../child-words.ts'
import { childName } from './journey.ts'
import css from './register.module.css'
import type { LikelyChild } from './use-likely.ts'

interface CompareDialogProps {
  readonly likely: readonly LikelyChild[]
  readonly typed: FormStore
  readonly setAside: (id: string) => void
  readonly close: () => void
}

/** The child being typed beside each child who resembles. */
export function CompareDialog({ likely, typed, setAside, close }: CompareDialogProps): ReactNode {
  const { t } = useTranslation('cases')
  const none = likely.length === 0
  useEffect(() => {
    if (none) close()
  }, [none, close])
  return (
    <Dialog place="side" width="wide" title={t('likely.title', { count: likely.length })} onClose={close}>
      <div className={css.compare}>
        {likely.map((child) => (
          <Comparison key={child.item.id} child={child} typed={typed} setAside={() => setAside(child.item.id)} />
        ))}
      </div>
    </Dialog>
  )
}

function Comparison({
  child,
  typed,
  setAside,
}: {
  child: LikelyChild
  typed: FormStore
  setAside: () => void
}): ReactNode {
  const { t } = useTranslation('cases')
  const { sexOf, ageOf } = useChildWords()
  const lang = useLanguage()
  const { item, motherName, band } = child
  const values = typed.values()
  const commune = textOf(values.address_place)
  const placeName = usePlaceNames(commune === '' ? [] : [commune])
  const birth = values.birth_date
  const lines = [
    [t('compare.name'), childName(values), fullName(item)],
    [t('compare.nickname'), textOf(values.nickname), item.nickname],
    [t('compare.sex'), sexOf({ sex: textOf(values.sex) || null }), sexOf(item)],
    [t('compare.age'), isPartialDate(birth) ? formatAge(birth, officeDay(), lang) : '', ageOf(item)],
    [t('compare.commune'), commune === '' ? '' : placeName(commune), item.communeLabel],
    [t('compare.mother'), textOf(values.mother_name), motherName],
    [t('compare.caregiver'), textOf(values.caregiver_name), item.caregiver],
  ] as const
  return (
    <section className={css.comparison}>
      <header className="line">
        <h3>{fullName(item)}</h3>
        <RiskTag risk={item.risk} />
        <Tag tone={band === 'probable' ? 'warn' : 'plain'}>{t(`likely.band.${band}`)}</Tag>
      </header>
      <p className="small">
        {t('likely.why')} {child.reasons.map((reason) => t(`reason.${reason as 'same-names'}`)).join(', ')}.
      </p>
      <table className="table dense">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('compare.what')}</span>
            </th>
            <th scope="col">{t('compare.typed')}</th>
            <th scope="col">
              {item.code} · {item.registeredOn === null ? '' : formatDay(item.registeredOn)}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([what, here, there]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{here || '—'}</td>
              <td>{there || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="line">
        <ButtonLink to={`/cases/${item.id}`} size="small">
          {t('likely.open')}
        </ButtonLink>
        <Button size="small" onClick={setAside}>
          {t(item.sex === 'female' ? 'likely.notHer' : item.sex === 'male' ? 'likely.notHim' : 'likely.notSame')}
        </Button>
      </div>
    </section>
  )
}
