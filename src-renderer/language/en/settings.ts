import type { settings as fr } from '../fr/settings.ts'

export const settings: Record<keyof typeof fr, string> = {
  title: 'This PC',
  idle: 'Lock after (minutes without activity)',
  headers: 'Header lines of prints',
  'headers.help': 'One a line, four at most.',
  saved: 'Settings saved',
  'office.title': 'Office',
  'backup.title': 'Backup',
  'backup.text': 'An encrypted, verified copy is made every day, at the first opening.',
  'backup.now': 'Back up now',
  'backup.done': 'Backup made and verified',
  'about.title': 'About',
  'about.version': 'Version',
  'about.home': 'Data folder',
  'about.size': 'Size of the database',
  'about.cases': 'Cases',
  'about.changes': 'Changes',
  'about.free': 'Free space',
  'about.words': "This office's fingerprint",
}
