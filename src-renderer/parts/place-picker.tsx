import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../office/queries.ts'
import css from './place-picker.module.css'

interface PlacePickerProps {
  label: ReactNode
  /** P-code of a commune, or null. */
  value: string | null
  onChange: (code: string | null) => void
  help?: ReactNode
  error?: ReactNode
  required?: boolean
  id?: string
  autoFocus?: boolean
  disabled?: boolean
}

/** A commune found by typing (accents and old names understood), shown with its province and region. */
export function PlacePicker(props: PlacePickerProps): ReactNode {
  const { label, value, onChange, help, error, required, id, autoFocus, disabled } = props
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const known = useAsk('places.labels', { codes: value === null ? [] : [value] }, { enabled: value !== null })
  const chosen = value === null ? null : (known.data?.[0] ?? null)
  const text = typed ?? chosen?.label ?? ''
  const query = typed === null || typed === chosen?.label ? '' : typed
  const found = useAsk('places.search', { text: query.slice(0, 100), limit: 12, communes: true }, { keep: true })
  return (
    <ComboBox
      className={css.picker ?? ''}
      {...(id === undefined ? {} : { id })}
      items={found.data ?? []}
      inputValue={text}
      selectedKey={value}
      isRequired={required === true}
      isInvalid={error !== undefined}
      isDisabled={disabled === true}
      validationBehavior="aria"
      menuTrigger="input"
      // Open while the office still looks: a list that closes for want of places does not open again when they come.
      allowsEmptyCollection={query !== ''}
      onInputChange={(next) => {
        setTyped(next)
        if (next === '' && value !== null) onChange(null)
      }}
      onSelectionChange={(key) => {
        if (key === null) return
        setTyped(null)
        onChange(String(key))
      }}
      onBlur={() => setTyped(null)}
    >
      <Label className={css.label ?? ''}>
        {label}
        {required === true && <span className={css.required}> {t('field.required')}</span>}
      </Label>
      {help !== undefined && (
        <Text slot="description" className={css.help ?? ''}>
          {help}
        </Text>
      )}
      <div className={css.box}>
        <Input className="input" autoFocus={autoFocus === true} spellCheck={false} autoComplete="off" />
        <Button className={css.open ?? ''} aria-label={t('place.open')}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      {error !== undefined && (
        <Text slot="errorMessage" className={css.error ?? ''}>
          {error}
        </Text>
      )}
      <Popover className={css.popover ?? ''} offset={4}>
        <ListBox
          className={css.list ?? ''}
          renderEmptyState={() => <p className={css.none}>{t(found.isFetching ? 'loading' : 'place.none')}</p>}
        >
          {(place: { code: string; name: string; label: string }) => (
            <ListBoxItem id={place.code} textValue={place.label} className={css.item ?? ''}>
              <b>{place.name}</b>
              <span className="muted"> {place.label.slice(place.name.length).replace(/^\s*[—-]\s*/, '')}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
