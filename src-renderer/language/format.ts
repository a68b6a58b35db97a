import { type Language, language } from './index.ts'

const locale = (which: Language): string => (which === 'fr' ? 'fr-FR' : 'en-GB')
const dayMs = 86_400_000

/** `2026-11-23` or a full ISO time, as a local date at midnight or that instant. */
function asDate(iso: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00`) : new Date(iso)
}

function put(iso: string, options: Intl.DateTimeFormatOptions): string {
  const date = asDate(iso)
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(locale(language()), options).format(date)
}

/** 23/11/2026 */
export const formatDay = (iso: string): string => put(iso, { day: '2-digit', month: '2-digit', year: 'numeric' })

/** 23 novembre 2026; in French "1er" for the first of the month. */
export function formatLongDay(iso: string): string {
  const text = put(iso, { day: 'numeric', month: 'long', year: 'numeric' })
  return language() === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** lundi 23 novembre 2026, with a capital. */
export function formatToday(today: string): string {
  const text = put(today, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** 10:32 */
export const formatTime = (iso: string): string => put(iso, { hour: '2-digit', minute: '2-digit' })

/** 23/11/2026 10:32 */
export const formatMoment = (iso: string): string => `${formatDay(iso)} ${formatTime(iso)}`

/** Whole days of the calendar from `iso` to `now`; negative when `iso` is ahead. */
export function daysSince(iso: string, now: Date = new Date()): number {
  const start = asDate(iso)
  const from = Date.UTC(start.getFullYear(), start.getMonth(), start.getDate())
  const to = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((to - from) / dayMs)
}

const english = (n: number, one: string, many: string): string => `${formatNumber(n)} ${n === 1 ? one : many}`

/** il y a 12 jours, hier, aujourd’hui */
export function formatDaysAgo(days: number): string {
  const inFrench = language() === 'fr'
  if (days <= 0) return inFrench ? 'aujourd’hui' : 'today'
  if (days === 1) return inFrench ? 'hier' : 'yesterday'
  return inFrench ? `il y a ${formatNumber(days)} jours` : `${english(days, 'day', 'days')} ago`
}

export const formatAgo = (iso: string, now: Date = new Date()): string => formatDaysAgo(daysSince(iso, now))

/** Aujourd’hui à 08:12, hier à 17:40, 23/11/2026 à 10:32 */
export function formatWhen(iso: string, now: Date = new Date()): string {
  const days = daysSince(iso, now)
  const at = language() === 'fr' ? 'à' : 'at'
  const day = days === 0 || days === 1 ? formatDaysAgo(days) : formatDay(iso)
  return `${day} ${at} ${formatTime(iso)}`
}

/** 12 345 with a thin no-break space in French. */
export const formatNumber = (n: number): string => new Intl.NumberFormat(locale(language())).format(n)

/** 11,4 Go */
export function formatBytes(bytes: number): string {
  const units = language() === 'fr' ? ['octets', 'Ko', 'Mo', 'Go', 'To'] : ['bytes', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit < 2 ? 0 : 1
  const number = new Intl.NumberFormat(locale(language()), { maximumFractionDigits: digits }).format(size)
  return `${number}\u00a0${units[unit] ?? ''}`
}

/** Seconds as "moins d’une minute", "environ 3 minutes". */
export function formatDuration(seconds: number): string {
  const inFrench = language() === 'fr'
  if (seconds < 10) return inFrench ? 'quelques secondes' : 'a few seconds'
  if (seconds < 60) return inFrench ? 'moins d’une minute' : 'less than a minute'
  const minutes = Math.round(seconds / 60)
  if (inFrench) return minutes === 1 ? 'environ une minute' : `environ ${formatNumber(minutes)} minutes`
  return `about ${english(minutes, 'minute', 'minutes')}`
}
