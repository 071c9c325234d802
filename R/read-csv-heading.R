# Finds which lines of a text file are its heading, and where its answers begin.
# What the first records look like decides, unless the user says it.

# A list: `names` of the columns, `labels` (what further lines of heading say, ""
# for nothing), `from` (the offset of the data), `rows` (lines of heading), `notes` and
# `below` (the two records behind the heading). `head` is the kernel's: the first
# records. `header` is NULL, "none" or lines of the file; "first" takes the first record
# as it is.
csv_columns <- function(head, header, platform, place, call) {
  records <- split_records(head)
  if (identical(header, "none")) {
    out <- list(names = rep("", common_width(head$fields)), labels = NULL,
                from = head$from[1], rows = 0, notes = NULL)
    return(out)
  }
  at <- 1
  if (is.numeric(header)) {
    at <- lines_of_heading(header, head, place, call)
  } else if (is.null(header)) {
    at <- find_heading(records, head, platform, place, call)
  }
  heading <- joined_heading(records[at])
  last <- at[length(at)]
  out <- list(names = heading$names, labels = heading$labels, from = head$to[last],
              rows = length(at), notes = NULL, below = utils::head(records[-seq_len(last)], 2))
  if (identical(header, "first")) return(out)
  fit_names(out, records[-seq_len(last)])
}

split_records <- function(head) {
  ends <- cumsum(head$fields)
  lapply(seq_along(ends), function(i) {
    head$cells[seq.int(to = ends[i], length.out = head$fields[i])]
  })
}

# The records that begin at the lines that the user names.
lines_of_heading <- function(header, head, place, call) {
  at <- match(header, head$line)
  if (anyNA(at)) {
    line <- header[is.na(at)][1]
    where <- place_words(place)
    unit <- place$unit
    abort_pairwave(
      c("{.arg header} must be {unit}s of {where} at which headings begin.",
        x = if (unit == "row") {
          "Row {line} is empty, or behind the end of the sheet."
        } else {
          "Line {line} is blank, within a text in quotes, or behind the end of the file."
        }),
      "heading", call = call
    )
  }
  at
}

# The heading as the file shows it: below titles and comments, and with further
# lines of heading below it. Whatever is not beyond doubt is taken as it stands.
find_heading <- function(records, head, platform, place, call) {
  # Titles may be more than the rows of a short file.
  several <- head$fields > 1
  width <- common_width(if (all(diff(several) >= 0) && any(several)) head$fields[several] else
    head$fields)
  is_platform <- function(at) {
    below <- function() if (at < length(records)) records[[at + 1]] else character()
    !identical(platform, "none") && !is.null(find_platform(NULL, records[[at]], below, call))
  }
  if (is_platform(1)) return(1)
  texts <- split_records(list(cells = heading_text(head$cells), fields = head$fields))
  filled <- vapply(texts, function(x) sum(nzchar(x)), 0L)
  first <- which(filled >= max(2, width / 2))
  at <- if (width < 2 || length(first) == 0) 1 else first[1]
  # A title with a delimiter in it may fill as many cells as a heading might.
  if (at == 1 && length(records) > 2 && head$fields[1] < head$fields[2] &&
      is_heading_below(2, records, texts, head, width, filled)) {
    at <- 2
  }
  if (at > 1) {
    known <- is_platform(at)
    if (!known && !is_heading_below(at, records, texts, head, width, filled)) {
      if (!any(is_value(texts[[at]]))) warn_maybe_titles(head$line[at], place)
      return(1)
    }
    warn_titles(head$line[at], place)
    if (known) return(at)
  }
  # A platform that is named says itself what is below.
  if (!is.null(platform) && platform != "none") return(at)
  more <- further_headings(texts, at, width)
  if (length(more)) {
    warn_further_headings(head$line[c(at, more)], place)
  } else if (is_answer_like(texts, at, width)) {
    warn_no_heading(head$line[at], place)
  }
  c(at, more)
}

# The number of fields that most records have; of several, the largest.
common_width <- function(fields) {
  count <- tabulate(match(fields, unique(fields)))
  max(unique(fields)[count == max(count)])
}

