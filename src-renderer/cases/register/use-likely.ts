import { useEffect, useState } from 'react'
import type { CallInput, CallOutput } from '../../../src-main/contract/index.ts'
import type { FormValues } from '../../../src-main/domain/forms/types.ts'
import type { FormStore } from '../../forms/store.ts'
import { useOfForm } from '../../forms/use-form.ts'
import { isPartialDate, textOf } from '../../forms/values.ts'
import { useAsk } from '../../office/queries.ts'

type Sketch = CallInput<'cases.likely'>['sketch']
export type LikelyChild = CallOutput<'cases.likely'>['items'][number]

const typingMs = 250
const none: readonly LikelyChild[] = []

/** Children already known who may be the one being typed, best first; those the person set aside left out. */
export function useLikely(store: FormStore, notSame: readonly string[]): readonly LikelyChild[] {
  const text = useOfForm(store, (each) => JSON.stringify(sketchOf(each.values())))
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), typingMs)
    return () => clearTimeout(timer)
  }, [text])
  const sketch = JSON.parse(asked) as Sketch
  const enough = `${sketch.familyName}${sketch.givenNames}${sketch.nickname ?? ''}`.trim().length >= 3
  const { data } = useAsk('cases.likely', { sketch }, { enabled: enough, keep: true })
  if (!enough || data === undefined) return none
  return data.items.filter((child) => !notSame.includes(child.item.id))
}

function sketchOf(values: FormValues): Sketch {
  const cut = (name: string, at = 200): string => textOf(values[name]).trim().slice(0, at)
  const birth = values.birth_date
  const optional = {
    nickname: cut('nickname'),
    otherNames: cut('other_names'),
    sex: cut('sex', 20),
    commune: cut('address_place', 20),
    caregiver: cut('caregiver_name'),
    phone: cut('phone', 40) || cut('caregiver_phone', 40),
  }
  const parents = ['mother_name', 'father_name'].map((name) => cut(name)).filter((name) => name !== '')
  return {
    familyName: cut('family_name'),
    givenNames: cut('given_names'),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '')),
    ...(parents.length > 0 ? { parents } : {}),
    ...(isPartialDate(birth) ? { birth } : {}),
  }
}
