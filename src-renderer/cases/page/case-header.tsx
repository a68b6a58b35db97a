import { type ReactNode, type Ref, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { formatAgo } from '../../language/format.ts'
import { Notice } from '../../parts/notice.tsx'
import { RiskTag, Tag } from '../../parts/tag.tsx'
import { useChildWords } from '../child-line.ts'
import { fullName, initials } from '../child-words.ts'
import css from './case-page.module.css'
import { PrintHead } from './print-head.tsx'

/** Who the child is, in one look. The buttons of the form in view are put into `actionsRef`. */
export function CaseHeader({ file, actionsRef }: { file: CaseFile; actionsRef: Ref<HTMLDivElement> }): ReactNode {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation()
  const { sexOf, ageOf } = useChildWords()
  const { item } = file
  useEffect(() => {
    document.title = `${item.code} · Lakana`
  }, [item.code])
  const gender = item.sex === 'female' ? 'female' : item.sex === 'male' ? 'male' : 'other'
  const followed =
    item.workerName === ''
      ? t('header.nobody')
      : t(`header.followed.${gender}`, { name: item.workerName, since: formatAgo(file.openedAt) })
  const facts = [sexOf(item), ageWords(item, ageOf(item), t), item.code, followed, item.communeLabel.split(' — ')[0]]
  return (
    <header className={css.header}>
      <PrintHead code={item.code} />
      <div className={css.initials} aria-hidden="true">
        {initials(item)}
      </div>
      <div className={css.who}>
        <div className={css.name}>
          <h1 tabIndex={-1}>{fullName(item)}</h1>
          <RiskTag risk={item.risk} long />
          <Tag>{common(`status.${item.status}`)}</Tag>
        </div>
        <p className="muted">{facts.filter((fact) => fact !== '' && fact !== undefined).join(' · ')}</p>
      </div>
      <div ref={actionsRef} className={css.actions} />
      {!file.editable && (
        <Notice kind="info" title={t('header.readOnly', { office: file.officeName })} className={css.banner}>
          {t('header.readOnly.text')}
        </Notice>
      )}
    </header>
  )
}

/** « ≈ 9 ans (estimé le 20/11/2026) » */
function ageWords(item: CaseFile['item'], age: string, t: ReturnType<typeof useTranslation<'cases'>>['t']): string {
  if (item.birth?.precision !== 'age') return age
  const [year, month, day] = item.birth.on.split('-')
  return t('header.estimated', { age, day: `${day}/${month}/${year}` })
}
