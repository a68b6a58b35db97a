/** How this window shows things to this person; kept until the window closes. */
export interface Display {
  contrast: 'normal' | 'high'
  text: 'normal' | 'large'
}

const key = 'lakana.display'

export function display(): Display {
  const root = document.documentElement
  return {
    contrast: root.dataset['contrast'] === 'high' ? 'high' : 'normal',
    text: root.dataset['text'] === 'large' ? 'large' : 'normal',
  }
}

function put(next: Display): void {
  document.documentElement.dataset['contrast'] = next.contrast
  document.documentElement.dataset['text'] = next.text
}

export function setDisplay(next: Display): void {
  put(next)
  sessionStorage.setItem(key, `${next.contrast} ${next.text}`)
}

/** What this window was set to before its page was thrown away; at first what the system asks for. */
export function restoreDisplay(): void {
  const kept = sessionStorage.getItem(key)
  if (kept === null) {
    put({ contrast: matchMedia('(prefers-contrast: more)').matches ? 'high' : 'normal', text: 'normal' })
    return
  }
  put({
    contrast: kept.includes('high') ? 'high' : 'normal',
    text: kept.includes('large') ? 'large' : 'normal',
  })
}
