// Words of Django's scripts that this site says differently; gathered for the
// catalogue, never run.

const MONTHS = [
  gettext("January"),
  gettext("February"),
  gettext("March"),
  gettext("April"),
  gettext("May"),
  gettext("June"),
  gettext("July"),
  gettext("August"),
  gettext("September"),
  gettext("October"),
  gettext("November"),
  gettext("December"),
];

const MONTHS_ABBREVIATED = [
  pgettext("abbrev. month January", "Jan"),
  pgettext("abbrev. month February", "Feb"),
  pgettext("abbrev. month March", "Mar"),
  pgettext("abbrev. month April", "Apr"),
  pgettext("abbrev. month May", "May"),
  pgettext("abbrev. month June", "Jun"),
  pgettext("abbrev. month July", "Jul"),
  pgettext("abbrev. month August", "Aug"),
  pgettext("abbrev. month September", "Sep"),
  pgettext("abbrev. month October", "Oct"),
  pgettext("abbrev. month November", "Nov"),
  pgettext("abbrev. month December", "Dec"),
];

const DAYS = [
  gettext("Sunday"),
  gettext("Monday"),
  gettext("Tuesday"),
  gettext("Wednesday"),
  gettext("Thursday"),
  gettext("Friday"),
  gettext("Saturday"),
];

const DAYS_ABBREVIATED = [
  pgettext("abbrev. day Sunday", "Sun"),
  pgettext("abbrev. day Monday", "Mon"),
  pgettext("abbrev. day Tuesday", "Tue"),
  pgettext("abbrev. day Wednesday", "Wed"),
  pgettext("abbrev. day Thursday", "Thur"),
  pgettext("abbrev. day Friday", "Fri"),
  pgettext("abbrev. day Saturday", "Sat"),
];

const DAYS_IN_ONE_WORD = [
  pgettext("one letter Sunday", "S"),
  pgettext("one letter Monday", "M"),
  pgettext("one letter Tuesday", "T"),
  pgettext("one letter Wednesday", "W"),
  pgettext("one letter Thursday", "T"),
  pgettext("one letter Friday", "F"),
  pgettext("one letter Saturday", "S"),
];

const EDITING = [
  gettext("Available %s"),
  gettext("Choose %s by selecting them and then select the \"Choose\" arrow button."),
  gettext("Type into this box to filter down the list of available %s."),
  gettext("Choose all %s"),
  gettext("Choose selected %s"),
  gettext("Remove selected %s"),
  gettext("Chosen %s"),
  gettext("Remove %s by selecting them and then select the \"Remove\" arrow button."),
  gettext("Type into this box to filter down the list of selected %s."),
  gettext("(click to clear)"),
  gettext("Remove all %s"),
  gettext("You have selected an action, but you haven’t saved your changes to individual fields yet. Please click OK to save. You’ll need to re-run the action."),
  gettext("You have selected an action, and you haven’t made any changes on individual fields. You’re probably looking for the Go button rather than the Save button."),
  gettext("Choose a Time"),
  gettext("Choose a time"),
  gettext("Choose a Date"),
  gettext("Cancel"),
  gettext("6 a.m."),
  gettext("Noon"),
  gettext("6 p.m."),
  gettext("Tomorrow"),
  gettext("Filter"),
  ngettext("%(sel)s of %(cnt)s selected", "%(sel)s of %(cnt)s selected", count),
  ngettext("%s selected option not visible", "%s selected options not visible", count),
];
