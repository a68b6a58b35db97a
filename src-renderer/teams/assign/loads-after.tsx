import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../../src-main/contract/index.ts'
import { formatNumber } from '../../language/format.ts'
import { Notice } from '../../parts/notice.tsx'
import { State } from '../../parts/tag.tsx'
import css from '../teams.module.css'

interface LoadsAfterProps {
  readonly preview: CallOutput<'assign.preview'>
  readonly mark: number
}

/** Open cases of everybody concerned, before and after. */
export function LoadsAfter({ preview, mark }: LoadsAfterProps): ReactNode {
  const { t } = useTranslation('teams')
  return (
    <div className="stack-small">
      <table className={`table dense ${css.loads}`}>
        <caption className="visually-hidden">{t('assign.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('assign.preview')}</th>
            <th scope="col" className="numbers">
              {t('assign.preview.before')}
            </th>
            <th scope="col" className="numbers">
              {t('assign.preview.after')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('assign.over', { mark })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.loads.map(({ id, name, before, after }) => (
            <tr key={id}>
              <td>{name}</td>
              <td className="numbers">{formatNumber(before)}</td>
              <td className="numbers">
                <b>{formatNumber(after)}</b>
              </td>
              <td>{after > mark && <State tone="warn">{t('assign.over', { mark })}</State>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.left > 0 && <Notice kind="info">{t('assign.left', { count: preview.left })}</Notice>}
    </div>
  )
}
