import type { home as french } from '../fr/home.ts'

export const home: Record<keyof typeof french, string> = {}
