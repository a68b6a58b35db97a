import type { forms as french } from '../fr/forms.ts'

export const forms: Record<keyof typeof french, string> = {
  title: 'Forms',
}
