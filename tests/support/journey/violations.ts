import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations']

/** All that axe finds on a page, once its colours have settled: those that still change into each other have no contrast to speak of. */
export async function violationsOf(page: Page): Promise<Violations> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map((each) => each.finished))
  })
  // The other mode opens a second page, which the shell refuses.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  // What is in order is not asked for: to tell it takes longer than to find what is not.
  return (await axe.options({ resultTypes: ['violations'], preload: false }).analyze()).violations
}
