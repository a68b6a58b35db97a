import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerChild } from '../support/child.ts'
import { newTestOffice, type TestOffice, testPassword } from '../support/office.ts'
import { exif, jfif, jpeg, png } from '../support/some-files.ts'

describe('files of a case, as the window asks', () => {
  let office: TestOffice
  let drive: string

  beforeAll(async () => {
    office = await newTestOffice()
    drive = join(office.home, 'drive')
    mkdirSync(join(drive, 'DCIM'), { recursive: true })
    writeFileSync(join(drive, 'photo.jpg'), jpeg(jfif, exif))
    writeFileSync(join(drive, 'scan.png'), png(1))
    writeFileSync(join(drive, 'photo.jpg.exe'), 'MZ')
    writeFileSync(join(drive, 'page.pdf'), '<!doctype html>')
    symlinkSync('/etc/passwd', join(drive, 'lien.png'))
  })
  afterAll(() => office.close())

  const keep = (bytes: Buffer, name = 'photo.png') =>
    office.call('attachments.keep', { name, data: bytes.toString('base64') })

  const child = async (photo?: Awaited<ReturnType<typeof keep>>) => (await registerChild(office, 3, photo)).id

  test('a folder shows what may be attached, and no other file', async () => {
    const found = await office.call('attachments.browse', { path: drive })
    expect(found.folders.map(({ name }) => name)).toEqual(['DCIM'])
    expect(found.files.map(({ name }) => name)).toEqual(['page.pdf', 'photo.jpg', 'scan.png'])
  })

  test('a file is believed by its bytes only; links are not followed', async () => {
    expect(await office.call('attachments.pick', { path: join(drive, 'photo.jpg') })).toMatchObject({
      type: 'image/jpeg',
    })
    for (const name of ['page.pdf', 'lien.png', 'photo.jpg.exe']) {
      const pick = office.call('attachments.pick', { path: join(drive, name) })
      await expect(pick).rejects.toMatchObject({ code: 'attachment.kind' })
    }
    await expect(office.call('attachments.pick', { path: join(drive, 'none.png') })).rejects.toMatchObject({
      code: 'file.not-found',
    })
  })

  test('what tells where a photo was taken is not kept; nor what is too large or of another kind', async () => {
    await expect(keep(jpeg(jfif, exif))).rejects.toMatchObject({ code: 'attachment.not-bare' })
    await expect(keep(Buffer.from('<svg/>'))).rejects.toMatchObject({ code: 'attachment.kind' })
    const large = Buffer.concat([png(1), Buffer.alloc(25 * 1024 * 1024)])
    await expect(keep(large)).rejects.toMatchObject({ code: 'attachment.too-large' })
    expect(readdirSync(join(office.home, 'attachments'))).toEqual([])
  })

  test('a kept file is read through its case, and through no other', async () => {
    const ref = await keep(png(5))
    const data = png(5).toString('base64')
    expect(await office.call('attachments.readNew', { sha256: ref.sha256 })).toEqual({ type: 'image/png', data })
    const mine = await child(ref)
    expect(await office.call('attachments.read', { caseId: mine, sha256: ref.sha256 })).toEqual({
      type: 'image/png',
      data,
    })
    const other = await child()
    for (const refused of [
      office.call('attachments.read', { caseId: other, sha256: ref.sha256 }),
      office.call('attachments.readNew', { sha256: ref.sha256 }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'attachment.absent' })
    }
    expect(await office.call('attachments.state', {})).toEqual({ held: 1, lacking: 0, refused: 0 })
    expect((await keep(png(5))).sha256).toBe(ref.sha256)
    expect(readdirSync(join(office.home, 'attachments'))).toHaveLength(1)
  })

  test('one added to a form that was never saved is gone at the next sign-in', async () => {
    await keep(png(77))
    expect(readdirSync(join(office.home, 'attachments'))).toHaveLength(2)
    await office.call('session.lock', { reason: 'person' })
    await office.call('session.signIn', { signIn: 'rasmata.s', password: testPassword })
    const left = readdirSync(join(office.home, 'attachments'))
    expect(left).toHaveLength(1)
    expect(readFileSync(join(office.home, 'attachments', left[0] ?? '')).includes('IHDR')).toBe(false)
  })
})
