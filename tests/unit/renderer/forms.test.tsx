// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  formByName,
  formDefinitions as forms,
  optionLists as lists,
} from '../../../src-main/domain/forms/definitions.ts'
import { nothingKnown } from '../../../src-main/domain/forms/known.ts'
import type { Field, FieldValue, FormDefinition, FormValues } from '../../../src-main/domain/forms/types.ts'
import { problemCodes } from '../../../src-main/domain/forms/validate.ts'
import { FormEditor } from '../../../src-renderer/forms/form-editor.tsx'
import { FormsProvider } from '../../../src-renderer/forms/forms-context.tsx'
import { FormReading } from '../../../src-renderer/forms/reading.tsx'
import { createFormStore } from '../../../src-renderer/forms/store.ts'
import { fr } from '../../../src-renderer/language/fr/index.ts'
import { speak, startLanguage } from '../../../src-renderer/language/index.ts'
import { readings } from '../../../src-renderer/office/queries.ts'

const today = (): string => '2026-11-24'
const faults: string[] = []

/** Answers the few calls that a form makes by itself. */
const bridge = {
  language: 'fr',
  call: async (_id: number, name: string, input: { codes?: string[] }) => ({
    ok: true,
    value:
      name === 'forms.all'
        ? { forms, lists }
        : (input.codes ?? []).map((code) => ({ code, name: code, label: `${code} — Namentenga, Kuilsé` })),
  }),
  cancel: () => undefined,
  onProgress: () => () => undefined,
  onEvent: () => () => undefined,
}

beforeAll(async () => {
  Object.assign(window, { lakana: bridge })
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.spyOn(console, 'error').mockImplementation((...said) => void faults.push(said.map(String).join(' ')))
  await startLanguage()
  readings.setQueryData(['forms.all'], { forms, lists })
})
beforeEach(() => {
  faults.length = 0
})
afterAll(() => vi.restoreAllMocks())

/** Some answer to every question, so that what depends on it shows too. */
function someValues(fields: readonly Field[]): FormValues {
  const values: Record<string, FieldValue> = {}
  for (const field of fields) {
    const value = someValue(field)
    if (value !== null) values[field.id] = value
  }
  return values
}

function someValue(field: Field): FieldValue {
  const options = lists.find((list) => list.list === field.options)?.options ?? []
  switch (field.type) {
    case 'integer':
      return 3
    case 'date':
      return { precision: 'age', years: 9, on: today() }
    case 'yesNoUnknown':
      return 'yes'
    case 'oneOf':
      return options.at(-1)?.id ?? null
    case 'severalOf':
      return options.map((option) => option.id)
    case 'place':
      return 'BF490202'
    case 'rows':
      return [{ id: '0'.repeat(32), values: someValues(field.fields ?? []) }]
    case 'computed':
    case 'note':
    case 'file':
      return null
    default:
      return 'Ouédraogo — très long texte. '.repeat(4)
  }
}

async function draw(content: React.ReactNode): Promise<{ text: () => string; stop: () => Promise<void> }> {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  await act(async () => {
    root.render(
      <QueryClientProvider client={readings}>
        <FormsProvider>{content}</FormsProvider>
      </QueryClientProvider>,
    )
    await new Promise((done) => setTimeout(done, 20))
  })
  return {
    text: () => place.textContent ?? '',
    stop: async () => {
      await act(async () => root.unmount())
      place.remove()
    },
  }
}

const cases = forms.flatMap((form) => (['fr', 'en'] as const).map((lang) => [form.number, lang, form] as const))

describe('the 21 forms, in both languages', () => {
  test.each(cases)(
    '%s in %s opens, empty and full, section by section',
    async (_number, lang, form: FormDefinition) => {
      await act(async () => speak(lang))
      for (const values of [{}, someValues(form.sections.flatMap((section) => section.fields))]) {
        const known = form.form === 'registration' ? 'own' : nothingKnown
        const store = createFormStore(form, values, { today, known })
        store.check()
        const shown = new Set(store.completeness().sections.map((section) => section.id))
        for (const section of form.sections.filter((each) => shown.has(each.id))) {
          const page = await draw(
            <FormEditor
              store={store}
              section={section.id}
              onSection={() => undefined}
              after={{ label: 'fin', go: () => undefined }}
              state={null}
            />,
          )
          expect(page.text()).toContain(section.title[lang])
          await page.stop()
        }
        const page = await draw(<FormReading store={store} />)
        expect(page.text().length).toBeGreaterThan(10)
        await page.stop()
      }
      expect(faults).toEqual([])
    },
  )
})

