import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../src-main/contract/index.ts'
import { type PlaceKind, placeKinds } from '../../src-main/domain/lists/content.ts'
import { FieldGroup } from '../parts/field.tsx'
import { Check, Choices, LongTextInput, TextInput } from '../parts/inputs.tsx'
import { EditDialog } from './edit-dialog.tsx'
import type { Laid } from './laid-frame.tsx'
import type { ListedPlace } from './places-card.tsx'

/** Several places of one kind at once: a list that came from elsewhere is pasted. */
export function NewPlacesDialog({
  commune,
  onClose,
}: {
  commune: Laid['communes'][number]
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation('lists')
  const [kind, setKind] = useState<PlaceKind>('village')
  const [text, setText] = useState('')
  const names = text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const ready = names.length > 0 && names.length <= 500
  return (
    <EditDialog
      title={t('places.new', { commune: commune.name })}
      edits={ready ? [{ what: 'places', commune: commune.code, kind, names }] : []}
      lacks={t(names.length > 500 ? 'places.many' : 'places.lacks')}
      name={names.length === 1 ? (names[0] ?? '') : t('places.several', { count: names.length })}
      onClose={onClose}
    >
      <Kinds kind={kind} onChange={setKind} />
      <LongTextInput
        label={t('places.names')}
        help={t('places.names.help')}
        required
        rows={6}
        value={text}
        onChange={setText}
        data-first
      />
    </EditDialog>
  )
}

/** The name or kind of a place that this office added. */
export function CorrectPlaceDialog({ place, onClose }: { place: ListedPlace; onClose: () => void }): ReactNode {
  const { t } = useTranslation('lists')
  const [kind, setKind] = useState(place.kind)
  const [name, setName] = useState(place.name)
  const [spelt, setSpelt] = useState('')
  const [gone, setGone] = useState<readonly string[]>([])
  const typed = name.trim()
  const edits: CallInput<'lists.edit'>[] = [{ what: 'place', id: place.id, kind, name: typed }]
  if (spelt.trim() !== '') edits.push({ what: 'spelling', place: place.id, name: spelt.trim(), gone: false })
  for (const each of gone) edits.push({ what: 'spelling', place: place.id, name: each, gone: true })
  return (
    <EditDialog
      title={t('places.correct', { name: place.name })}
      edits={typed === '' ? [] : edits}
      lacks={t('places.lacks')}
      name={typed}
      onClose={onClose}
    >
      <Kinds kind={kind} onChange={setKind} />
      <TextInput label={t('places.name')} required maxLength={120} value={name} onChange={setName} data-first />
      <TextInput
        label={t('spelling.name')}
        help={t('spelling.help', { name: place.name })}
        maxLength={120}
        value={spelt}
        onChange={setSpelt}
      />
      {place.spellings.length > 0 && (
        <FieldGroup label={t('spellings.kept')} help={t('spellings.kept.help')}>
          {place.spellings.map((each) => (
            <Check
              key={each}
              checked={!gone.includes(each)}
              onChange={(kept) => setGone(kept ? gone.filter((other) => other !== each) : [...gone, each])}
            >
              {each}
            </Check>
          ))}
        </FieldGroup>
      )}
    </EditDialog>
  )
}

/** Another name by which a place is found. */
export function SpellingDialog({
  place,
  name,
  onClose,
}: {
  place: string
  name: string
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation('lists')
  const [spelt, setSpelt] = useState('')
  const typed = spelt.trim()
  return (
    <EditDialog
      title={t('spelling.new', { name })}
      edits={typed === '' ? [] : [{ what: 'spelling', place, name: typed, gone: false }]}
      lacks={t('places.lacks')}
      name={typed}
      onClose={onClose}
    >
      <TextInput
        label={t('spelling.name')}
        help={t('spelling.help', { name })}
        required
        maxLength={120}
        value={spelt}
        onChange={setSpelt}
        data-first
      />
    </EditDialog>
  )
}

function Kinds({ kind, onChange }: { kind: PlaceKind; onChange: (kind: PlaceKind) => void }): ReactNode {
  const { t } = useTranslation('lists')
  return (
    <FieldGroup label={t('kind')}>
      <Choices
        name="kind"
        value={kind}
        onChange={onChange}
        options={placeKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
    </FieldGroup>
  )
}
