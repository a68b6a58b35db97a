import type { settings as french } from '../fr/settings.ts'

export const settings: Record<keyof typeof french, string> = {}
