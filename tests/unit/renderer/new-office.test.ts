import { expect, test } from 'vitest'
import { asNewOffice, blankOffice, mistakesIn } from '../../../src-renderer/opening/new-office.ts'

test('what is missing is named in the order of the page', () => {
  const today = '2026-11-26'
  const all = ['place', 'name', 'code', 'person', 'signIn', 'password', 'training']
  expect(mistakesIn(blankOffice, false, today)).toEqual(all)
  const training = { date: today, trainer: 'Plan', module: 'Lakana' }
  const full = { ...blankOffice, place: 'BF4901', name: 'Boulsa', code: 'BLS', person: 'R. S.', signIn: 'rs', training }
  expect(mistakesIn(full, true, today)).toEqual([])
  expect(mistakesIn({ ...full, code: 'BÉS' }, true, today)).toEqual(['code'])
  expect(mistakesIn({ ...full, training: { ...training, date: '2026-11-27' } }, true, today)).toEqual(['training'])
})

test('header lines are trimmed, empty ones left out, four at most', () => {
  const draft = { ...blankOffice, headers: ' a \n\nb\nc\nd\ne' }
  expect(asNewOffice(draft, 'fr').headers).toEqual(['a', 'b', 'c', 'd'])
})
