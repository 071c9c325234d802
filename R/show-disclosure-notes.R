# Prints what a profile suppresses, and says it in the notes of a table.

disclosure_mark <- function(x) {
  profile <- attr(x, "disclosure")
  if (is.null(profile)) dash() else profile$mark
}

# Says why figures do not exist, where that may be said.
absence_note <- function(frame) {
  absent <- unique(frame$note[!is.na(frame$reason) & !frame$reason %in% "suppressed"])
  if (!length(absent)) return(character())
  worded("A dash marks what does not exist: {why}.", why = paste(absent, collapse = "; "))
}

# Sentences for under a table of statistics.
figure_notes <- function(x) {
  profile <- attr(x, "disclosure")
  if (is.null(profile)) return(character())
  held <- any(x$status == "suppressed")
  c(
    if (!is.null(profile$base)) worded(
      paste(
        "People are rounded to the nearest {base} ({title}, {year}), and so means, SDs and p;",
        "intervals would give their number away and are left out."
      ),
      base = profile$base, title = profile_words(profile$title), year = substr(profile$date, 1, 4)
    ),
    if (held) worded(
      paste(
        "A dash or {mark} also stands for what is suppressed under {title}: too few people, or",
        "what would give their number away."
      ),
      mark = profile$mark, title = profile_words(profile$title)
    )
  )
}

# The cells of a table as a profile marks them: for what is suppressed its mark in
# place of `text`, and beside a count the mark of its percentage, where others
# have one.
mark_cells <- function(text, rows, any_percent) {
  if (is.null(rows$mark)) return(text)
  held <- !is.na(rows$mark)
  text[held] <- rows$mark[held]
  without <- any_percent & !is.na(rows$percent_mark)
  text[without] <- paste0(text[without], " (", rows$percent_mark[without], ")")
  text
}

# "15", or what may be said of it.
total_text <- function(total, profile = NULL) {
  if (is.na(total)) return(worded("suppressed"))
  if (is.null(profile$base)) as.character(total)
  else paste0(worded("about "), total)
}

# Sentences for under a table.
disclosure_notes <- function(x, profile = attr(x, "disclosure")) {
  if (is.null(profile) || !is_suppressing(profile)) return(character())
  marks <- unique(x$mark[!is.na(x$mark)])
  c(
    if (!is.null(profile$base)) worded(
      "Counts are rounded to the nearest {base} ({title}, {year}).",
      base = profile$base, title = profile_words(profile$title), year = substr(profile$date, 1, 4)
    ),
    unlist(lapply(marks, mark_note, profile = profile)),
    percent_note(x, profile)
  )
}

mark_note <- function(mark, profile) {
  if (!is.null(profile$threshold)) {
    return(worded(
      paste(
        "{mark} is suppressed, so that no count below {threshold} can be worked out; not every",
        "count behind it is that small."
      ),
      mark = mark, threshold = profile$threshold
    ))
  }
  said <- function(bands, of) vapply(bands, function(band) worded(
    of, range = if (band$from == 0) worded("{to} or fewer", to = band$to)
        else worded("{low} to {high}", low = band$from, high = band$to)
  ), "")
  of_few <- said(Filter(function(b) b$mark == mark, profile$few), "a count of {range}")
  of_total <- said(Filter(function(b) b$mark == mark, profile$small_total),
                   "a total of {range}")
  near <- profile$near_total
  what <- c(of_few, of_total, if (!is.null(near) && near$mark == mark) {
    worded("a count within {near} of its total", near = near$within)
  })
  if (mark == profile$mark) {
    what <- c(what, worded("a figure that others would give away"))
  }
  # Plain words explain themselves.
  if (grepl("[a-z]{4}", mark) && !grepl("^\\[", mark)) return(NULL)
  worded("{mark} is {what}.", mark = mark, what = paste(what, collapse = worded(", or ")))
}

percent_note <- function(x, profile) {
  without <- !is.na(x$percent_mark)
  if (!any(without)) return(NULL)
  if (all(is.na(x$percent))) {
    return(worded("No percentage is shown: each would be of fewer than {few} people.",
                  few = profile$percent_from))
  }
  worded("{mark} in brackets is a percentage of fewer than {few} people.", mark = profile$mark,
         few = profile$percent_from)
}

# On how many people the percentages of each question rest.
disclosed_note <- function(rows, strata) {
  counted <- rows[rows$statistic == "count" & !is.na(rows$percent), ]
  if (nrow(strata) > 1 || !nrow(counted)) return(character())
  one <- counted[!duplicated(counted$variable), ]
  worded("Percentages are of those who disclosed their answer: {questions}.",
         questions = paste0(one$label, " ", one$denominator, collapse = ", "))
}