# Texts of records as a matrix, "" where one has no such field.
record_matrix <- function(texts, width) {
  cells <- vapply(texts, function(x) x[seq_len(width)], character(width))
  cells <- matrix(cells, length(texts), width, byrow = TRUE)
  cells[is.na(cells)] <- ""
  cells
}

# Numbers, dates and times, in whatever country's order.
is_value <- function(x) {
  by_text(x, function(text) {
    number <- "[-+]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][-+]?[0-9]+)?%?"
    date <- "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([ T].*)?"
    time <- "[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?"
    grepl(paste0("^(?:", number, "|", date, "|", time, ")$"), text, perl = TRUE)
  })
}

# Texts that stand for no answer.
is_no_answer <- function(x) {
  by_text(x, function(text) {
    lower_case(text) %in% c("", "na", "n/a", "#n/a", "nan", "null", "none", "missing", ".", "-",
                            "--")
  })
}

# Applies a function to each text, once for equal ones; of a matrix, a matrix.
by_text <- function(x, says) {
  texts <- unique(as.vector(x))
  out <- says(texts)[match(x, texts)]
  dim(out) <- dim(x)
  out
}

# Columns of nothing but values, where they have anything.
value_columns <- function(cells) {
  none <- is_no_answer(cells)
  colSums(!none) > 0 & colSums(!none & !is_value(cells)) == 0
}

# Here and below, `texts` are the records as heading_text() gives them.

# Tells whether record `at` is a heading below titles: texts, all different, above
# records of its width; and something says that what is above is none: a mark of
# comments, a blank line, or numbers below the texts.
is_heading_below <- function(at, records, texts, head, width, filled) {
  heading <- record_matrix(texts[at], width)[1, ]
  given <- heading[heading != ""]
  below <- texts[-seq_len(at)]
  if (length(given) < 2 || length(below) == 0 || any(is_value(given)) || anyDuplicated(given) ||
      mean(lengths(below) == width | filled[-seq_len(at)] == 0) < 0.8) {
    return(FALSE)
  }
  above <- seq_len(at - 1)
  ends <- vapply(records[above], function(x) sum(nchar(gsub("[^\n]", "", x))), 0)
  gap <- head$line[above + 1] > head$line[above] + 1 + ends
  comment <- grepl("^(#|//|%)", vapply(records[above], `[`, "", 1))
  values <- value_columns(record_matrix(below, width)) & heading != ""
  all(comment) || any(gap | filled[above] == 0) || any(values)
}

# Up to three records below the heading `at` that are headings as well: they have
# texts, all different, where what is below has nothing but values, and nothing
# that is an answer further down.
further_headings <- function(texts, at, width) {
  # Most files are told by the first record: it has values.
  if (length(texts) > at && any(is_value(texts[[at + 1]][seq_len(width)]))) return(integer())
  headings_below(texts, at, width)
}

# The records after the heading `at` that tell each column of values apart, as a second
# heading does.
headings_below <- function(texts, at, width) {
  for (n in seq(min(3, length(texts) - at - 1), length.out = 3, by = -1)) {
    if (n < 1) break
    more <- at + seq_len(n)
    below <- record_matrix(texts[-seq_len(at + n)], width)
    values <- value_columns(below)
    each <- vapply(more, function(i) {
      row <- record_matrix(texts[i], width)[1, ]
      told <- row[values & !is_no_answer(row)]
      others <- which(!values & row != "")
      length(told) >= max(2, sum(values) / 2) && !anyDuplicated(told) &&
        !any(is_value(row)) &&
        !any(vapply(others, function(j) row[j] %in% below[, j], NA))
    }, NA)
    if (all(each)) return(more)
  }
  integer()
}

