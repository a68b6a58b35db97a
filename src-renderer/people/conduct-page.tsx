import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conduct } from '../../src-main/contract/conditions.ts'
import { ConductText } from '../entering/conduct-text.tsx'
import { formatDay } from '../language/format.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { Field } from '../parts/field.tsx'
import { Check } from '../parts/inputs.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import css from './people.module.css'
import { PeopleNav } from './people-nav.tsx'

/** The undertaking in force, and how a new version of it is set. */
export function ConductPage(): ReactNode {
  const { t } = useTranslation('people')
  const current = useAsk('conduct.current', {})
  const versions = useAsk('conduct.versions', {})
  return (
    <>
      <PageHeader title={t('text.title')} lead={t('text.lead')} />
      <PeopleNav />
      <ErrorBox error={current.error ?? versions.error} onRetry={() => void current.refetch()} />
      <div className="stack">
        {current.data !== undefined && <Editor key={current.data.version} conduct={current.data} />}
        {versions.data !== undefined && versions.data.length > 0 && (
          <Card title={t('text.versions')}>
            <ol className={css.history}>
              {versions.data.map(({ version, set, acceptedBy }) => (
                <li key={`${version} ${set?.at}`}>
                  {t('text.version', { version, day: formatDay(set?.at ?? ''), name: set?.by ?? '' })}{' '}
                  <span className="muted">{t('text.accepted', { count: acceptedBy })}</span>
                </li>
              ))}
            </ol>
          </Card>
        )}
      </div>
    </>
  )
}

function Editor({ conduct }: { conduct: Conduct }): ReactNode {
  const { t } = useTranslation('people')
  const { t: common } = useTranslation()
  const set = useTell('conduct.set', ['conduct.', 'setup.', 'people.'])
  const [editing, setEditing] = useState(false)
  const [text, setText] = useState({ fr: conduct.fr, en: conduct.en })
  const [agreed, setAgreed] = useState(false)
  const changed = text.fr !== conduct.fr || text.en !== conduct.en
  const ready = changed && agreed && text.fr.trim() !== ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) set.mutate({ ...text, after: conduct.version })
  }
  const head = t('text.current', { version: conduct.version })
  if (!editing) {
    return (
      <Card
        title={head}
        actions={!conduct.above && <Button onClick={() => setEditing(true)}>{t('text.edit')}</Button>}
        padded
      >
        {conduct.above && <Notice className={css.notice}>{t('text.above', { office: conduct.set?.by ?? '' })}</Notice>}
        <ConductText text={conduct.fr} lang="fr" />
      </Card>
    )
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <Card title={head} padded>
        <p className="muted">{t('text.how')}</p>
        <div className={`two ${css.text}`}>
          {(['fr', 'en'] as const).map((lang) => (
            <Field key={lang} label={t(`text.${lang}`)} required={lang === 'fr'}>
              {(control) => (
                <textarea
                  {...control}
                  className="input"
                  lang={lang}
                  value={text[lang]}
                  maxLength={60_000}
                  onChange={(event) => setText({ ...text, [lang]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Check checked={agreed} onChange={setAgreed}>
          {t('text.asksAll')}
        </Check>
        <ErrorBox error={set.error} />
        <div className={css.end}>
          {!ready && <span className="small muted">{t(changed ? 'text.agreeFirst' : 'text.unchanged')}</span>}
          <Button onClick={() => setEditing(false)}>{common('action.cancel')}</Button>
          <Button type="submit" look="main" disabled={!ready} busy={set.isPending}>
            {t('text.set', { version: conduct.version + 1 })}
          </Button>
        </div>
      </Card>
    </form>
  )
}
