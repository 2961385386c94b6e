"""What is said about each error, by its code or its status, in the reader's language."""

from flask_babel import lazy_gettext as _l

from webapp.web.sentences_desk import DESK

SENTENCES = {
    **DESK,
    "session.not-found": _l("There is no such session, or others lead it."),
    "session.no-such-part": _l("This session has no such part any more."),
    "session.no-such-participant": _l("There is no such participant in this session."),
    "session.no-such-host": _l("That person does not lead this session with you."),
    "session.no-such-trainer": _l(
        "No trainer has this name or e-mail address. An administrator gives people the role of a trainer."
    ),
    "session.host-already": _l("That person leads this session already."),
    "session.host-only": _l("Only the host of the session can do this."),
    "session.title": _l("Give the session a name of 1 to 120 letters."),
    "session.too-long": _l("This is too long: 120 letters at most."),
    "session.seats": _l("Choose who answers: everybody, or tables."),
    "session.seats-taken": _l(
        "People have joined already, so who answers cannot be changed. Copy the session and change the copy."
    ),
    "session.kind": _l("Choose a case, a break or a talk."),
    "session.minutes": _l("Write the minutes as a whole number from 1 to 7200, which is five days."),
    "session.case": _l("Choose one of the cases offered."),
    "session.mode": _l("Choose how the case is played."),
    "session.agenda-full": _l("The agenda is full: 40 parts at most. Prepare another session for the rest."),
    "session.part-begun": _l(
        "This part has begun. It cannot be taken out, and how it is played cannot be changed any more."
    ),
    "session.moved-on": _l(
        "The room has moved on meanwhile, perhaps by a second click or a co-trainer. This is where it stands."
    ),
    "session.not-open": _l("The room is not open. Open it first."),
    "session.no-way-back": _l(
        "The room cannot go back now: there is no decision before, or somebody has answered this one already."
    ),
    "session.strange-branch": _l("Choose one of the answers by which the room can move on."),
    "session.no-code-free": _l("No code could be found just now. Try again."),
    "session.other-title": _l("That is not the name of this session. Nothing was removed."),
    "session.no-such-step": _l("This plan has no such step any more. Look at it once more."),
    "session.step-too-long": _l("This is too long for the wall: 1500 letters at most."),
    "session.step-minutes": _l("Write the minutes of this step as a whole number from 0 to 480."),
    "session.plan-full": _l("The plan is full: 20 steps at most. Take one out first."),
    "session.plan-changed": _l(
        "Another trainer has changed this plan since you opened it. It stands here as they left it. "
        "Nothing you wrote is lost; look at both, then do it again."
    ),
    "session.strange-plan": _l("Choose one of the buttons beside the plan."),
    "session.strange-pick": _l("Choose one of the paths offered."),
    "room.not-found": _l(
        "You are not in this room on this device. Join with the code, or come back with your six words."
    ),
    "room.no-such-code": _l("No room has this code. Look at it once more, or ask your trainer."),
    "room.lookalike": _l(
        "The letters O and I and the digits 0 and 1 are in no code. Look at it once more: it may be another "
        "sign."
    ),
    "room.no-such-phrase": _l(
        "These six words do not hold. They work once, and new ones take the place of old ones. Look at the "
        "spelling, or join anew with the code."
    ),
    "room.somebody-else": _l(
        "On this device somebody else is in that room already. Use another browser or device."
    ),
    "room.name": _l("Write a name of 1 to 60 letters. It need not be your real one."),
    "room.sector": _l("Choose one of the sectors offered."),
    "room.members": _l("Write who sits at the table, a name a line, 400 letters at most."),
    "room.removed": _l("The trainer has taken this place out of the room. Talk to them."),
    "room.not-open": _l("This session is not open. Wait for your trainer to open it, then try again."),
    "room.door-closed": _l("The door is closed to newcomers for now. Ask your trainer to open it."),
    "room.full": _l("The room is full."),
    "room.moved-on": _l("The room has moved on; answers to that are not taken any more."),
    "room.note-too-long": _l("The note is too long: 300 letters at most. The answer was not sent yet."),
    "room.feeling": _l("Choose one of the words offered."),
    "guard.sign-in-needed": _l(
        "You are not signed in, or no longer: nothing was changed. Sign in in another window, then go back "
        "here and send it again."
    ),
    "guard.read-along": _l(
        "Signing in is closed here: over plain http anybody on this network could read along. Use the "
        "address that begins with https, or the machine on which the site runs. Reading and practising "
        "stay open."
    ),
    "guard.other-role": _l("This page is not part of your roles. Your administrator can tell you more."),
    "account.second-expired": _l("Too much time has passed since the password. Sign in anew."),
    "account.no-demo": _l("There are no people for demonstration here."),
    "account.no-such-invitation": _l(
        "This invitation holds no longer: it was used, has expired, or a newer one was made. Ask your "
        "administrator for a new link."
    ),
    "account.no-such-reset": _l(
        "This link holds no longer: it was used, has expired, or a newer one was made. Ask for a new one."
    ),
    "account.no-such-sign-in": _l("That sign-in has ended already."),
    "account.no-such-person": _l("There is no such person, or not among those you look after."),
    "account.last-administrator": _l(
        "Somebody must be left who administers the whole site. Give another person that role first."
    ),
    "account.taken": _l("Somebody has that name already. Add something that tells the two apart."),
    "account.email-taken": _l("Another account has that e-mail address."),
    "account.email": _l("This cannot be an e-mail address. Write it like name@example.om, or leave it out."),
    "account.name": _l("This cannot be a name: 1 to 60 letters, no space at either end, and no @ in it."),
    "account.role": _l("Choose at least one of the roles offered."),
    "account.governorate": _l("Choose one of the governorates offered."),
    "account.beyond-reach": _l(
        "This person holds a role that reaches further than yours, so only somebody with that reach can do "
        "this. Ask an administrator of the whole site."
    ),
    "account.yourself": _l(
        "This cannot be done to yourself. Use the page of your own account, or ask another administrator."
    ),
    "account.not-waiting": _l(
        "There is no invitation to renew: this person has joined already, is suspended or is there for "
        "demonstration."
    ),
    "account.not-joined": _l(
        "There is no password to replace: this person has not joined yet, is suspended or is there for "
        "demonstration."
    ),
    "account.other-name": _l("That is not the name of this person. Nothing was erased."),
    "account.taken-meanwhile": _l(
        "Somebody else has taken that name or e-mail address at this very moment. Look at the list of "
        "people, then send it again."
    ),
    "private.civil-number": _l(
        "A number of a person seems to stand in this text. Take it out: only names belong here."
    ),
    "private.phone": _l(
        "A telephone number seems to stand in this text. Take it out: only names belong here."
    ),
    "private.email": _l(
        "An e-mail address seems to stand in this text. Take it out: only names belong here."
    ),
    "organisation.name": _l(
        "Write the name in both languages: at most 120 letters each, and nothing that cannot be seen."
    ),
    "organisation.sector": _l("Choose one of the sectors offered."),
    "organisation.taken": _l("Another organisation has that name already."),
    "organisation.unknown": _l("There is no such organisation, or no longer. Choose one of those offered."),
    "organisation.not-found": _l("There is no such organisation, or no longer."),
    "organisation.in-use": _l(
        "Somebody still belongs to this organisation, or has a role limited to it. Give those people another "
        "one first."
    ),
    "import.no-file": _l("No file was chosen. Choose a CSV file or an Excel workbook and send it again."),
    "import.changed": _l(
        "Something has changed since this list was looked over, so nobody was invited. Look at it once more."
    ),
    "parcel.stale": _l(
        "This page was made too long ago, or not for you, so nothing was done. Choose the file again."
    ),
    "second-factor.on-already": _l("The second step is on already."),
    "second-factor.not-started": _l("The second step was not begun, or is on already. Open its page again."),
    "second-factor.unreadable": _l(
        "The site’s key has changed, so the second step cannot be checked. An administrator can switch it "
        "off for this account."
    ),
    "account.wrong-password": _l("The present password is not right."),
    "account.demo-has-none": _l("People for demonstration have no password and no second step."),
    "privacy.unticked": _l("Tick the box if you want it erased. Otherwise go back; nothing has changed."),
    "phrase.unknown": _l(
        "These six words lead to no cases: one may be mistyped, or the words were used, or newer ones were "
        "made. Look at them once more, or make new ones on the other device."
    ),
    "phrase.same-device": _l(
        "These cases are here already. The words have not been used up: type them on the other device."
    ),
    "text.private": _l(
        "This looks like the details of a real person. Nothing was kept. Write it again without them."
    ),
    "text.civil-number": _l(
        "“%(found)s” could be somebody’s civil number. Nothing about a real person is kept here. Take it "
        "out, or say in words what it was: a civil number."
    ),
    "text.phone": _l(
        "“%(found)s” could be somebody’s telephone number. Nothing about a real person is kept here. Take it "
        "out; public lines such as 1100 and 9999 may stay."
    ),
    "text.email": _l(
        "“%(found)s” could be somebody’s e-mail address. Nothing about a real person is kept here. Take it "
        "out, or say in words what it was: an e-mail address."
    ),
    "comment.short": _l(
        "This is too short to be understood. Write at least 10 letters: what is wrong or unclear, and if you "
        "can, what it should say."
    ),
    "comment.long": _l("This is longer than 1000 letters. Keep what matters most."),
    "comment.note-long": _l("The note is longer than 1000 letters. Keep what matters most."),
    "comment.outcome": _l("A comment is either done or set aside. Choose one of the two."),
    "comment.not-found": _l("There is no such comment, or no longer."),
    "comment.settled-already": _l("Somebody has settled this comment already. It can be opened again."),
    "comment.open-already": _l("This comment is open already."),
    "mail.lines-in-head": _l("This cannot be an e-mail address: it holds a line’s end or an unseen sign."),
    "limits.busy": _l("Many people are signing in at this moment. Try again in a few seconds."),
    "guard.unknown-host": _l(
        "This site is not known by the name you asked for. Whoever runs it sets the name in MASAR_PUBLIC_URL."
    ),
    "guard.other-site": _l(
        "The form was not sent from a page of this site, so nothing was changed. Open the page "
        "here and send it again."
    ),
    "guard.stale-form": _l(
        "The form is older than your visit, so nothing was changed. Open the page again and send "
        "it once more."
    ),
    "limits.too-many": _l("This was asked too often from where you are. Nothing was changed."),
    "reading.no-section": _l(
        "There is no such section. It may be planned and not written yet, or the address may be mistyped."
    ),
    "reading.no-way": _l("The manual has no such list of sections."),
    "reading.no-entity": _l("The directory has no such entity."),
    "reading.no-pathway": _l("The manual has no such referral pathway."),
    "reading.no-card": _l("There is no such quick card."),
    "reading.no-paragraph": _l(
        "There is no such paragraph. It may have been taken out in a later edition; the search "
        "finds what says it now."
    ),
    "reading.no-day": _l(
        "This is not a date. Write the year, the month and the day in digits, such as 2026-03-01."
    ),
    "reading.before-first": _l(
        "On that day no edition was in force yet. The list of editions says from when the first one was."
    ),
    "reading.no-section-then": _l("On that day the manual had no such section."),
    "reading.no-paragraph-then": _l("On that day the manual had no such paragraph."),
    "reading.no-edition": _l("There is no edition with this number."),
    "printing.no-chapter": _l("The manual has no such chapter."),
    "printing.no-size": _l("A card is printed on A4 or A5."),
    "reading.nothing-published": _l("No edition of the manual has been published here yet."),
    "certificate.not-found": _l(
        "There is no such certificate among yours. It is found on the device where it was made, or wherever "
        "its person is signed in; once withdrawn it is gone."
    ),
    "certificate.no-such-code": _l("No certificate of this site has this code. Look at it once more."),
    "certificate.not-earned": _l(
        "It takes what is written below, or you have this certificate already. Nothing was made."
    ),
    "certificate.name": _l(
        "This name cannot stand on a certificate: 2 to 80 letters, Arabic or Latin, and between them only "
        "spaces, hyphens, apostrophes, full stops and commas."
    ),
    "attempt.not-found": _l(
        "There is no such attempt here. An attempt is found on the device where it was begun, or wherever "
        "its person is signed in: if it is yours, sign in."
    ),
    "attempt.no-such-decision": _l("There is no such decision in this attempt."),
    "attempt.ends": _l("This answer ends the case. Say that it is meant."),
    "attempt.irreversible": _l("This step cannot be taken back. Say that it is meant."),
    "attempt.moved-on": _l(
        "That decision had already been recorded, perhaps in another window. Open the case again "
        "to see where it stands."
    ),
    "attempt.unfinished": _l("This case has not ended yet. Go on with it first."),
    "reading.no-notice": _l("The first edition has nothing before it, so there is no notice of changes."),
    "read.unanswered": _l("Answer every question, then send it again. What you chose is still here."),
    "manual.publish.outdated": _l(
        "Another edition was published at the same moment. Look at this page again. Nothing was published."
    ),
    "manual.publish.nothing": _l("Nothing differs from the edition in force."),
    "manual.import.problems": _l(
        "The manual would have errors. They are listed below, each with its amendment. Nothing was published."
    ),
    "draft.not-found": _l("There is no such draft, or somebody threw it away."),
    "draft.empty": _l("There is no text in it. Nothing was changed."),
    "draft.long": _l(
        "This is longer than a case may be: 500,000 letters. It was not kept, but it is still here."
    ),
    "draft.published": _l("This draft is in force and is not changed any more. Begin a new one from it."),
    "draft.meanwhile": _l(
        "Somebody saved this draft meanwhile, so nothing was done. Open it anew and look at it first."
    ),
    "draft.own": _l("Whoever wrote in a draft cannot be its second person. Ask somebody else to read it."),
    "draft.not-clean": _l("The draft has errors still. It can be approved once there are none."),
    "draft.behind": _l(
        "Another version of this case came into force since the draft was begun. Its author must look at "
        "what changed and take account of it first."
    ),
    "draft.unread": _l("Nobody has approved the draft as it is now. A second person must read it first."),
    "draft.no-file": _l("Choose a file first. An empty one cannot be read."),
    "draft.not-utf-8": _l("The file is not in UTF-8. Save it so in your editor, then send it again."),
    "draft.no-such-way": _l("No play of the draft goes this way. The draft may have changed meanwhile."),
    "draft.no-scene": _l("The draft has no such scene, or no longer."),
    "scenario.not-found": _l("There is no such case. It may have been withdrawn or renamed."),
    "scenario.trainer-led": _l("This case is played with a trainer only, in a room."),
    "scenario.withdrawn": _l(
        "This case is not offered at the moment, because the manual has changed something that it teaches."
    ),
    "scenario.ended": _l("This case has ended; its debrief can be read."),
    "scenario.unfinished": _l("This case has not ended yet. Go on with it first."),
    "search.nothing-asked": _l("Nothing was asked. Write a word, a question or a number."),
    "search.only-exclusions": _l(
        "Only words to leave out were written. Write at least one word to look for."
    ),
    "search.number-out-of-range": _l("There is no such page of results."),
    "search.unknown-language": _l("The language is ar or en."),
    "search.unknown-value": _l("An answer can be narrowed only to one of the values that it names itself."),
    "search.not-counted": _l("This query is not among those kept in words, or no longer."),
    "synonym.empty": _l("Write a word or a name here."),
    "synonym.long": _l("This is longer than 80 letters. A word or a name is enough."),
    "synonym.same": _l("The search takes these two for the same word already."),
    "synonym.there": _l("These two are paired already."),
    "synonym.too-many": _l(
        "There are 500 pairs. Take one out that is not needed any more, or write it into the glossary."
    ),
    "synonym.unknown": _l("There is no such pair, or no longer."),
    "manual.no-edition": _l("No edition of the manual has been published here yet."),
    "manual.edition-unknown": _l("There is no edition with this number."),
    "table.kind": _l(
        "This file is neither a CSV file nor an Excel workbook. Save it as CSV UTF-8 or as an Excel "
        "workbook (.xlsx) without a password and send it again."
    ),
    "table.encoding": _l(
        "The letters of this file cannot be read for certain. Save it as CSV UTF-8 or as an Excel "
        "workbook (.xlsx) and send it again."
    ),
    "table.too-large": _l(
        "This table is too large: it has too many rows or columns, or too much text in a cell. Keep only "
        "the list itself in the file, without other sheets or pictures, or send it in parts."
    ),
    "table.damaged": _l(
        "This file is damaged or its rows do not fit its headings. Open it in your spreadsheet, look at "
        "it, save it anew as CSV UTF-8 or as an Excel workbook (.xlsx) and send it again."
    ),
    "manual.edition-number": _l("An edition is asked for by its number, such as 2."),
    "table.headings": _l(
        "A needed heading was not found. Write the headings in one row above the list, spelled as the "
        "page shows them, and send the file again."
    ),
    "table.empty": _l(
        "There is no row to read in this file. Write one row for each entry below the headings and send "
        "it again."
    ),
}

STATUSES = {
    400: _l("What was sent cannot be read."),
    401: _l("Sign in first."),
    403: _l("This cannot be opened or sent from here."),
    404: _l("There is no page at this address."),
    405: _l("This address is not used in this way. Go back and use the links or the buttons of the page."),
    409: _l("This cannot be done now."),
    413: _l("What was sent is too large."),
    422: _l("Something in the form cannot be read."),
    429: _l("This was asked too often. Wait a little and try again."),
    500: _l("Something broke on our side. It has been noted; what you had already recorded is kept."),
    503: _l("The site is busy or being looked after. Nothing you recorded is lost. Try again in a moment."),
}

TITLES = {
    400: _l("This cannot be read"),
    401: _l("Signing in is needed"),
    403: _l("This is closed"),
    404: _l("Not found"),
    405: _l("This way is closed"),
    409: _l("Not now"),
    413: _l("Too large"),
    422: _l("This cannot be read"),
    429: _l("Too often"),
    500: _l("Something went wrong"),
    503: _l("Try again in a moment"),
}
