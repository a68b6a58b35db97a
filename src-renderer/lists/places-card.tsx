import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../src-main/contract/index.ts'
import { useAsk, useTell } from '../office/queries.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import type { Laid } from './laid-frame.tsx'
import { Act, LaidTable } from './laid-table.tsx'
import css from './lists.module.css'
import { CorrectPlaceDialog, NewPlacesDialog, SpellingDialog } from './place-dialogs.tsx'

type Places = CallOutput<'lists.places'>
export type ListedPlace = Places['places'][number]

interface PlacesProps {
  readonly commune: Laid['communes'][number]
  readonly mayChange: boolean
}

type Doing = { readonly what: 'new' } | { readonly what: 'correct'; readonly place: ListedPlace } | Spelling
type Spelling = { readonly what: 'spelling'; readonly place: string; readonly name: string }

/** One commune: the other spellings of its name, and what was added to it. */
export function PlacesCard({ commune, mayChange }: PlacesProps): ReactNode {
  const { t } = useTranslation('lists')
  const { data, error, refetch } = useAsk('lists.places', { commune: commune.code }, { keep: true })
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = (): void => setDoing(null)
  return (
    <Card
      title={commune.name}
      aside={`${commune.province}, ${commune.region}`}
      actions={
        mayChange && (
          <Button size="small" look="main" icon={<Plus aria-hidden="true" />} onClick={() => setDoing({ what: 'new' })}>
            {t('places.add')}
          </Button>
        )
      }
    >
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <>
          <Spellings commune={commune} spellings={data.spellings} mayChange={mayChange} add={setDoing} />
          {data.places.length === 0 ? (
            <Empty title={t('places.empty')}>{t(mayChange ? 'places.empty.text' : 'places.empty.below')}</Empty>
          ) : (
            <PlaceTable places={data.places} mayChange={mayChange} act={setDoing} />
          )}
        </>
      )}
      {doing?.what === 'new' && <NewPlacesDialog commune={commune} onClose={close} />}
      {doing?.what === 'correct' && <CorrectPlaceDialog place={doing.place} onClose={close} />}
      {doing?.what === 'spelling' && <SpellingDialog place={doing.place} name={doing.name} onClose={close} />}
    </Card>
  )
}

interface SpellingsProps extends PlacesProps {
  readonly spellings: Places['spellings']
  readonly add: (doing: Spelling) => void
}

function Spellings({ commune, spellings, mayChange, add }: SpellingsProps): ReactNode {
  const { t } = useTranslation('lists')
  const tell = useTell('lists.edit', ['lists.'])
  if (spellings.length === 0 && !mayChange) return null
  return (
    <div className={css.spellings}>
      <span className="muted">{t('spellings')}</span>
      {spellings.length === 0 && <span className="muted">—</span>}
      {spellings.map(({ name, own, pending }) => (
        <span key={name} className={css.spelling}>
          {name}
          {pending && <span className="small warn"> {t('spelling.pending')}</span>}
          {mayChange && own && (
            <Button
              size="small"
              look="quiet"
              aria-label={t('spelling.remove.of', { name })}
              onClick={() => tell.mutate({ what: 'spelling', place: commune.code, name, gone: true })}
            >
              {t('spelling.remove')}
            </Button>
          )}
        </span>
      ))}
      {mayChange && (
        <Button
          size="small"
          look="quiet"
          icon={<Plus aria-hidden="true" />}
          aria-label={t('spelling.add.of', { name: commune.name })}
          onClick={() => add({ what: 'spelling', place: commune.code, name: commune.name })}
        >
          {t('spelling.add')}
        </Button>
      )}
      <ErrorBox error={tell.error} />
    </div>
  )
}

interface TableProps {
  readonly places: readonly ListedPlace[]
  readonly mayChange: boolean
  readonly act: (doing: Doing) => void
}

function PlaceTable({ places, mayChange, act }: TableProps): ReactNode {
  const { t } = useTranslation('lists')
  const tell = useTell('lists.edit', ['lists.'])
  const acts = (place: ListedPlace): ReactNode => {
    const { id, name, own, retiredBy, retiredHere } = place
    const retire = (): void => tell.mutate({ what: 'state', key: id, retired: !retiredHere })
    return (
      <>
        {retiredBy === null && own && (
          <Act of={t('correct.of', { name })} onClick={() => act({ what: 'correct', place })}>
            {t('correct')}
          </Act>
        )}
        {retiredBy === null && !own && (
          <Act of={t('spelling.add.of', { name })} onClick={() => act({ what: 'spelling', place: id, name })}>
            {t('spelling.other')}
          </Act>
        )}
        {(retiredBy === null || retiredHere) && (
          <Act of={t(retiredHere ? 'back.of' : 'retire.of', { name })} onClick={retire}>
            {t(retiredHere ? 'back' : 'retire')}
          </Act>
        )}
      </>
    )
  }
  return (
    <>
      <ErrorBox error={tell.error} />
      <LaidTable
        what={t('place')}
        rows={places}
        words={({ name, kind, spellings }) => (
          <>
            {name}
            <span className="small muted">
              {' · '}
              {[t(`kind.${kind}`).toLocaleLowerCase(), ...spellings].join(' · ')}
            </span>
          </>
        )}
        acts={mayChange ? acts : null}
      />
    </>
  )
}
