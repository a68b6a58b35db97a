import { UserPlus, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { PersonItem } from '../../src-main/contract/people.ts'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { formatAgo, formatNumber } from '../language/format.ts'
import { useAsk } from '../office/queries.ts'
import { useSession } from '../office/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import css from './people.module.css'
import { PeopleNav } from './people-nav.tsx'
import { AccountState, useRoleName } from './words.tsx'

const kinds = ['here', 'waiting', 'ended'] as const
type Kind = (typeof kinds)[number]

const kindOf = ({ state }: PersonItem): Kind => {
  if (state === 'ended') return 'ended'
  return state === 'active' || state === 'review' ? 'here' : 'waiting'
}

/** Everybody who has an account here, found by typing, with the state of each in words. */
export function PeoplePage(): ReactNode {
  const { t } = useTranslation('people')
  const { can } = useSession()
  const { data, error, refetch } = useAsk('people.list', {})
  const roleName = useRoleName()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const words = foldName(text).split(' ')
  const found = data?.items.filter((item) => {
    const held = foldName(`${item.name} ${item.signIn} ${item.function} ${item.agency} ${roleName(item.role)}`)
    return words.every((word) => held.includes(word)) && (kind === '' ? item.state !== 'ended' : kindOf(item) === kind)
  })
  const clear = (): void => {
    setText('')
    setKind('')
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={
          data === undefined ? ' ' : t('count', { count: data.items.filter(({ state }) => state !== 'ended').length })
        }
        actions={
          can('people.manage') && (
            <ButtonLink to="/people/new" look="main" icon={<UserPlus aria-hidden="true" />}>
              {t('new.action')}
            </ButtonLink>
          )
        }
      />
      <PeopleNav />
      <div className="stack">
        <ErrorBox error={error} onRetry={() => void refetch()} />
        <search className={css.filters}>
          <input
            className="input"
            type="search"
            value={text}
            maxLength={100}
            aria-label={t('search')}
            placeholder={t('search')}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
          <select
            className="input"
            aria-label={t('filter')}
            value={kind}
            onChange={(event) => setKind(event.target.value as Kind | '')}
          >
            <option value="">{t('filter.open')}</option>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {t(`filter.${each}`)}
              </option>
            ))}
          </select>
        </search>
        {found !== undefined &&
          (found.length === 0 ? (
            <Empty
              icon={<Users aria-hidden="true" />}
              title={t('none')}
              action={<Button onClick={clear}>{t('none.clear')}</Button>}
            >
              {t('none.text')}
            </Empty>
          ) : (
            <PeopleTable items={found} roleName={roleName} />
          ))}
      </div>
    </>
  )
}

function PeopleTable({ items, roleName }: { items: PersonItem[]; roleName: (id: string) => string }): ReactNode {
  const { t } = useTranslation('people')
  return (
    <div className={css.sheet}>
      <table className={`table dense ${css.people}`}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.role')}</th>
            <th scope="col">{t('column.function')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" className="numbers">
              {t('column.cases')}
            </th>
            <th scope="col">{t('column.signedIn')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link href={`/people/person/${item.id}`}>{item.name}</Link> <span className="muted">{item.signIn}</span>
              </th>
              <td>{roleName(item.role)}</td>
              <td>{[item.function, item.agency].filter((word) => word !== '').join(' · ')}</td>
              <td>
                <AccountState state={item.state} />
              </td>
              <td className="numbers">{formatNumber(item.openCases)}</td>
              <td>{item.signedInAt === null ? t('never') : formatAgo(item.signedInAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
