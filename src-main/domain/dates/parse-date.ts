import type { Language, PartialDate } from '../forms/types.ts'
import { boundsOf, isPartialDate, yearRange } from './bounds.ts'
import { addDays, type IsoDay, isDay, isoDay, partsOf } from './days.ts'
import { parseAge } from './parse-age.ts'
import { monthOf } from './words.ts'

export const dateRefusals = ['empty', 'unclear', 'impossible', 'reversed', 'out-of-range'] as const
export type DateRefusal = (typeof dateRefusals)[number]
export type ParsedDate =
  | { readonly ok: true; readonly value: PartialDate }
  | { readonly ok: false; readonly reason: DateRefusal }

interface Reading {
  readonly today: IsoDay
  readonly lang: Language
}

/**
 * Reads a date or an age as people write it: `3/2/17`, `03022017`, `02/2017`, `février 2017`, `2017`, `9`, `9 ans et demi`, `8 mois`,
 * `entre 2014 et 2016`, `2014-2016`. Days come before months in both languages. An age is an age on `today`.
 */
export function parsePartialDate(text: string, today: IsoDay, lang: Language): ParsedDate {
  const plain = clean(text)
  if (plain === '') return refuse('empty')
  const reading = { today, lang }
  return single(plain, reading) ?? range(plain, reading) ?? refuse('unclear')
}

function clean(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:≈|~|environ|vers|about|around)\s*/, '')
}

/** Null: not the shape of one date or age. */
function single(text: string, reading: Reading): ParsedDate | null {
  const said = /^(.+?) ?\((?:estimee?|estimated) (?:le|on) (.+)\)$/.exec(text)
  if (said) return ageSaidOn(said[1] ?? '', said[2] ?? '', reading)
  const relative = relativeDay(text, reading.today)
  if (relative) return accept(exact(relative))
  return age(text, reading.today) ?? numeric(text, reading.today) ?? worded(text, reading)
}

function ageSaidOn(ageText: string, dayText: string, reading: Reading): ParsedDate {
  const day = single(dayText, reading)
  if (!day?.ok || day.value.precision !== 'exact') return refuse('unclear')
  return age(ageText, day.value.date) ?? refuse('unclear')
}

function age(text: string, on: IsoDay): ParsedDate | null {
  const found = parseAge(text)
  if (found === null) return null
  if (typeof found === 'string') return refuse(found)
  return accept({ precision: 'age', ...found, on })
}

function relativeDay(text: string, today: IsoDay): IsoDay | null {
  if (/^(?:aujourd'?hui|ce jour|today)$/.test(text)) return today
  if (/^(?:hier|yesterday)$/.test(text)) return addDays(today, -1)
  return null
}

function numeric(text: string, today: IsoDay): ParsedDate | null {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text)
  if (iso) return iso[3] === undefined ? month(Number(iso[1]), Number(iso[2])) : day(iso[1], iso[2], iso[3])
  const full = /^(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4}|\d{2})$/.exec(text)
  if (full) return day(fullYear(full[3], today), full[2], full[1])
  const monthAndYear = /^(\d{1,2})[\s./-](\d{4})$/.exec(text)
  if (monthAndYear) return month(Number(monthAndYear[2]), Number(monthAndYear[1]))
  const run = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  if (run) return day(run[3], run[2], run[1])
  if (/^\d{6}$/.test(text)) return sixDigits(text, today)
  return /^\d{4}$/.test(text) ? year(Number(text)) : null
}

/** `032017` or `030217`: the first cannot be the second, no month is called 19 or 20. */
function sixDigits(text: string, today: IsoDay): ParsedDate {
  if (/^\d{2}(?:19|20)/.test(text)) return month(Number(text.slice(2)), Number(text.slice(0, 2)))
  return day(fullYear(text.slice(4), today), text.slice(2, 4), text.slice(0, 2))
}

function worded(text: string, { today, lang }: Reading): ParsedDate | null {
  const found = /^(?:le )?(?:(\d{1,2})(?:er|st|nd|rd|th)?[ -])?([a-z]+\.?),?[ -](\d{4}|\d{2})$/.exec(text)
  const monthNumber = found ? monthOf(found[2] ?? '', lang) : null
  if (!found || monthNumber === null) return null
  const yearText = fullYear(found[3], today)
  return found[1] === undefined ? month(Number(yearText), monthNumber) : day(yearText, String(monthNumber), found[1])
}

function range(text: string, reading: Reading): ParsedDate | null {
  const parts =
    /^(?:entre|between) (.+) (?:et|and) (.+)$/.exec(text) ??
    /^(?:de|du|from) (.+) (?:a|au|to) (.+)$/.exec(text) ??
    /^(.+?) (?:-|a|au|to) (.+)$/.exec(text) ??
    /^(\d{4}) ?[-/] ?(\d{4})$/.exec(text) ??
    /^(\d{1,3}) ?- ?(\d{1,3} ?[a-z].*)$/.exec(text)
  if (!parts) return null
  const last = (parts[2] ?? '').replace(/^(?:le|l'|the) ?/, '')
  const unit = /^\d{1,3} ?((?:ans?|mois|years?|months?)(?: old)?)$/.exec(last)?.[1]
  const first = (parts[1] ?? '').replace(/^(?:le|l'|the) ?/, '')
  const from = single(unit !== undefined && /^\d{1,3}$/.test(first) ? `${first} ${unit}` : first, reading)
  const to = single(last, reading)
  if (!from || !to) return null
  if (!from.ok) return from
  return to.ok ? between(from.value, to.value) : to
}

function between(a: PartialDate, b: PartialDate): ParsedDate {
  if (a.precision === 'range' || b.precision === 'range') return refuse('unclear')
  if ((a.precision === 'age') !== (b.precision === 'age')) return refuse('unclear')
  // The greater age is the earlier birth.
  const [early, late] = a.precision === 'age' ? [boundsOf(b), boundsOf(a)] : [boundsOf(a), boundsOf(b)]
  if (early.from > late.from || early.to > late.to) return refuse('reversed')
  const value: PartialDate = { precision: 'range', from: early.from, to: late.to }
  return isPartialDate(value) ? accept(value) : refuse('out-of-range')
}

function day(yearText = '', monthText = '', dayText = ''): ParsedDate {
  const [y, m, d] = [Number(yearText), Number(monthText), Number(dayText)]
  if (!isDay(y, m, d)) return refuse('impossible')
  return inRange(y) ? accept(exact(isoDay(y, m, d))) : refuse('out-of-range')
}

function month(y: number, m: number): ParsedDate {
  if (!isDay(y, m, 1)) return refuse('impossible')
  return inRange(y) ? accept({ precision: 'month', month: isoDay(y, m, 1).slice(0, 7) }) : refuse('out-of-range')
}

function year(y: number): ParsedDate {
  return inRange(y) ? accept({ precision: 'year', year: y }) : refuse('out-of-range')
}

/** Two digits: up to ten years ahead of today is this century, the rest the last one. */
function fullYear(text = '', today: IsoDay): string {
  if (text.length !== 2) return text
  const thisYear = partsOf(today).year
  const century = thisYear - (thisYear % 100)
  const candidate = century + Number(text)
  return String(candidate <= thisYear + 10 ? candidate : candidate - 100)
}

function inRange(y: number): boolean {
  return y >= yearRange.min && y <= yearRange.max
}

function exact(date: IsoDay): PartialDate {
  return { precision: 'exact', date }
}

function accept(value: PartialDate): ParsedDate {
  return { ok: true, value }
}

function refuse(reason: DateRefusal): ParsedDate {
  return { ok: false, reason }
}
