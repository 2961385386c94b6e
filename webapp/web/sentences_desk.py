"""What is said about each error of the editor's desk, by its code, in the reader's language."""

from flask_babel import lazy_gettext as _l

DESK = {
    "amendment.not-writing": _l("This amendment is being reviewed already, or is through."),
    "amendment.not-submitted": _l("This amendment has not been handed in for review, or is through already."),
    "amendment.own": _l("You wrote in this amendment or approved it already, so somebody else must read it."),
    "amendment.other-approver": _l("Others are named to approve this chapter."),
    "amendment.kinds": _l("Tick what you approve."),
    "amendment.weights": _l(
        "Say of each paragraph that changed whether its meaning changes. Nothing was sent."
    ),
    "amendment.notes": _l("Write in both languages what changes and why. Nothing was sent."),
    "amendment.note-long": _l("This is too long: 2000 letters at most."),
    "amendment.problems": _l("The text has errors, which must be mended first. They are listed below."),
    "amendment.nothing": _l("This amendment changes nothing in the edition in force."),
    "amendment.behind": _l(
        "A newer edition has changed this text since the amendment was begun. Bring both together first."
    ),
    "amendment.owes-nothing": _l("This amendment owes no second look."),
    "amendment.remark": _l("Write a remark of 1 to 2000 letters. Nothing was sent."),
    "amendment.no-remark": _l("There is no such remark on this amendment."),
    "amendment.day": _l("That is no date. Choose a day."),
    "approver.unknown": _l("Choose a chapter, what is approved, and somebody with the role of reviewer."),
    "approver.not-found": _l("Nobody is named there any more."),
    "publication.empty": _l("Tick at least one amendment. Nothing was published."),
    "publication.not-approved": _l(
        "One of these amendments was changed or returned since you opened the page. Nothing was published."
    ),
    "publication.behind": _l(
        "One of these amendments does not take account of the edition in force. Nothing was published."
    ),
    "publication.alone": _l(
        "One of these amendments was not read by a second person. Nothing was published."
    ),
    "publication.words": _l(
        "Write in both languages what this edition changes, 2000 letters at most. Nothing was published."
    ),
    "publication.day": _l("Say from which day the edition holds. Nothing was published."),
    "publication.moment": _l("Say on which day and at what time the edition is to be published."),
    "publication.past": _l("That moment is past already. Choose a later one, or publish now."),
    "publication.frame": _l(
        "The file manual.yaml is written in a way in which the day and the note cannot be set. Nothing "
        "was published."
    ),
    "publication.stale": _l(
        "A duty would stand in one language as it was before the other changed. Bring both in step, or "
        "write why it is published all the same. Nothing was published."
    ),
    "publication.not-found": _l("There is no such publication to be cancelled any more."),
    "publication.no-earlier": _l("Choose an earlier edition."),
    "publication.same": _l("That edition says the same as the one in force."),
    "publication.broken": _l(
        "Something went wrong with us. Nothing was published; the server’s log says more."
    ),
    "amendment.not-found": _l("There is no such amendment."),
    "amendment.no-piece": _l("The edition in force has no such section or list."),
    "amendment.no-revision": _l("This amendment was never saved so often."),
    "amendment.no-fix": _l("This is not in the text any more. Look at the findings once more."),
    "amendment.no-uid": _l("The manual has no such paragraph in both languages."),
    "amendment.same-list": _l(
        "The edition in force notes exactly this paragraph, so that noting it again would not be seen. "
        "Note another one first, then this one."
    ),
    "amendment.no-list": _l(
        "manual.yaml is not written in a way in which the paragraph can be noted. Note it by hand."
    ),
    "exchange.xliff": _l(
        "This is no XLIFF 1.2 file that can be read. Document types and entities are not taken."
    ),
    "exchange.no-file": _l("Choose the file that came back from the translators."),
    "exchange.into": _l("Choose the language to translate into: Arabic or English."),
    "amendment.open": _l("Somebody is amending this already. Go on in that amendment."),
    "amendment.closed": _l("This amendment is published or thrown away, and is not changed any more."),
    "amendment.not-dropped": _l("This amendment was not thrown away."),
    "amendment.meanwhile": _l(
        "Somebody else has saved or moved this amendment on meanwhile. "
        "Look at it as it is now, then do it again."
    ),
    "amendment.two-texts": _l("Somebody else changed the same text meanwhile. Nothing was saved."),
    "amendment.no-row": _l("This row is not there any more. Look at the amendment anew."),
    "amendment.no-cut": _l(
        "Write {|} where the row is to be parted, in each language that it has, with words before and after."
    ),
    "amendment.no-merge": _l(
        "These two rows cannot be one: they are of different kinds, or nothing follows."
    ),
    "amendment.kind": _l("Choose one of the kinds offered."),
    "amendment.both-there": _l("This row is written in both languages already."),
    "amendment.deed": _l("Choose one of the buttons beside the row."),
    "amendment.no-chapter": _l("The edition in force has no such chapter."),
    "amendment.way": _l("Write the name in the address with small letters, digits and hyphens."),
    "amendment.title": _l("Write the title in both languages, 200 letters at most."),
    "amendment.number": _l("Choose a number from 1 to 99 that no section of this chapter has."),
    "amendment.id-taken": _l("Another section has this name in its address already."),
    "amendment.long": _l("A file has 200,000 letters at most. Nothing was saved."),
    "publication.cited": _l(
        "Cases cite paragraphs or keep to limits that this would take away. They must cite something else "
        "first; the page of the consequences names them. Nothing was published."
    ),
    "flag.not-found": _l("There is no such case to be looked at."),
    "flag.outcome": _l("Keep the case, or withdraw it."),
    "flag.reason": _l("Write the reason in 10 to 1000 letters."),
    "flag.settled": _l("A colleague has settled this meanwhile. The list shows how it stands now."),
    "flag.open": _l("This case waits already, or has a new version."),
    "work.not-found": _l("This is no longer on the worklist: what was to be seen to is no more."),
    "work.outcome": _l("Choose what is to be done with it."),
    "work.nobody": _l("Choose a colleague who works at the desk."),
    "work.day": _l("Choose a day of the calendar."),
    "work.note-long": _l("Shorten the note to 500 letters."),
    "source.unknown": _l("Choose a source of the manual."),
    "source.note": _l("Write what has changed in 5 to 500 letters."),
    "source.no-change": _l("No such change of a source is marked."),
    "source.settled": _l("A colleague was quicker. The list shows how it stands now."),
    "export.language": _l("A file is in Arabic, in English, or in both."),
    "word.empty": _l("Choose a Word file first."),
    "word.large": _l("This file has more than 30 MB. Save it anew without its pictures and send it again."),
    "word.encrypted": _l(
        "This file is protected by a password. Take the password off in Word and send it again."
    ),
    "word.old": _l("This is an old Word file (.doc). Open it in Word, save it as .docx and send it again."),
    "word.renamed": _l(
        "This is not a Word file, whatever its name says. Open it in the program it comes from, save it as "
        ".docx and send it again."
    ),
    "word.macros": _l(
        "This file has macros, small programs that run inside Word. Save it as .docx without macros and send "
        "it again."
    ),
    "word.bomb": _l(
        "Unfolded, this file would be far too large. No real manual is like that; it was not read."
    ),
    "word.damaged": _l("This file is damaged. Open it in Word, save it anew as .docx and send it again."),
    "word.no-reader": _l("Word files cannot be read on this server; the program for it is not installed."),
    "word.not-found": _l("There is no such Word file here, or nothing of it was kept."),
    "word.unreadable": _l(
        "The file could not be read to its end. Open it in Word and save it anew, or try again."
    ),
    "word.meanwhile": _l(
        "Somebody else has changed this review since you opened it. Look again; yours was not kept."
    ),
    "word.not-read": _l("This file has not been read to its end yet."),
    "word.no-section": _l("This file has no such section."),
    "word.no-row": _l("This section has no such row."),
    "word.row.alone": _l("This row has only one language already."),
    "word.row.last": _l("There is no row below this one."),
    "word.row.kinds": _l(
        "Only two paragraphs or two lists can become one; headings and tables stay as they are."
    ),
    "word.row.short": _l("There is no place to split this row at: it has one sentence or one entry."),
    "word.closed": _l("This section was accepted or left out already."),
    "word.id": _l(
        "The id is a chapter and a name in small Latin letters, digits and hyphens, such as "
        "reporting/routes, and no other section may have it."
    ),
    "word.title": _l("A section needs its title in both languages."),
    "word.chapter": _l(
        "The first part of the id must be a chapter of the manual that has room for another section."
    ),
}
