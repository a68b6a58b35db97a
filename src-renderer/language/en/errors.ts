import type { errors as french } from '../fr/errors.ts'

export const errors: Record<keyof typeof french, string> = {
  'call.unknown': 'This action does not exist in this office. Close Lakana and open it again.',
  'call.sender': 'The request does not come from the Lakana window: it was refused. Close Lakana and open it again.',
  'call.input':
    'The office did not understand what it was sent. Nothing was written. Check what you typed and try again.',
  'call.cancelled': 'Stopped as you asked. Nothing was changed.',
  'call.internal':
    'A fault in Lakana stopped this action. Nothing was changed. Try again; if it comes back, note the time and tell the focal point.',

  'session.locked': 'The office is locked. Open it with your password.',
  'session.permission': 'Your role does not allow this action. Ask the administrator of the office.',
  'session.wrong-password':
    'This name and this password do not go together. Check capitals and the keyboard layout (AZERTY or QWERTY).',
  'session.wait':
    'Too many failed attempts: wait a little before trying again. The wait grows with each attempt; nothing is ever erased.',
  'session.wait+':
    'Too many failed attempts: wait another {{seconds}} seconds. The wait grows with each attempt; nothing is ever erased.',
  'session.already-set-up': 'An office already exists on this PC. Close Lakana and open it again to see it.',
  'session.password-weak':
    "This password is too easy to guess. It needs 10 characters at least, must not be a common password, and must not hold your name or the office's.",
  'session.password-same': 'The new password is the same as the old one. Choose one that you alone know.',
  'session.conditions':
    'Your account is not open yet: a condition of access is missing. Lock and open the office again to see which.',
  'session.account-ended': 'This account has been closed. If you still work here, ask the administrator of the office.',
  'session.account-not-yet':
    'This account is not open yet. Check the date of this PC; if it is right, ask the administrator of the office.',
  'session.account-not-yet+':
    'This account opens on {{from}}. Check the date of this PC; if it is right, wait for that day or ask the administrator of the office.',
  'session.account-over':
    'This account has reached its last day. Check the date of this PC; if it is right, ask the administrator of the office to prolong it.',
  'session.account-over+':
    'This account ended on {{to}}. Check the date of this PC; if it is right, ask the administrator of the office to prolong it.',

  'person.not-found': 'This person is not one of this office. Go back to the list of people.',
  'person.own-account':
    'Nobody changes his or her own role, dates or account, nor reviews it. Ask another person who has the right to.',
  'person.role-above-yours':
    'This role allows more than yours: you cannot give it, nor a password to somebody who has it. Ask the head of office.',
  'person.role-unknown': 'This role does not exist in this office. Choose one from the list.',
  'person.has-open-cases': 'Open cases are entrusted to this person. First entrust them to somebody else.',
  'person.has-open-cases+': '{{count}} open cases are entrusted to this person. First entrust them to somebody else.',
  'person.ended': 'This account is closed: nothing in it changes any more. Reopen it first.',
  'person.not-ended': 'This account is not closed: there is nothing to reopen.',
  'person.dates': 'The last day comes before the first. Correct the dates of the account.',
  'conduct.from-above':
    'This text is laid down by an office above and is changed there. Nothing was changed. Write to it what is missing.',
  'conduct.from-above+':
    'This text is laid down by {{office}} and is changed there. Nothing has changed. Write to {{office}} what is missing.',
  'conduct.changed-since':
    'The text of the undertaking has changed meanwhile. Open the page again and read the new version.',

  'vault.keyring-damaged':
    'The key file of this PC is damaged and so is its copy: the office cannot open. Do not reinstall anything. Call the focal point, with the last backup at hand.',
  'vault.keyring-from-future':
    'The key file was written by a more recent version of Lakana. Install that version, then open the office again. Nothing was touched.',
  'vault.keyring-tampered':
    'The key file was changed outside Lakana: the office does not open. Stop using it and call the region.',
  'vault.kdf-out-of-bounds':
    'The settings of the key file are abnormal: Lakana refuses to use them. The file may have been changed. Call the focal point.',
  'vault.database-damaged':
    'The encrypted database is damaged or missing. Nothing was erased. Call the focal point: a backup lies in the folder of the office.',
  'vault.database-from-future':
    'The database was written by a more recent version of Lakana. Install that version, then open the office again. Nothing was touched.',
  'vault.migration-altered':
    'A step that updates the database was changed: Lakana does not apply it. Reinstall Lakana from a safe source. Nothing was touched.',
  'vault.recovery-code':
    'This code does not open this office. Read the sheet again group by group; 0 and O, 1 and I are taken for each other.',
  'vault.recovery-code+': 'There is a mistake in group {{group}} of the code. Read that group again on the sheet.',
  'vault.self-test':
    'The encryption of this PC does not give the expected results: Lakana does not open, so as to damage nothing. Reinstall Lakana; if it comes back, use another PC.',
  'vault.no-such-person': 'This person has no access to this office. The list may have changed: open the page again.',
  'vault.name-taken': 'This sign-in name is taken in this office. Choose another.',
  'vault.not-yourself':
    'This cannot be done to your own account. Ask another administrator, or change your password in “Settings”.',
  'recovery.no-region': 'No office above can open this one: it has not joined any. Use the recovery sheet.',
  'recovery.not-asked':
    'This answer does not belong to a request made on this PC. Take the answer to your last request, or make a new one.',
  'recovery.not-ours':
    'This office did not join yours: its key is not sealed for you. Its request must go to the office that certified it.',
  'recovery.damaged': 'This recovery file is damaged or is not one. Write it to the key again.',
  'recovery.outdated': "The office's key has been renewed since this request. Make a new request.",
  'recovery.words':
    'The ten words are not those of this file. Compare them again by telephone; if they differ, do not answer.',
  'recovery.signer':
    'This answer is not signed by the office above yours. Nothing has been changed. Call the region on a number that you know.',
  'vault.in-use':
    'This office is already open in another window, or by another session of this PC. Close the other one, then try again.',
  'vault.disk-full': 'The disk of this PC is full: nothing was written. Make room, then try again.',
  'vault.read-only':
    'The folder of the office cannot be written to. Check the rights of this folder or the state of the disk, then try again.',

  'case.not-found': 'This case is not in this office. It may have been transferred, or the address is wrong.',
  'case.out-of-scope': 'This case is not within your scope. Ask the person who follows it, or your supervisor.',
  'opening.own': 'An exceptional opening is reviewed by somebody other than the one who made it. Ask your supervisor.',
  'opening.reviewed': 'This opening has been reviewed already. Reload the list.',
  'opening.not-found': 'This opening does not exist, or is not among those that you review. Reload the list.',
  'case.not-yours-to-edit': 'Read only: this case belongs to another office. Only that office can change it.',
  'case.changed-since':
    'Somebody changed this form since you opened it. What you typed is kept: open the form again, compare, then save.',
  'case.erased': 'This case was erased. Only its code, the reason and the day are left: see the page Erasures.',
  'erasure.not-closed':
    'This case is not closed, and no other file is said to be of the same child. Nothing was erased. Close it first with form 6.',
  'erasure.proposed': 'The erasure of this case is already proposed. Another person has to confirm it.',
  'erasure.not-proposed':
    'The erasure of this case is no longer proposed. Nothing was erased. Open the case again to see where it stands.',
  'erasure.same-person':
    'You proposed this erasure: another person who may do so has to confirm it. Nothing was erased.',
  'conflict.changed':
    'This difference has changed or been settled while you were reading it. Nothing was written: read it again, then decide.',
  'form.invalid': 'The form holds answers to correct. Nothing was saved; what you typed is kept.',
  'form.unknown': 'This form is not known to this version of Lakana. Update the application.',
  'form.read-only':
    'Your role allows you to read this form, not to write in it. Ask the person who follows the case, or your supervisor.',
  'form.reserved':
    'This form holds reserved answers, which your role may neither see nor change. Nothing was saved. Ask your supervisor.',
  'form.retired':
    'An answer that was chosen is no longer offered by the offices above, or its question no longer asked. Nothing was saved; what you typed is kept. Choose another.',
  'lists.only-above':
    'Lists, places and questions are laid down at the region or the national level. Nothing was changed here: ask your region for what is missing.',
  'lists.fixed': 'Nothing is added to this list, or form: rules of Lakana rest on its answers. Nothing was changed.',
  'lists.taken': 'That is there already. Nothing was added.',
  'lists.taken+': 'There already: “{{names}}”. Nothing was added.',
  'lists.not-yours':
    'Another office laid this down, or it comes with Lakana: it is not changed here. Nothing was changed.',
  'lists.nothing': 'Nothing new to lay down about lists, places and questions.',
  'note.empty': 'The note is empty. Write a few words, then save.',

  'bundle.truncated':
    'The copy is incomplete: the end of the file is missing. Nothing was taken. Copy the bundle again from the PC it comes from.',
  'bundle.damaged':
    'The file is damaged: it is no longer as it was written. Nothing was taken. Copy the bundle again from the PC it comes from.',
  'bundle.not-a-bundle':
    'This file is not a Lakana bundle, in spite of its name. Nothing was taken. Have the key checked if you do not know where it comes from.',
  'bundle.wrong-recipient':
    'This bundle is written for another office. Nothing was taken: bring it to the office it is for.',
  'bundle.wrong-recipient+': 'This bundle is for the office {{office}}. Nothing was taken: bring it to that office.',
  'bundle.unknown-signer':
    'The signature is that of an office unknown here. Nothing was taken. Call the region and compare the words of the fingerprint.',
  'bundle.revoked-signer':
    'The PC that signed this bundle is revoked (lost, stolen or replaced). Nothing was taken of it. Keep the key and call the region on a number that you know: it will say whether the office must enrol with a new PC.',
  'bundle.revoked-signer+':
    'The PC of {{office}} that signed this bundle is revoked (lost, stolen or replaced). Nothing was taken of it. Keep the key and call {{by}} on a number that you know: the office must enrol with a new PC, then send again.',
  'bundle.former-keys':
    'This bundle is signed with the former keys of that PC, and a later bundle has been taken here. Nothing is lost: ask the office to prepare another one.',
  'bundle.envelope-mismatch':
    'The envelope of the bundle does not match its content: somebody wrapped it again. Nothing was taken. Keep the key and call the region.',
  'bundle.too-large':
    'The bundle exceeds the limits. Nothing was taken. Ask the office it comes from to write another one.',
  'bundle.not-canonical':
    'The content of the bundle is not written as Lakana writes it. Nothing was taken. Ask the office for a new bundle and tell the focal point.',
  'bundle.invalid-content':
    'The content of the bundle is not valid. Nothing was taken. Ask the office for a new bundle and tell the focal point.',
  'bundle.out-of-scope':
    'The bundle holds changes that this office may not make. Nothing was taken; the file is kept untouched. Tell the region.',
  'bundle.gap':
    'Older changes, never received here, are missing. Nothing was taken. Import the earlier bundles first or ask the office to write a new one: it will hold all that is missing.',
  'bundle.gap+':
    'Changes {{from}} to {{to}} are missing: never received here. Nothing was taken. Import the earlier bundle first or ask the office to write a new one: it will hold all that is missing.',
  'bundle.volume-missing':
    'This bundle is in several files and some are missing. Nothing was taken. Copy all of them to the key, under the names they have.',
  'bundle.volume-missing+':
    'This bundle is in {{of}} files; no. {{missing}} is missing. Nothing was taken. Copy it to the key too.',
  'bundle.fork':
    'Two different histories come from the same PC (copied disk or restored backup). Nothing was taken. Call the region before typing any more on that PC.',
  'bundle.number-jump':
    'The number of this bundle does not follow the last one. Nothing was taken. Check with the office which bundles it has written.',
  'bundle.format-too-new':
    'This bundle comes from a more recent version of Lakana. It is left untouched: update the application, then import it.',
  'bundle.format-too-old':
    'This bundle has a format that Lakana no longer takes. Nothing was taken. Ask the office to update its application and write a new bundle.',
  'bundle.schema-too-new':
    'The data of this bundle are of a more recent version. It is left untouched: update the application, then import it.',
  'bundle.training':
    'This bundle comes from a training office: its children are invented. A real office does not take it.',
  'bundle.not-training': 'This bundle comes from a real office. A training office does not take it.',
  'bundle.office-moved':
    'This bundle says that an office has changed regions. Nothing was taken. Confirm the move first, or call both regions.',
  'bundle.office-moved+':
    'By this bundle, {{office}} has left {{before}} for {{to}}. Nothing was taken. Confirm the move first, or call both regions.',

  'enrolment.not-for-this-office':
    'This answer is written for another office. Nothing was taken. Look for the one of your office on the key.',
  'enrolment.not-enrolled':
    'This office is not yet enrolled with the region: it can neither send nor receive. First write the enrolment request.',
  'enrolment.damaged':
    'The enrolment file is damaged or was changed. Nothing was taken. Write it again on the PC it comes from.',
  'enrolment.wrong-level':
    'This office cannot enrol that one: the region enrols its districts, the national level enrols the regions. Nothing was written.',
  'enrolment.code-taken':
    'Another office already has this code. Nothing was written. The office that asks must be created with another code.',
  'enrolment.code-taken+':
    'The office {{office}} already has this code. Nothing was written. The office that asks must be created with another code.',
  'enrolment.not-asked': 'This PC has made no request. Make it first: it creates its keys.',
  'enrolment.second-hand':
    'This PC was itself added by another PC of the office: it cannot add one. Do it on that other PC, or have this one certified by the region first.',
  'enrolment.no-letter':
    'This PC has no letter left to give for case codes. Add the new PC from another PC of the office.',
  'enrolment.no-bundle':
    'The answer is on the key, but not the bundle that holds the office, or it is incomplete. Nothing was installed: on the first PC, give the office to this PC again.',
  'enrolment.fingerprint':
    'The words read are not those of the file: it may not have been written by that office. Nothing was taken. Read them again over the phone, on a number that you know.',
  'enrolment.not-below':
    'This PC is not that of an office enrolled with yours. Nothing was changed. Only an office above can revoke it.',
  'enrolment.other-region':
    'This office would go from one region to another. Nothing was changed. Read the key again, then confirm the move.',
  'enrolment.other-region+':
    'This office is enrolled with {{office}} and would leave it. Nothing was changed. Read the key again, then confirm the move.',
  'enrolment.no-common-top':
    'This office also keeps files from other offices or former PCs, which the other region does not know. Nothing was taken. Both regions must first be enrolled with the same national level.',
  'enrolment.level-in-use':
    'This office already works at this level: it has cases, or it is enrolled. Nothing was changed. Create the other office on another PC, with another code, then enrol this one with it.',
  'enrolment.has-cases':
    'The region answers to the new PC of an office that exists already, but cases are registered here. Nothing was taken. Call the region: a new PC without any case must ask.',
  'enrolment.revoked-already': 'This PC is revoked already. Nothing was changed.',
  'attachment.too-large': 'This file is larger than 25 MB. Nothing was kept. Choose a smaller one.',
  'attachment.kind':
    'This file is neither a photo (JPEG, PNG), a PDF, nor a sound (MP3, M4A). Nothing was kept. Choose another one.',
  'attachment.not-bare': 'This image still bears the place or device of the photo. Nothing was kept. Choose it again.',
  'attachment.damaged':
    'This file is damaged on this PC. The rest of the record is whole. Attach it again, or restore a backup.',
  'attachment.absent': 'This file has not reached this PC yet. It will come with a later bundle.',
  'drive.full': 'The key is full: nothing was written. Make room on the key or take another one, then try again.',
  'drive.gone': 'The key was pulled out during the work. Nothing is lost: plug it in again and start over.',
  'drive.unreliable':
    'The key gave back something else than was written on it. Nothing is lost here. Take another key.',
  'drive.read-only': 'The key cannot be written to. Check its lock or take another one.',
  'drive.not-found': 'The key or the folder is no longer there. Plug the key in again or choose another folder.',
  'file.not-found': 'The file is no longer in its place. Read the key again, then try again.',

  'access.last-administrator':
    'Nobody would be left who can manage the accounts and roles of this office. Nothing has changed. Give that right to somebody else first.',
  'role.not-found': 'This role does not exist or was retired. Nothing has changed. Reload the page of roles.',
  'role.from-above':
    'This role is laid down by an office above and is changed there. Nothing was changed. Copy it, then change the copy.',
  'role.from-above+':
    'This role is laid down by {{office}} and is changed there. Nothing has changed. Copy it and edit the copy, or write to {{office}}.',
  'role.standard':
    'A role that comes with Lakana cannot be changed. Nothing has changed. Copy it, then change the copy.',
  'role.in-use': 'People still hold this role. Nothing has changed. Give them another role, then retire this one.',
  'role.in-use+':
    'These people still hold this role: {{people}}. Nothing has changed. Give them another role, then retire this one.',
  'role.name-taken': 'Another role already has this name. Nothing was saved. Choose another name.',
  'role.name-taken+': 'Another role is already called “{{name}}”. Nothing was saved. Choose another name.',
  'role.changed-since':
    'Somebody has changed this role in the meantime. Nothing was saved. Open the role again, then make your change again.',
  'role.file-damaged':
    'This file is not a role written by Lakana, or it was damaged. Nothing was taken. Ask the office that wrote it for another.',
  'role.file-unknown':
    'This role holds rights that this version of Lakana does not know. Nothing was taken. Update the application, then start again.',
  'role.file-unknown+':
    'This role holds rights that this version of Lakana does not know: {{words}}. Nothing was taken. Update the application, then start again.',
  'group.not-found': 'This group does not exist or was dissolved. Nothing has changed. Reload the page of groups.',
  'group.name-taken': 'Another group already has this name. Nothing was saved. Choose another name.',
  'group.name-taken+': 'Another group is already called “{{name}}”. Nothing was saved. Choose another name.',
  'person.unknown': 'One of the people chosen has no account in this office. Nothing was saved. Reload the page.',
  'assign.not-able':
    'One of the people chosen cannot follow these cases: the account is closed, the role does not allow it, or the person is not in your teams. Nothing has changed. Choose somebody else.',
  'transfer.unknown-office':
    'This office is not known here. Nothing was transferred. Read the latest bundle of the regional office, then choose it from the list.',
  'transfer.nameless':
    'The identity of this child may not leave this office: the other office would get a file without a name. Nothing was transferred. Ask for consent in form 1A, or note there the decision made without it and its reason, then transfer.',
  'referral.not-found':
    'This referral is not known here, or is not addressed to this office. Nothing has changed. Read the latest bundle, then open the page again.',
  'referral.answered':
    'This referral has an answer already, or was withdrawn. Nothing has changed. Open the page again to see where it stands.',
  'referral.stays':
    'What you chose to tell of this child may not leave this office: the consent in form 1A does not allow it. Nothing has left. Take it out, or ask for consent in form 1A.',
  'transfer.not-given': 'This office has not transferred this case: there is nothing to carry.',
  'transfer.not-urgent': 'This transfer is not marked urgent: the file goes by way of the regional office.',
  'transfer.not-beside':
    'A file is carried directly only to a district of the same region. This one goes by way of the regional office.',
  'transfer.written-elsewhere':
    'A third office has written in this file, and only the region can vouch for that: it goes by way of the regional office.',
  'word.not-below':
    'This case is not kept by an office below: the word would have nobody to read it. Nothing was written.',
  'word.not-found': 'This word is no longer in the file. Nothing has changed. Open the case again.',
  'proposal.same':
    'This is the value that the form holds already: there is nothing to propose. Nothing was written. Change the answer, or close.',
  'proposal.withheld':
    'The answer to this question was not sent to this office: nothing can be proposed in its place. Nothing was written. Send a word to the office that keeps the case instead.',
  'proposal.to-answer':
    'This is a proposal: it waits for an answer (accept, write another value or decline). Nothing has changed.',
  'proposal.answered':
    'This proposal has already been answered. Nothing has changed. Open the case again to read the answer.',
  'transfer.answered':
    'This transfer has already been answered. Nothing has changed. Open the case again to see where it stands.',
  'assign.undone': 'This assignment can no longer be undone. Nothing has changed. Assign the cases again if need be.',
  'log.clock': 'The day of this PC looks wrong: nothing was closed. Correct the date, then try again.',

  'vault.keyring-missing':
    'The office file is there, but its key file (keyring.json) is gone: nothing opens without it. Restore a backup: it holds keys of its own.',
  'vault.database-missing':
    'The file of the cases (office.db) is gone from this PC; the keys are there. Restore a backup.',
  'vault.writing-stopped':
    'The office file is damaged: Lakana no longer writes to it, so as to lose nothing more. Restore a backup, or save what can still be read.',
  'vault.cannot-salvage':
    'The beginning of the file is destroyed: nothing in it can be read any more. Restore a backup, then import what the region sends back.',
  'vault.busy':
    'Another program holds the office file (an antivirus, a copy under way). Wait a minute and try again; if it lasts, have the folder of Lakana excluded from the antivirus.',
  'vault.moved': 'This office has been moved to another PC: it no longer opens here. Go on with the other PC.',
  'vault.moved+': 'This office was moved to another PC on {{day}}: it no longer opens here. Go on with the other PC.',
  'vault.move-damaged':
    'The copy of the office on this key is incomplete or damaged. Nothing was taken. Make the move again from the old PC.',
  'vault.move-taken':
    'This copy of the office has already been taken over by a PC, and two PCs cannot work on the same copy. Go on with the one that took it.',
  'vault.other-machine':
    'This copy of the office comes from another PC: Lakana does not write to it until the head of the office has said what it is.',
  'vault.revoked':
    'This PC is revoked by the office above: Lakana writes to it no more. Nothing is erased. Call the region on a number that you know.',
  'bundle.restored':
    'The region has already received more from this office than it holds: an old copy of the file was put back. Nothing was imported. In “Backups”, give this office a new identity, then try again.',
  'backup.not-found': 'This backup is no longer there. Plug the key in again or choose another one.',
}
