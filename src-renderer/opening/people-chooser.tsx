import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../src-main/contract/setup.ts'
import { TextInput } from '../parts/inputs.tsx'
import css from './people-chooser.module.css'

type Person = Status['people'][number]

/** More than a screen holds: then a box narrows them down. */
const manyPeople = 7

interface PeopleChooserProps {
  people: readonly Person[]
  onChoose: (person: Person) => void
}

/** Who comes in: one line a person, as large as a tired eye needs. */
export function PeopleChooser({ people, onChoose }: PeopleChooserProps): ReactNode {
  const { t } = useTranslation('setup')
  const [typed, setTyped] = useState('')
  const shown = people
    .filter((person) => [person.name, person.signIn].some((text) => fold(text).includes(fold(typed))))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
  return (
    <div className="stack-small">
      {people.length > manyPeople && (
        <TextInput label={t('sign.find')} value={typed} onChange={setTyped} autoCapitalize="off" autoFocus />
      )}
      <ul className={css.people} aria-label={t('sign.who')}>
        {shown.map((person) => (
          <li key={person.signIn}>
            <button type="button" className={css.person} onClick={() => onChoose(person)}>
              <span className={css.initials} aria-hidden="true">
                {initials(person.name)}
              </span>
              <span className={css.name}>
                {person.name}
                <small>{person.signIn}</small>
              </span>
              <ChevronRight aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="small muted">{t('sign.nobody')}</p>}
    </div>
  )
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** "RS" */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase()).join('')
}
