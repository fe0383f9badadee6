"""What the reading of rosters found, in the reader's language: fields, doubts, rows left out, refusals.

The kinds themselves are data of census/rosters/ and lib/sheets/.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.census.rosters.tables import ColumnChoice, Kind, NoRoster, Trouble
from xiangban.lib.sheets.workbook import Refusal

FIELD_LABELS = {
    "row_no": _("Row number"),
    "child_name": _("Child's name"),
    "pet_or_former_name": _("Pet name or former name"),
    "sex": _("Sex"),
    "age": _("Age"),
    "birth_date": _("Date of birth"),
    "ethnicity": _("Ethnicity"),
    "id_type": _("Kind of document"),
    "id_number": _("Identity number"),
    "hukou_registered": _("Hukou registered"),
    "hukou_type": _("Kind of hukou"),
    "hukou_place": _("Place of hukou"),
    "household_no": _("Household number"),
    "householder_name": _("Householder"),
    "relation_to_householder": _("Relation to the householder"),
    "province": _("Province"),
    "city": _("City"),
    "county": _("County"),
    "town": _("Township"),
    "village": _("Village"),
    "village_group": _("Village group"),
    "home_address": _("Home address"),
    "contact_phone": _("Contact phone"),
    "father_name": _("Father's name"),
    "father_id": _("Father's identity number"),
    "father_phone": _("Father's phone"),
    "father_workplace": _("Father's place of work"),
    "mother_name": _("Mother's name"),
    "mother_id": _("Mother's identity number"),
    "mother_phone": _("Mother's phone"),
    "mother_workplace": _("Mother's place of work"),
    "parents_workplace": _("Parents' place of work"),
    "parent1_name": _("First relative's name"),
    "parent1_relation": _("First relative's relation"),
    "parent1_id": _("First relative's identity number"),
    "parent1_phone": _("First relative's phone"),
    "parent2_name": _("Second relative's name"),
    "parent2_relation": _("Second relative's relation"),
    "parent2_id": _("Second relative's identity number"),
    "parent2_phone": _("Second relative's phone"),
    "guardian_name": _("Guardian's name"),
    "guardian_id": _("Guardian's identity number"),
    "guardian_phone": _("Guardian's phone"),
    "guardian_address": _("Guardian's address"),
    "guardian_relation_of_guardian_to_child": _("What the guardian is to the child"),
    "guardian_relation_of_child_to_guardian": _("What the child is to the guardian"),
    "guardianship_type": _("Kind of guardianship"),
    "guardianship_rating": _("Rating of guardianship"),
    "left_behind_flag": _("Left behind"),
    "left_behind_type": _("Why left behind"),
    "migrant_flag": _("Moved with migrant parents"),
    "orphan_flag": _("Orphan"),
    "poverty_flag": _("Household in or out of poverty"),
    "low_income_flag": _("Minimum living allowance"),
    "aid": _("Aid received"),
    "health": _("Health"),
    "disability_flag": _("Disabled"),
    "disability_type": _("Kind of disability"),
    "disability_level": _("Grade of disability"),
    "disability_cert": _("Disability certificate"),
    "schooling": _("Schooling"),
    "school": _("School"),
    "grade": _("Grade"),
    "class": _("Class"),
    "student_no": _("Student number"),
    "boarding": _("Boarding at school"),
    "dropout_reason": _("Reason for dropping out"),
    "last_visit": _("Last visit"),
    "visit_status": _("How visits stand"),
    "remark": _("Remark"),
}

DOUBTS = {
    Trouble.HIDDEN: _("The row is hidden in the sheet; it was read all the same."),
    Trouble.UNKNOWN_WORD: _("The word is in no list of this field; the field stays empty."),
    Trouble.NOTE_INSTEAD: _("A remark stands where a name should stand; the field stays empty."),
    Trouble.IMPOSSIBLE_DATE: _("There is no such day; write the right one."),
    Trouble.UNREADABLE_DATE: _("This cannot be read as a date; write it as 2011-01-01."),
    Trouble.UNCLEAR_ORDER: _("Day and month cannot be told apart; only the year was taken."),
    Trouble.NO_YEAR: _("The date has no year."),
    Trouble.LUNAR_MONTH: _("A lunar date without a day cannot be turned into a day; write the day."),
    Trouble.UNREADABLE_AGE: _("This cannot be read as an age in full years."),
    Trouble.NOMINAL_AGE: _("A nominal age (one at birth) was not taken; write the date of birth."),
    Trouble.SCIENTIFIC_NUMBER: _(
        "The spreadsheet rounded the number, its last digits are lost; type it in anew as text."
    ),
    Trouble.CUT_NUMBER: _("The number ends in 000: the spreadsheet may have cut it; compare it with the document."),
    Trouble.MASKED_NUMBER: _("The number is masked; write all of it."),
    Trouble.WRONG_LENGTH: _("A number has 18 places, formerly 15; this one has another length."),
    Trouble.OLD_NUMBER: _("An old number of 15 digits; write the number of 18 places."),
    Trouble.BAD_CHECK_DIGIT: _("The last place does not fit the number; compare it with the document."),
    Trouble.BAD_BIRTH_IN_NUMBER: _("The date of birth within the number cannot be right."),
    Trouble.UNREADABLE_NUMBER: _("This cannot be read as an identity number."),
    Trouble.UNREADABLE_PHONE: _("This cannot be read as a phone number; the field stays empty."),
    Trouble.SEVERAL_NAMES: _("Several names stand in one cell; give each child a row."),
    Trouble.STRANGE_NAME: _("This is an unusual name; look whether it is right."),
    Trouble.NO_NAME: _("The row has no name."),
    Trouble.DITTO_WITHOUT_ABOVE: _("“Same as above”, but nothing stands above."),
    Trouble.WRONG_SUM: _("The sum in the sheet is not the number of rows above it."),
    Trouble.NO_CHILD_IN_HOUSEHOLD: _("Nobody in this list of households is under 18."),
}

LEFT_OUT = {
    Kind.TITLE: _("Title or heading"),
    Kind.HEADER: _("Column headers"),
    Kind.COLUMN_NUMBERS: _("Column numbers"),
    Kind.REPEATED_HEADER: _("Repeated column headers"),
    Kind.BLANK: _("Blank row"),
    Kind.SUBTOTAL: _("Subtotal"),
    Kind.TOTAL: _("Total"),
    Kind.FOOTER: _("Footer"),
    Kind.NOTE: _("Note"),
    Kind.HOUSEHOLD_MEMBER: _("Adult of the household"),
    Kind.CONTINUED: _("Further line of the child above"),
}

NO_ROSTERS = {
    NoRoster.EMPTY: _("The sheet is empty."),
    NoRoster.NO_HEADER: _("The sheet has no row of column headers that could be recognised."),
    NoRoster.NO_NAMES: _("The sheet has no column with the children's names."),
    NoRoster.SUMMARY: _("The sheet is a summary of figures, not a roster."),
    NoRoster.STAFF: _("The sheet lists staff, not children."),
    NoRoster.SCORES: _("The sheet lists marks, not the children's particulars."),
    NoRoster.PLACES: _("The sheet lists places, not children."),
    NoRoster.THINGS: _("The sheet lists things, not children."),
    NoRoster.ADULTS: _("The sheet lists adults, not children."),
    NoRoster.FORM: _("The sheet is the form of one child, not a roster."),
    NoRoster.SIDE_BY_SIDE: _("Two lists stand side by side; put one below the other."),
    NoRoster.NO_ROWS: _("The sheet has column headers and no row below them."),
}

REFUSALS = {
    Refusal.TOO_LARGE: _("The file is too large."),
    Refusal.UNPACKS_TOO_LARGE: _("The file unpacks to more than is allowed."),
    Refusal.TOO_MANY_PARTS: _("The file has too many parts."),
    Refusal.TOO_MANY_SHEETS: _("The file has too many sheets."),
    Refusal.TOO_MANY_ROWS: _("A sheet has too many rows; delete empty rows that are formatted, or cut the file up."),
    Refusal.TOO_MANY_COLUMNS: _("A sheet has too many columns; delete empty columns that are formatted."),
    Refusal.TOO_MANY_CELLS: _("The sheets span too many cells; delete empty rows and columns that are formatted."),
    Refusal.TOO_MANY_MERGED: _("The sheets have too many merged cells."),
    Refusal.TEXT_TOO_LONG: _("A cell holds too long a text."),
    Refusal.DOCTYPE: _("The file contains a document type declaration, which no spreadsheet program writes."),
    Refusal.ENCRYPTED: _("The file is protected by a password; save it without one."),
    Refusal.OTHER_FORMAT: _("The file is in another format; save it as .xlsx, .xls or .csv."),
    Refusal.NOT_A_SHEET: _("The file is no spreadsheet."),
    Refusal.EMPTY: _("The file is empty."),
    Refusal.DAMAGED: _("The file is damaged; open it and save it anew."),
    Refusal.TOO_SLOW: _("Reading the file took too long; save it anew, or cut it up."),
    Refusal.TOO_MUCH_MEMORY: _("Reading the file took too much memory; cut it up."),
}

_WHYS = {
    "header words": _("by the words of the header"),
    "group words": _("by the header above"),
    "the column before": _("by the column before it"),
    "member of a household": _("a member of the household"),
    "content": _("by what stands in the column"),
    "remembered": _("as decided before"),
    "no header": _("no header"),
    "no field of the register": _("the register has no such field"),
    "unknown words": _("unknown header"),
}
_DROPPED = {
    "bank": _("left out: bank account, not held by the register"),
    "religion": _("left out: religion, not held by the register"),
    "crime": _("left out: offences, not held by the register"),
    "shares": _("left out: shares, not held by the register"),
    "illness": _("left out: confidential illness, not held by the register"),
    "biometric": _("left out: biometric mark, not held by the register"),
}


def why_words(choice: ColumnChoice) -> str:
    """On what ground a column is the field it is, or none."""
    if choice.dropped:
        return str(_DROPPED.get(choice.why.removeprefix("dropped: "), _("left out: not held by the register")))
    return str(_WHYS.get(choice.why, _("by header and content")))
