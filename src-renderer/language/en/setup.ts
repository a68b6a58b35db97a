import type { setup as french } from '../fr/setup.ts'

export const setup: Record<keyof typeof french, string> = {}
