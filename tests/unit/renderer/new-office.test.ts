import { expect, test } from 'vitest'
import { asNewOffice, blankOffice, mistakesIn, suggestSignIn } from '../../../src-renderer/opening/new-office.ts'

test('a sign-in name follows the person’s name', () => {
  expect(suggestSignIn('Rasmata Sawadogo')).toBe('rasmata.s')
  expect(suggestSignIn('Aïssata Ouédraogo épouse Kaboré')).toBe('aissata.k')
  expect(suggestSignIn('Issa')).toBe('issa')
  expect(suggestSignIn('')).toBe('')
})

test('what is missing is named in the order of the page', () => {
  expect(mistakesIn(blankOffice, false)).toEqual(['place', 'name', 'code', 'person', 'signIn', 'password'])
  const full = { ...blankOffice, place: 'BF4901', name: 'Boulsa', code: 'BLS', person: 'R. S.', signIn: 'rs' }
  expect(mistakesIn(full, true)).toEqual([])
  expect(mistakesIn({ ...full, code: 'BÉS' }, true)).toEqual(['code'])
})

test('header lines are trimmed, empty ones left out, four at most', () => {
  const draft = { ...blankOffice, headers: ' a \n\nb\nc\nd\ne' }
  expect(asNewOffice(draft, 'fr').headers).toEqual(['a', 'b', 'c', 'd'])
})
