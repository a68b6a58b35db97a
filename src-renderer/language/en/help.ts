import type { help as fr } from '../fr/help.ts'

export const help: Record<keyof typeof fr, string> = {
  title: 'Help',
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Find a child',
  'keys.new': 'Register a child',
  'keys.save': 'Save the form',
  'keys.lock': 'Lock',
  'keys.pages': 'Open a page of the menu',
  'keys.help': 'Help about this page',
  'about.home':
    'The home page shows your open cases: overdue first responses, then high risks. At the right: what the region has received and the last backup.',
  'about.cases':
    'Type a name in any order, with or without accents, a nickname, the caregiver or a code. Close spellings are found. Filters add to each other.',
  'about.register':
    'Begin with the name, sex and age: a child already known appears beside. Then form 1A, then form 1B, in the order of the paper. An encrypted draft is kept at every moment.',
  'about.transmission':
    'Plug in the USB key. “Prepare the key” writes a bundle that only its receiver can open. Remove the key when the page says so. A lost key loses nothing: what is not acknowledged goes again.',
  'about.settings':
    "The delay before locking, the header lines of prints and the backup. The ten words are this office's fingerprint: they are compared over the phone.",
}
