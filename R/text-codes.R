# Holds codings: who gave which code to what, and what was read without a code.

# Codings out of what a reader found. `rows` has a row for each coding, or for a
# unit that was read without a code (code NA), and any of `codes_columns`; the
# others are NA. `universe` says which units each coder read, where more than the
# rows say; `participants` who could have been coded, where more than they say.
# `offsets` is the rule by which positions were taken, and `read` the one by which
# units count as read.
new_codes <- function(rows, framework = NULL, universe = NULL, sources = NULL,
                      participants = NULL, offsets = no_offsets, read = "rows") {
  reference <- rows$reference
  rows <- complete_rows(rows)
  again <- repeated_codings(rows, reference)
  if (any(again)) rows <- rows[!again, , drop = FALSE]
  participants <- known_participants(rows, participants)
  source_of <- universe[c("unit", "source")[c(TRUE, !is.null(universe$source))]]
  universe <- whole_universe(rows, universe)
  rows <- with_uncoded(rows, universe, source_of, participants)
  text <- new_identifying_column(as.character(rows$text))
  rows$text <- text
  memo <- new_identifying_column(as.character(rows$memo))
  rows$memo <- memo
  rownames(rows) <- NULL
  structure(
    rows,
    class = c("pairwave_codes", "data.frame"),
    framework = framework_with(framework, rows$code),
    coders = unique(universe$coder[!is.na(universe$coder)]),
    sources = sources %||% sources_of(rows),
    universe = universe,
    participants = participants,
    offsets = offsets,
    read = read,
    duplicates = sum(again)
  )
}

# What is known of positions where a file has none.
no_offsets <- list(code = "none", checked = 0L, equal = 0L)

# The columns of codings, with a missing value of the type of each.
codes_columns <- list(
  source = NA_character_, unit = NA_character_, participant = NA_character_,
  wave = NA_character_, coder = NA_character_, code = NA_character_, start = NA_integer_,
  end = NA_integer_, text = NA_character_, memo = NA_character_, row = NA_integer_,
  note = NA_character_
)

complete_rows <- function(rows) {
  n <- length(rows[[1]])
  columns <- lapply(names(codes_columns), function(name) {
    blank <- codes_columns[[name]]
    value <- rows[[name]]
    if (is.null(value)) return(rep(blank, n))
    value <- if (is_identifying(value)) as.character(value) else value
    if (is.integer(blank)) as.integer(value) else enc2utf8(as.character(value))
  })
  names(columns) <- names(codes_columns)
  if (is.null(rows$row)) columns$row <- seq_len(n)
  new_frame(columns)
}

# A coder who gave a unit, or the same stretch of a text, one code twice gave it
# once. Stretches whose places are not known count apart by the number that their
# program gave them (`reference`), or by what they say.
repeated_codings <- function(rows, reference) {
  known <- !is.na(rows$start)
  place <- if (is.null(reference)) rows$text else as.character(reference)
  place[known] <- rows$end[known]
  keys <- rows[c("coder", "unit", "participant", "code", "source", "wave", "note")]
  keys <- c(keys, list(rows$start, place))
  duplicated(row_kinds(keys)) & !is.na(rows$code)
}

# A number for each row, which equal rows share. It costs less than a text for each.
row_kinds <- function(columns) {
  most_kinds <- 2^53 # which a number still tells apart
  kinds <- rep(0, length(columns[[1]]))
  n <- 1
  for (column in unname(columns)) {
    distinct <- unique(column)
    if (length(distinct) < 2) next
    if (n * length(distinct) > most_kinds) {
      known <- unique(kinds)
      kinds <- match(kinds, known) - 1
      n <- as.numeric(length(known))
    }
    kinds <- kinds + n * (match(column, distinct) - 1)
    n <- n * length(distinct)
  }
  kinds
}

distinct_rows <- function(frame) {
  out <- frame[!duplicated(row_kinds(frame)), , drop = FALSE]
  rownames(out) <- NULL
  out
}

# Every coder and unit that the rows or the reader name, each pair once.
whole_universe <- function(rows, universe) {
  pairs <- new_frame(list(coder = c(rows$coder, universe$coder),
                          unit = c(rows$unit, universe$unit)))
  distinct_rows(pairs[!is.na(pairs$unit), , drop = FALSE])
}

# The codings, then a row without code for each unit that a coder read and gave
# none. Such a row stands once, and not beside a code.
with_uncoded <- function(rows, universe, source_of, participants) {
  of <- function(frame) {
    match(frame$coder, coders) * (length(units) + 1) + match(frame$unit, units)
  }
  coders <- unique(universe$coder)
  units <- unique(universe$unit)
  given <- !is.na(rows$code) | !is.na(rows$note)
  at <- of(rows)
  keep <- given | (!at %in% at[given] & !duplicated(at))
  rows <- rows[keep, , drop = FALSE]
  more <- universe[!of(universe) %in% of(rows), , drop = FALSE]
  if (nrow(more) == 0) {
    return(rows)
  }
  added <- complete_rows(list(
    source = if (is.null(source_of$source)) unit_value(rows, "source", more$unit)
             else source_of$source[match(more$unit, source_of$unit)],
    unit = more$unit, participant = unit_value(participants, "participant", more$unit),
    wave = unit_value(rows, "wave", more$unit), coder = more$coder,
    row = rep(NA_integer_, nrow(more))
  ))
  rbind(rows, added)
}

# What all rows of a unit have in a column; NA where they differ, or where there
# are none.
unit_value <- function(rows, column, unit) {
  value <- rows[[column]]
  first <- value[match(rows$unit, rows$unit)]
  differs <- is.na(first) != is.na(value) | (!is.na(first) & !is.na(value) & first != value)
  value <- value[match(unit, rows$unit)]
  value[unit %in% rows$unit[differs]] <- NA
  value
}

sources_of <- function(rows) {
  source <- unique(rows$source[!is.na(rows$source)])
  new_frame(list(source = source, length = rep(NA_integer_, length(source)),
                 hash = rep(NA_character_, length(source))))
}

# Who could have been coded: those with a row, and those of whom the reader knows.
known_participants <- function(rows, participants) {
  known <- new_frame(list(
    participant = c(rows$participant, participants$participant),
    unit = c(rows$unit, participants$unit), source = c(rows$source, participants$source)
  ))
  distinct_rows(known[!is.na(known$participant), , drop = FALSE])
}

#' @export
`[.pairwave_codes` <- function(x, ...) {
  out <- NextMethod()
  # Some of the codings are no longer what the readers read.
  if (is.data.frame(out) && (nrow(out) != nrow(x) || !identical(names(out), names(x)))) {
    class(out) <- setdiff(class(out), "pairwave_codes")
    for (name in codes_attributes) attr(out, name) <- NULL
  }
  out
}

codes_attributes <- c("framework", "coders", "sources", "universe", "participants", "offsets",
                      "read", "duplicates")