# Tells whether at least half of a heading's cells are what the columns below hold: a
# value above values, a text that recurs, or one that stands for no answer. Numbered
# columns and years (1, 2, 3 or 2019, 2020) are names.
is_answer_like <- function(texts, at, width) {
  heading <- record_matrix(texts[at], width)[1, ]
  below <- record_matrix(texts[-seq_len(at)], width)
  same <- below == rep(heading, each = nrow(below))
  others <- rowSums(!same) > 0
  below <- below[others, , drop = FALSE]
  value <- is_value(heading)
  value[value] <- colSums(!is_no_answer(below[, value, drop = FALSE]) &
                            !is_value(below[, value, drop = FALSE])) == 0
  number <- suppressWarnings(as.numeric(heading[value]))
  if (length(number) > 1 && !anyNA(number) && all(diff(number) == 1)) value[] <- FALSE
  seen <- colSums(same[others, , drop = FALSE]) > 0
  found <- heading != "" & (value | seen | is_no_answer(heading))
  sum(found) >= max(1, sum(heading != "") / 2)
}

# Names and labels out of one or several records. The first names the columns
# where it names each of them differently; else all together do, a title over
# several columns standing for each of them.
joined_heading <- function(records) {
  if (length(records) == 1) {
    return(list(names = records[[1]], labels = NULL))
  }
  join_headings(records)
}

join_headings <- function(records) {
  width <- max(lengths(records))
  cells <- record_matrix(lapply(records, heading_text), width)
  labels <- apply(cells[-1, , drop = FALSE], 2, function(x) {
    paste(unique(x[x != ""]), collapse = ": ")
  })
  if (all(cells[1, ] != "") && !anyDuplicated(cells[1, ])) {
    return(list(names = cells[1, ], labels = labels))
  }
  over <- cells[1, ]
  over <- c("", over[over != ""])[cumsum(over != "") + 1]
  names <- ifelse(labels == "", over, ifelse(over == "", labels, paste(over, labels, sep = "_")))
  list(names = names, labels = rep("", width))
}

# Where the records have another number of fields than the heading has names, all
# of them: a field that is always empty is the delimiter at the end of a line; one
# more in front are R's row names. Answers with a delimiter in them that should
# have been quoted are neither: what is behind it begins with a blank.
fit_names <- function(out, records) {
  of <- rep(seq_along(records), lengths(records))
  records <- records[unique(of[grepl("[^ \t]", unlist(records), perl = TRUE)])]
  fields <- lengths(records)
  named <- length(out$names)
  if (length(fields) == 0) return(out)
  while (named > 1 && all(fields < named) && heading_text(out$names[named]) == "") {
    named <- named - 1
  }
  out$names <- out$names[seq_len(named)]
  out$labels <- out$labels[seq_len(min(named, length(out$labels)))]
  width <- common_width(fields)
  if (width <= named || mean(fields == width) < 0.8) return(out)
  fit_wider_records(out, records[fields == width], named, width)
}

# Most records have more fields than the heading has names.
fit_wider_records <- function(out, records, named, width) {
  cells <- vapply(records, identity, character(width))
  cells <- matrix(cells, ncol = width, byrow = TRUE)
  beyond <- cells[, seq(named + 1, width), drop = FALSE]
  if (all(trimws(beyond) == "")) {
    unnamed <- rep("", width - named)
    out$names <- c(out$names, unnamed)
    if (length(out$labels)) out$labels <- c(out$labels, unnamed)
    out$notes <- "Each line ends in a delimiter, and the heading does not."
    return(out)
  }
  is_text <- grepl("^[ \u00a0]", beyond) & !grepl("^[ \u00a0]", cells[, 1])
  if (width != named + 1 || any(is_text)) return(out)
  out$names <- c("", out$names)
  if (length(out$labels)) out$labels <- c("", out$labels)
  out$notes <- paste(
    "The heading is one name short: the first column, such as R's row names, is called column_1."
  )
  out
}

# A heading on one line, without what nobody sees.
heading_text <- function(x) {
  by_text(x, function(text) {
    odd <- is_odd_line(text)
    seen <- gsub("[\u200b\u200c\u200d\u2060\ufeff]", "", text[odd])
    text[odd] <- trimws(gsub("[[:space:]\u00a0\u2007\u202f\u3000]+", " ", seen))
    text
  })
}

# Warns of a heading at `line` that was guessed: what must hold, what was taken for
# what, and the remedy, all of which may name `line`, `unit` and `where`.
warn_heading <- function(line, place, found, remedy,
                         rule = "{capital(where)} must begin with its heading, or {.arg header}
                                 say where that is.") {
  where <- place_words(place)
  unit <- place$unit
  warn_pairwave(c(rule, x = found, i = remedy), "heading", line = line)
}

