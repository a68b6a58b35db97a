import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldName } from '../../src-main/domain/names/fold.ts'
import { FieldGroup } from '../parts/field.tsx'
import css from './teams.module.css'

interface PersonPickerProps {
  label: ReactNode
  help?: ReactNode
  error?: ReactNode
  people: readonly { readonly id: string; readonly name: string; readonly note?: ReactNode }[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
  /** The first of them gets the focus when the dialog opens. */
  first?: boolean
}

/** More than this many are found by typing. */
const atOnce = 8

/** Several people out of a list, found by typing where it is long. */
export function PersonPicker(props: PersonPickerProps): ReactNode {
  const { label, help, error, people, chosen, onChange, first } = props
  const { t } = useTranslation('teams')
  const id = useId()
  const [text, setText] = useState('')
  // Who was chosen when the list opened stands first; nobody jumps while one ticks.
  const [atFirst] = useState(chosen)
  const ordered = people.toSorted((a, b) => Number(atFirst.includes(b.id)) - Number(atFirst.includes(a.id)))
  const wanted = foldName(text)
  const shown = ordered.filter(({ name }) => wanted === '' || foldName(name).includes(wanted))
  return (
    <FieldGroup label={label} help={help} error={error}>
      <div className="stack-small">
        {people.length > atOnce && (
          <input
            className="input"
            type="search"
            aria-label={t('groups.pick')}
            aria-controls={id}
            placeholder={t('groups.pick')}
            autoComplete="off"
            spellCheck={false}
            value={text}
            data-first={first === true ? true : undefined}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <div className={css.people} id={id}>
          {shown.map(({ id: person, name, note }, index) => (
            <label key={person} className={css.person}>
              <input
                type="checkbox"
                checked={chosen.includes(person)}
                data-first={first === true && index === 0 && people.length <= atOnce ? true : undefined}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, person] : chosen.filter((each) => each !== person))
                }
              />
              <span>
                {name}
                {note !== undefined && <span className="small muted"> · {note}</span>}
              </span>
            </label>
          ))}
        </div>
      </div>
    </FieldGroup>
  )
}
