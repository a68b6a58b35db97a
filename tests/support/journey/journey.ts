import { aminata, fatimata, fatoumata } from './children.ts'
import type { OfficeWindow } from './office-window.ts'
import { type Beginning, createOffice } from './opening.ts'
import { registerChild } from './register.ts'
import { accept, askRegion, certify, ownWords, prepareKey, takeAndAnswer } from './transmission.ts'

/** The two PCs of the journey; the key goes from one to the other. */
export interface Stage {
  readonly district: OfficeWindow
  readonly region: OfficeWindow
  /** A step that begins at this PC; `work` fails when the step does. @returns what `work` returns */
  step<T>(window: OfficeWindow, title: string, work: () => Promise<T>): Promise<T>
  /** A screen worth looking at. */
  look(window: OfficeWindow, name: string): Promise<void>
}

export const district = {
  joins: true,
  level: 'district',
  commune: 'Boulsa',
  name: 'Service social de Boulsa',
  person: 'Rasmata Sawadogo',
  signIn: 'rasmata.s',
  password: 'margouillat sous la paille',
} as const satisfies Beginning

export const region = {
  joins: false,
  level: 'region',
  commune: 'Kaya',
  name: 'Direction régionale du Kuilsé',
  person: 'Boukari Zongo',
  signIn: 'boukari.z',
  password: 'trois pirogues au barrage',
} as const satisfies Beginning

/** The main job, end to end: a child registered in the district reaches the region by key, and the receipt comes back. */
export async function playJourney(stage: Stage): Promise<void> {
  await enrol(stage)
  const code = await registerThree(stage)
  await findAgain(stage, code)
  await carry(stage, code)
}

async function enrol({ district: here, region: there, step, look }: Stage): Promise<void> {
  const asked = await step(here, 'The district creates its office and writes its request on the key', async () => {
    await createOffice(here, district, (name) => look(here, name))
    return askRegion(here, (name) => look(here, name))
  })
  const regionWords = await step(there, 'The region creates its office', async () => {
    await createOffice(there, region, (name) => look(there, name))
    return ownWords(there)
  })
  await step(there, 'The region compares the ten words and certifies the district', () =>
    certify(there, district.name, asked, (name) => look(there, name)),
  )
  await step(here, 'The district compares the ten words and accepts', () =>
    accept(here, region.name, regionWords, (name) => look(here, name)),
  )
}

function registerThree({ district: here, step, look }: Stage): Promise<string> {
  return step(here, 'Three children are registered on forms 1A and 1B', async () => {
    await registerChild(here, fatimata, { look: (name) => look(here, `register-${name}`) })
    const code = await registerChild(here, aminata)
    const alike = (name: string) => (name === 'alike' ? look(here, 'register-alike') : Promise.resolve())
    await registerChild(here, fatoumata, { look: alike, alike: true })
    await here.go('home')
    await here.text(here.say('home', 'hello', { name: 'Rasmata' })).waitFor()
    await look(here, 'home')
    return code
  })
}

/** Sawadogo Aminata, sought as Savadogo Aminatou: in the box of every page, then in the list. */
async function findAgain({ district: here, step, look }: Stage, code: string): Promise<void> {
  await step(here, 'A child is found again by another spelling', async () => {
    const { page, say } = here
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: say('common', 'search.title') }).pressSequentially('savadogo aminatou')
    await page.getByRole('option').filter({ hasText: code }).waitFor()
    await look(here, 'search')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Aminata' }).waitFor()
    await page.locator('main:focus, main :focus').first().waitFor()
    await look(here, 'case')
    await here.go('cases')
    await page.getByRole('searchbox').pressSequentially('wedraogo fatoumata')
    const found = say('cases', 'list.countOf', { count: 2, shown: '2', all: '3' })
    await page.getByRole('status').filter({ hasText: found }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Fatimata' }).waitFor()
    await look(here, 'list')
  })
}

async function carry({ district: here, region: there, step, look }: Stage, code: string): Promise<void> {
  await step(here, 'The district writes its bundle on the key', () => prepareKey(here, (name) => look(here, name)))
  await step(there, 'The region imports it and writes the receipt', () =>
    takeAndAnswer(there, (name) => look(there, name)),
  )
  await step(there, 'The region reads the case, which it cannot change', async () => {
    const { page, say } = there
    await there.go('home')
    await look(there, 'home')
    await there.go('transmission')
    await page.getByRole('link', { name: say('board', 'open') }).click()
    await page
      .getByRole('row')
      .filter({ hasText: district.name })
      .filter({ hasText: say('board', 'fine') })
      .waitFor()
    await look(there, 'board')
    await there.go('cases')
    await page.getByRole('row').filter({ hasText: code }).waitFor()
    await look(there, 'list')
    await page.getByRole('row').filter({ hasText: code }).click()
    await there.text(say('cases', 'header.readOnly', { office: district.name })).waitFor()
    await look(there, 'case-read-only')
    if (await there.button(say('cases', 'form.edit')).isVisible()) throw new Error('the region may write in the case')
  })
  await step(here, 'The district imports the receipt and sees what has arrived', async () => {
    const { say } = here
    await takeAndAnswer(here, (name) => look(here, name))
    const all = say('exchange', 'receipt.all.region', { day: '|' }).split('|')[0] ?? ''
    await here.text(all).first().waitFor()
    await here.text(all).first().scrollIntoViewIfNeeded()
    await look(here, 'receipt')
  })
}
