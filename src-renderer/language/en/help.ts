import type { help as french } from '../fr/help.ts'

export const help: Record<keyof typeof french, string> = {
  title: 'Help',
  lead: 'F1 shows the help of the page you are on.',
  'title.home': 'Home',
  'title.cases': 'Cases',
  'title.register': 'Register a child',
  'title.case': 'The file of a child',
  'title.transmission': 'Transmission',
  'title.people': 'People',
  'title.settings': 'Settings',
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Find a child',
  'keys.new': 'Register a child',
  'keys.save': 'Save the form',
  'keys.lock': 'Lock at once',
  'keys.pages': 'Open a page of the menu',
  'keys.next': 'Next field',
  'keys.close': 'Close what is open over the page',
  'keys.help': 'Help on the page one is on',
  'about.home': 'Home shows what presses: overdue first responses first, then high risks.',
  'how.home':
    '“To take up again” gives back unsaved work, even after a power cut.\nAt the right: what the region has received, open cases by risk, the last backup.\nLeaving your seat: Ctrl+L locks at once, the page shows nothing any more.',
  'about.cases': 'All cases of this office, and those received from others, read only.',
  'how.cases':
    'Type a name in any order, with or without accents, a nickname, the name of the caregiver or a code.\nLikely spellings are found: Ouédraogo and Wedraogo, Fatimata and Fatoumata.\nFilters add up; the address of the page keeps them.',
  'about.register': 'Consent first (1A), then registration (1B), in the order of the paper.',
  'how.register':
    'Begin with the name, the sex and the age: a child already known appears beside; compare before going further.\nType the age as you know it: 03/02/2017, 02/2017, 2017 or 9 years.\nAn encrypted draft is kept every two seconds. Only what is marked required keeps you from saving.',
  'about.case': 'The forms of the child, what is due, and the history of every change.',
  'how.case':
    'Choose a form at the left; how much of it is filled stands beside.\n“Read only”: the case belongs to another office, which alone changes it.\nIf a colleague saved while you were typing, Lakana tells you and keeps what you typed.',
  'about.transmission': 'What comes and goes by USB key. Every bundle is signed, and encrypted for its receiver alone.',
  'how.transmission':
    'Plug in the key: it is found in a few seconds. One button imports all, then writes the answers.\nPull out the key when the page says that you may.\nA lost key loses nothing: what is not acknowledged goes again the next time.\nA refused bundle is never half taken: the reason is written, with what to do.',
  'about.people': 'Who follows how many cases, who answers for whom, and what each role allows.',
  'how.people':
    '“Reassign” gives all open cases of a person to another, or shares them out among several: the loads afterwards are shown first. You can undo it right after.\nA supervisor sees the cases of the people in his or her groups: add that person to the group as a supervisor.\nA role that comes with Lakana is copied, then changed. A changed role holds at once for those who have it.',
  'about.settings': 'The settings of the office, the backup, the display and your password.',
  'how.settings':
    'The delay before locking holds for all who work on this PC.\nThe ten words are the fingerprint of the office: they are compared over the phone, never in writing.\nKeep the recovery sheet in a closed envelope, away from the office.',
}