describe('answers laid down by offices above', () => {
  const [added, unknown] = ['x-0000000000000001', 'x-0000000000000002']
  const form = {
    form: 'registration',
    number: '1B',
    version: 1,
    title: { fr: 'Fiche', en: 'Form' },
    purpose: { fr: '', en: '' },
    sections: [
      {
        id: 's',
        title: { fr: 'Partie', en: 'Part' },
        fields: [
          { id: 'languages', type: 'severalOf', options: 'language', label: { fr: 'Langues', en: 'Languages' } },
        ],
      },
    ],
  } satisfies FormDefinition
  const changed = lists.map((list) =>
    list.list !== 'language'
      ? list
      : {
          ...list,
          options: [
            ...list.options.map((each) =>
              each.id === 'moore' || each.id === 'french' ? { ...each, retired: true } : each,
            ),
            { id: added, label: { fr: 'Silmi-mooré', en: 'Silmi-moore' } },
          ],
        },
  )
  beforeAll(async () => {
    await act(async () => speak('fr'))
    readings.setQueryData(['forms.all'], { forms, lists: changed })
  })
  afterAll(() => readings.setQueryData(['forms.all'], { forms, lists }))

  test('what is retired is offered only where it is held; what nobody knows here is shown, and stays when another is ticked', async () => {
    const store = createFormStore(form, { languages: ['moore', unknown] }, { today, known: nothingKnown })
    const page = await draw(
      <FormEditor
        store={store}
        section="s"
        onSection={() => undefined}
        after={{ label: 'fin', go: () => undefined }}
        state={null}
      />,
    )
    const labels = [...document.querySelectorAll('label')].map((each) => each.textContent ?? '')
    expect(labels).toContain('Mooré (n’est plus proposé)')
    expect(labels.some((each) => each.startsWith('Français'))).toBe(false)
    expect(labels).toContain('Réponse ajoutée par un autre bureau, pas encore connue ici')
    const box = [...document.querySelectorAll('label')].find((each) => each.textContent === 'Silmi-mooré')
    await act(async () => box?.querySelector('input')?.click())
    expect(store.get('languages')).toEqual(['moore', added, unknown])
    await page.stop()
    const reading = await draw(<FormReading store={store} />)
    expect(reading.text()).toContain('Mooré, Silmi-mooré, Réponse ajoutée par un autre bureau')
    await reading.stop()
    expect(faults).toEqual([])
  })
})

test('every problem has its sentence', () => {
  const keys = Object.keys(fr.forms)
  for (const code of problemCodes)
    expect(keys.some((key) => key === `problem.${code}` || key.startsWith(`problem.${code}.`))).toBe(true)
})

describe('the store of a form', () => {
  const registration = formByName('registration')
  if (registration === undefined) throw new Error('no form 1B')
  const begin = (values: FormValues = {}) => createFormStore(registration, values, { today, known: 'own' })

  test('a question about older children shows with the age', () => {
    const store = begin()
    const before = store.visible()
    expect(store.visible()).toBe(before)
    store.set('birth_date', { precision: 'age', years: 4, on: today() })
    expect(store.visible().has('cnib_number')).toBe(false)
    store.set('birth_date', { precision: 'age', years: 14, on: today() })
    expect(store.visible().has('cnib_number')).toBe(true)
  })
  test('a question left empty is not blamed before saving; a wrong one is', () => {
    const store = begin()
    store.touch('given_names')
    expect(store.problemOf('given_names')).toBeUndefined()
    store.set('birth_date', '31/02/2017')
    store.touch('birth_date')
    expect(store.problemOf('birth_date')?.code).toBe('not-a-date')
    store.set('birth_date', { precision: 'year', year: 2017 })
    expect(store.problemOf('birth_date')).toBeUndefined()
    store.check()
    expect(store.problemOf('given_names')?.code).toBe('required')
  })
  test('300,000 characters are kept as typed and said to be too many', () => {
    const store = begin({ situation_narrative: 'é'.repeat(300_000) })
    store.check()
    expect(store.problemOf('situation_narrative')?.code).toBe('text-too-long')
    expect(store.get('situation_narrative')).toHaveLength(300_000)
  })
})
