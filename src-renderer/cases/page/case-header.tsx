import { UserRound } from 'lucide-react'
import { type ReactNode, type Ref, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../src-main/contract/cases.ts'
import { ErasureNotice } from '../../erasures/in-case.tsx'
import { formatAgo } from '../../language/format.ts'
import { useLanguage } from '../../language/index.ts'
import { useSession } from '../../office/session.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RiskTag, Tag } from '../../parts/tag.tsx'
import { AnswersToRead } from '../../referrals/case-referrals.tsx'
import { Joined } from '../../review/joined.tsx'
import { WordsToRead } from '../../words/case-words.tsx'
import { useChildWords } from '../child-line.ts'
import { fullName, initials } from '../child-words.ts'
import { TransferNotices } from '../transfer/transfer-notices.tsx'
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
  const name = fullName(item)
  const facts = [
    sexOf(item),
    ageWords(item, ageOf(item), t),
    name === item.code ? '' : item.code,
    followed,
    item.communeLabel.split(' — ')[0],
  ]
  return (
    <header className={css.header}>
      <PrintHead code={item.code} />
      <div className={css.initials} aria-hidden="true">
        {initials(item) || <UserRound />}
      </div>
      <div className={css.who}>
        <div className={css.name}>
          <h1 tabIndex={-1}>{name}</h1>
          <RiskTag risk={item.risk} long />
          <Tag>{common(`status.${item.status}`)}</Tag>
        </div>
        <p className="muted">{facts.filter((fact) => fact !== '' && fact !== undefined).join(' · ')}</p>
      </div>
      <div ref={actionsRef} className={css.actions} />
      <TransferNotices file={file} className={css.banner} />
      <WhyReadOnly file={file} />
      <AnswersToRead file={file} className={css.banner} />
      <WordsToRead file={file} className={css.banner} />
      <Divergent file={file} />
      <Joined caseId={item.id} className={css.banner} />
      <ErasureNotice item={item} className={css.banner} />
    </header>
  )
}

/** Says that answers of this case differ, before anything is believed of them. */
function Divergent({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('review')
  const { id, conflicts } = file.item
  if (conflicts === 0) return null
  return (
    <Notice
      kind="warn"
      title={t('header.title', { count: conflicts })}
      className={css.banner}
      actions={
        <ButtonLink to={`/divergences/${id}`} size="small">
          {t('header.action')}
        </ButtonLink>
      }
    >
      {t('header.text')}
    </Notice>
  )
}

/** Says why the case can only be read, and who could write. */
function WhyReadOnly({ file }: { file: CaseFile }): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLanguage()
  const { session } = useSession()
  const role = session.role.name[lang]
  const why = file.readOnly
  if (why === null || (why === 'custodian' && file.transfer !== null)) return null
  const key = why === 'custodian' ? 'header.readOnly' : (`header.readOnly.${why}` as const)
  return (
    <Notice kind="info" title={t(key, { office: file.officeName, role })} className={css.banner}>
      {t(why === 'custodian' ? 'header.readOnly.text' : `header.readOnly.${why}.text`, { role })}
    </Notice>
  )
}

/** « ≈ 9 ans (estimé le 20/11/2026) » */
function ageWords(item: CaseFile['item'], age: string, t: ReturnType<typeof useTranslation<'cases'>>['t']): string {
  if (item.birth?.precision !== 'age') return age
  const [year, month, day] = item.birth.on.split('-')
  return t('header.estimated', { age, day: `${day}/${month}/${year}` })
}
