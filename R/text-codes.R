# Holds codings: who gave which code to what, and what was read without a code.

# Codings out of what a reader found. `rows` has a row for each coding, or for a
# unit that was read without a code (code NA), and any of `codes_columns`; the
# others are NA. `universe` says which units each coder read, where more than the
# rows say; `participants` who could have been coded, where more than they say.
# `offsets` is the rule by which positions were taken, and `read` the one by which
# units count as read. Where `texts` is given, the column `text` has numbers of which it
# makes the texts: a million of them are made last, and only when somebody looks.
new_codes <- function(rows, framework = NULL, universe = NULL, sources = NULL,
                      participants = NULL, offsets = no_offsets, read = "rows",
                      texts = NULL) {
  given <- complete_rows(rows)
  said <- function(at) {
    number <- rows$text
    if (is.null(number)) return(rep(NA_character_, length(at)))
    if (is.null(texts)) enc2utf8(as.character(number)[at]) else texts(number[at])
  }
  numbers <- column_numbers(given)
  again <- repeated_codings(given, numbers, rows$reference, said)
  left <- rows_to_keep(given, numbers, again)
  participants <- known_participants(given, numbers, participants)
  source_of <- universe[c("unit", "source")[c(TRUE, !is.null(universe$source))]]
  universe <- whole_universe(given, numbers, universe)
  if (length(left) < nrow(given)) given <- take_rows(given, left)
  added <- uncoded_rows(given, universe, source_of, participants)
  out <- if (nrow(added)) stack_rows(given, added) else given
  out$text <- new_identifying_column(said(c(left, rep(NA_integer_, nrow(added)))))
  out$memo <- new_identifying_column(out$memo)
  structure(
    out,
    class = c("pairwave_codes", "data.frame"),
    framework = framework_with(framework, out$code),
    coders = unique(universe$coder[!is.na(universe$coder)]),
    sources = sources %||% sources_of(out),
    universe = universe[c("coder", "unit")],
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

# Rows with every column but their texts, which are NA.
complete_rows <- function(rows) {
  n <- length(rows[[1]])
  columns <- lapply(names(codes_columns), function(name) {
    blank <- codes_columns[[name]]
    value <- if (name != "text") rows[[name]]
    if (is.null(value)) return(rep(blank, n))
    value <- if (is_identifying(value)) as.character(value) else value
    if (is.integer(blank)) as.integer(value) else enc2utf8(as.character(value))
  })
  names(columns) <- names(codes_columns)
  if (is.null(rows$row)) columns$row <- seq_len(n)
  new_frame(columns)
}

# The columns that tell rows apart, each as numbers that equal values share.
column_numbers <- function(rows) {
  known <- list()
  lapply(rows[c("coder", "unit", "participant", "code", "source", "wave", "note")],
         function(column) {
    for (other in known) if (identical(column, other$column)) return(other$numbers)
    numbers <- match(column, unique(column))
    known[[length(known) + 1]] <<- list(column = column, numbers = numbers)
    numbers
  })
}

# A coder who gave a unit, or the same stretch of a text, one code twice gave it
# once. Stretches whose places are not known count apart by the number that their
# program gave them (`reference`), or by what they say.
repeated_codings <- function(rows, numbers, reference, said) {
  place <- rows$end
  unplaced <- which(is.na(rows$start))
  other <- if (is.null(reference)) said(unplaced) else as.character(reference)[unplaced]
  if (length(unplaced)) place[unplaced] <- -match(other, unique(other))
  duplicated(row_kinds(c(numbers, list(rows$start, place)))) & !is.na(rows$code)
}

# A number for each row, which equal rows share. It costs less than a text for each. Of
# columns that are the same, such as units that are sources, one tells.
row_kinds <- function(columns) {
  kinds <- rep(0, length(columns[[1]]))
  n <- 1
  for (column in distinct_columns(unname(columns))) {
    if (length(column) == 0) return(kinds)
    if (!is.integer(column)) column <- match(column, unique(column))
    absent <- anyNA(column)
    if (absent && all(is.na(column))) next
    least <- as.numeric(min(column, na.rm = TRUE))
    size <- max(column, na.rm = TRUE) - least + 2
    if (size == 2 && !absent) next
    if (n * size > most_kinds) {
      distinct <- unique(kinds)
      kinds <- match(kinds, distinct) - 1
      n <- as.numeric(length(distinct))
      column <- match(column, unique(column))
      least <- 1
      size <- max(column) + 1
      absent <- FALSE
    }
    number <- column - (least - 1)
    if (absent) number[is.na(number)] <- 0
    kinds <- kinds + n * number
    n <- n * size
  }
  kinds
}

most_kinds <- 2^53 # which a number still tells apart

distinct_columns <- function(columns) {
  Filter(Negate(is.null), lapply(seq_along(columns), function(i) {
    again <- any(vapply(columns[seq_len(i - 1)], identical, NA, columns[[i]]))
    if (!again) columns[[i]]
  }))
}

distinct_rows <- function(frame) {
  take_rows(frame, which(!duplicated(row_kinds(frame))))
}

take_rows <- function(frame, at) new_frame(lapply(frame, `[`, at))

stack_rows <- function(frame, more) new_frame(Map(c, frame, more[names(frame)]))

# Every coder and unit that the rows or the reader name, each pair once; `in_rows`
# where the rows do.
whole_universe <- function(rows, numbers, universe) {
  first <- which(!duplicated(row_kinds(numbers[c("coder", "unit")])))
  n_more <- length(universe$unit)
  pairs <- new_frame(list(
    coder = c(rows$coder[first], universe$coder), unit = c(rows$unit[first], universe$unit),
    in_rows = rep(c(TRUE, FALSE), c(length(first), n_more))
  ))
  keep <- !duplicated(row_kinds(pairs[c("coder", "unit")])) & !is.na(pairs$unit)
  take_rows(pairs, which(keep))
}

# The codings, and a row without code for each unit that a coder read and gave none.
# Such a row stands once, and not beside a code.
rows_to_keep <- function(rows, numbers, again) {
  given <- !is.na(rows$code) | !is.na(rows$note)
  if (all(given)) return(which(!again))
  pair <- row_kinds(numbers[c("coder", "unit")])
  which(!again & (given | (!pair %in% pair[given] & !duplicated(pair))))
}

# A row for each unit that a coder read and of whom no row tells.
uncoded_rows <- function(rows, universe, source_of, participants) {
  more <- take_rows(universe, which(!universe$in_rows))
  if (nrow(more) == 0) return(more)
  complete_rows(list(
    source = if (is.null(source_of$source)) unit_value(rows, "source", more$unit)
             else source_of$source[match(more$unit, source_of$unit)],
    unit = more$unit, participant = unit_value(participants, "participant", more$unit),
    wave = unit_value(rows, "wave", more$unit), coder = more$coder,
    row = rep(NA_integer_, nrow(more))
  ))
}

# What all rows of a unit have in a column; NA where they differ, or where there
# are none.
unit_value <- function(rows, column, unit) {
  known <- distinct_rows(new_frame(list(unit = rows$unit, value = rows[[column]])))
  out <- known$value[match(unit, known$unit)]
  out[unit %in% known$unit[duplicated(known$unit)]] <- NA
  out
}

sources_of <- function(rows) {
  source <- unique(rows$source[!is.na(rows$source)])
  new_frame(list(source = source, length = rep(NA_integer_, length(source)),
                 hash = rep(NA_character_, length(source))))
}

# Who could have been coded: those with a row, and those of whom the reader knows.
known_participants <- function(rows, numbers, participants) {
  first <- which(!duplicated(row_kinds(numbers[c("participant", "unit", "source")])))
  known <- new_frame(list(
    participant = c(rows$participant[first], participants$participant),
    unit = c(rows$unit[first], participants$unit),
    source = c(rows$source[first], participants$source)
  ))
  distinct_rows(take_rows(known, which(!is.na(known$participant))))
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
                      "read", "duplicates", "unlinked", "defined", "members",
                      "changed")
