import { describe, expect, test } from 'vitest'
import { isBarePicture, kindOf } from '../../../src-main/domain/files/kinds.ts'
import { shownName } from '../../../src-main/domain/files/name.ts'
import { fileRefsIn } from '../../../src-main/domain/files/refs.ts'
import { canonical } from '../../../src-main/domain/ledger/canonical.ts'
import { exif, jfif, jpeg, png, pngText } from '../../support/some-files.ts'

describe('what a file is', () => {
  test.each([
    ['a photo', jpeg(jfif), 'image/jpeg'],
    ['a scan', png(1), 'image/png'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a sound with a tag', Buffer.from('ID3\x04'), 'audio/mpeg'],
    ['a sound without', Buffer.from([0xff, 0xfb, 0x90, 0x64]), 'audio/mpeg'],
    ['a recording of a phone', Buffer.from('\0\0\0\x1cftypM4A '), 'audio/mp4'],
    ['a drawing that may hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), null],
    ['a page', Buffer.from('<!doctype html>'), null],
    ['a document with macros', Buffer.from('PK\x03\x04'), null],
    ['a program', Buffer.from('MZ\x90'), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s', (_what, bytes, type) => {
    expect(kindOf(bytes)).toBe(type)
  })

  test('a photo that tells where it was taken is not bare', () => {
    expect(isBarePicture('image/jpeg', jpeg(jfif))).toBe(true)
    expect(isBarePicture('image/jpeg', jpeg(jfif, exif))).toBe(false)
    expect(isBarePicture('image/jpeg', jpeg({ marker: 0xfe, data: Buffer.from('Awa') }))).toBe(false)
    expect(isBarePicture('image/jpeg', Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
    expect(isBarePicture('image/png', png(1))).toBe(true)
    expect(isBarePicture('image/png', png(1, 40, [pngText('Awa')]))).toBe(false)
  })
})

test('the files that a change names are found in its values, and nothing else is', () => {
  const ref = { sha256: 'a'.repeat(64), name: 'photo "Awa".jpg', type: 'image/jpeg', bytes: 1234 }
  expect(fileRefsIn(canonical({ photo: ref }))).toEqual([{ sha256: ref.sha256, type: 'image/jpeg', bytes: 1234 }])
  expect(fileRefsIn(canonical({ rows: [{ id: 'x', values: { sheet: ref } }, { sheet: ref }] }))).toHaveLength(2)
  expect(fileRefsIn(canonical({ text: `{"bytes":1,"name":"","sha256":"${ref.sha256}","type":"x"}` }))).toEqual([])
})

test.each([
  ['consentement.pdf', 'consentement.pdf'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['../../etc/passwd', '.. .. etc passwd'],
  ['scan.jpg. . ', 'scan.jpg'],
  ['\u0000\u200b', 'fichier'],
])('the name %j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown)
})
