const stops =
  'input:not([type="date"]):not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled)'

/** The one stop of Tab in a question: the answer chosen, else the first. */
function stopOf(question: Element): HTMLElement | undefined {
  const found = [...question.querySelectorAll<HTMLElement>(stops)].filter((each) => each.tabIndex !== -1)
  return found.find((each) => each instanceof HTMLInputElement && each.type === 'radio' && each.checked) ?? found[0]
}

function questions(box: Element): Element[] {
  return [...box.querySelectorAll('[data-field]')].filter(
    (each) => each.parentElement?.closest('dialog') === box.closest('dialog'),
  )
}

/** Puts the cursor in the question that follows the one `from` belongs to. False when there is none. */
export function focusNext(box: Element, from: Element): boolean {
  const all = questions(box)
  const at = all.findIndex((question) => question.contains(from))
  const next = all
    .slice(at + 1)
    .map(stopOf)
    .find((stop) => stop !== undefined)
  if (next === undefined) return false
  put(next)
  return true
}

/** False when nothing in the box can be answered. */
export function focusFirst(box: Element): boolean {
  const first = questions(box)
    .map(stopOf)
    .find((stop) => stop !== undefined)
  first?.focus({ preventScroll: true })
  return first !== undefined
}

/** Puts the cursor in a question and brings it into view with its label. */
export function focusQuestion(box: Element, field: string): boolean {
  const question = questions(box).find((each) => each instanceof HTMLElement && each.dataset.field === field)
  const stop = question === undefined ? undefined : stopOf(question)
  if (stop === undefined) return false
  put(stop)
  return true
}

function put(stop: HTMLElement): void {
  stop.focus({ preventScroll: true })
  stop.closest('[data-field]')?.scrollIntoView({ block: 'nearest' })
}

/** Brings the beginning of a form into view, and moves nothing of the frame around it. */
export function scrollToTop(box: Element): void {
  for (let around = box.parentElement; around !== null && around.id !== 'content'; around = around.parentElement) {
    around.scrollTop = 0
  }
}
