import type { help as french } from '../fr/help.ts'

export const help: Record<keyof typeof french, string> = {}
