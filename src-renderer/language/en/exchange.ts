import type { exchange as french } from '../fr/exchange.ts'

export const exchange: Record<keyof typeof french, string> = {}
