import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../language/index.ts'
import { ask } from '../../office/client.ts'
import { useAsk } from '../../office/queries.ts'
import { usePlaceNames } from '../place-names.ts'
import { Combo, type ComboOption } from './combo.tsx'
import type { WidgetProps } from './widget.ts'

const limit = 12
const cut = (text: string): string => text.trim().slice(0, 100)
const optionOf = (place: { code: string; label: string }): ComboOption => ({ id: place.code, label: place.label })

/** A commune, found by typing (accents and old names understood), shown with its province and region. */
export function PlaceWidget(props: WidgetProps): ReactNode {
  const lang = useLanguage()
  const { t } = useTranslation()
  const { value, change } = props
  const code = typeof value === 'string' ? value : undefined
  const nameOf = usePlaceNames(code === undefined ? [] : [code])
  const [text, setText] = useState('')
  const latest = useRef('')
  const found = useAsk('places.search', { text, limit }, { enabled: text !== '' })
  /** Left before the answer came: the best answer is taken when it comes, unless something else was typed since. */
  const takeLater = async (wanted: string): Promise<ComboOption | undefined> => {
    const [place] = await ask('places.search', { text: wanted, limit: 1 })
    return latest.current === wanted && place !== undefined ? optionOf(place) : undefined
  }
  return (
    <Combo
      id={props.id}
      label={props.field.label[lang]}
      shown={code === undefined ? '' : nameOf(code)}
      find={(typed) => (cut(typed) === text ? (found.data ?? []).map(optionOf) : [])}
      later={takeLater}
      chosen={code}
      invalid={props.invalid}
      describedBy={props.describedBy}
      choose={(option) => change(option?.id)}
      leave={props.leave}
      waiting={found.isFetching}
      hint={t('place.hint')}
      onType={(typed) => {
        const wanted = cut(typed)
        latest.current = wanted
        setText(wanted)
      }}
    />
  )
}