warn_titles <- function(line, place) {
  unit <- capital(place$unit)
  taken <- if (line == 2) paste(unit, "1 is taken for a title") else
    paste0(unit, "s 1 to ", line - 1, " are taken for titles")
  warn_heading(
    line, place, paste0(taken, ", and {unit} {line} for the heading."),
    "If that is so, {.code header = {line}} says it; a study file has the key
     {.field header} for each wave."
  )
}

warn_maybe_titles <- function(line, place) {
  warn_heading(
    line, place,
    "{capital(unit)} 1 is taken for the heading, and has fewer names than {unit} {line} has
     fields.",
    "If it is a title, say {.code header = {line}}; a study file has the key
     {.field header} for each wave."
  )
}

warn_further_headings <- function(lines, place) {
  more <- paste(lines[-1], collapse = " and ")
  unit <- capital(place$unit)
  taken <- if (length(lines) == 2) {
    paste(unit, more, "has texts where all that follows is numbers: it is taken for")
  } else {
    paste0(unit, "s ", more, " have texts where all that follows is numbers: they are taken for")
  }
  warn_heading(
    lines, place, paste(taken, "heading, and not for answers."),
    "If that is so, {.code header = {deparse_lines(line)}} says it; if not,
     {.code header = {line[1]}}.",
    rule = "What is heading in {where} must be sure, or {.arg header} say it."
  )
}

warn_no_heading <- function(line, place) {
  warn_heading(
    line, place,
    "{capital(unit)} {line} looks like the answers below it, and is taken for the heading all
     the same.",
    "If it holds answers, say {.code header = \"none\"}; if not, {.code header = {line}}.",
    rule = "{capital(where)} must have a heading, or {.arg header} say that it has none."
  )
}

deparse_lines <- function(lines) {
  if (all(diff(lines) == 1)) paste0(lines[1], ":", lines[length(lines)])
  else paste0("c(", paste(lines, collapse = ", "), ")")
}

# `header` as it may be: NULL, "none" or lines of the file, rising.
check_header <- function(header, lines, platform, call) {
  is_lines <- are_whole_numbers(header) && length(header) > 0 &&
    all(header >= 1) && !is.unsorted(header, strictly = TRUE)
  if (!is.null(header) && !identical(header, "none") && !is_lines) {
    abort_pairwave(
      c("{.arg header} must be the lines that hold the heading, such as 3 or 2:3, or {.val none}.",
        x = if (rlang::is_scalar_atomic(header)) "It is {.val {header}}."
            else "It is {.obj_type_friendly {header}}."),
      "argument", call = call
    )
  }
  if (is_lines && header[1] <= lines) {
    abort_pairwave(
      c("{.arg header} must be behind the lines that {.arg skip} passes over.",
        x = "It is line {header[1]}, and {.arg skip} passes over {lines}."),
      "argument", call = call
    )
  }
  if (length(header) > 1 && !is.null(platform) && platform != "none") {
    abort_pairwave(
      c("{.arg header} must be one line where {.arg platform} is named.",
        x = "It is {length(header)} lines.",
        i = "The platform's layout says how many lines of heading there are."),
      "argument", call = call
    )
  }
}

# `skip` as rows and lines: a number of rows, or c(lines = 2, rows = 10).
read_skip <- function(skip, call = rlang::caller_env()) {
  parts <- c(rows = 0, lines = 0)
  if (is.null(names(skip))) {
    check_row_count(skip, "skip", call)
    parts[["rows"]] <- skip
    return(parts)
  }
  if (!all(names(skip) %in% names(parts)) || anyDuplicated(names(skip)) || !is.numeric(skip)) {
    abort_pairwave(
      c("{.arg skip} must be a number of rows, or have the names {.val rows} and {.val lines}.",
        x = "It has {.val {names(skip)}}.",
        i = "{.code c(lines = 2)} passes over two lines above the heading."),
      "argument", call = call
    )
  }
  for (name in names(skip)) check_row_count(skip[[name]], "skip", call)
  parts[names(skip)] <- skip
  parts
}
