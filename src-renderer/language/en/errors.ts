import type { errors as french } from '../fr/errors.ts'

export const errors: Record<keyof typeof french, string> = {}
