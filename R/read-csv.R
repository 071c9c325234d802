# Reads a delimited export. The kernel finds encoding, delimiter and decimal
# mark, scans once and decides each column's type on the whole column; what a
# survey platform means by its layout is added by R/read-platform.R.
#
# `skip` and `n_max` count respondents, as they do for SPSS files; the part `lines`
# of `skip` is lines of the file. An option
# that is NULL is found from the file. `na` holds the texts that stand for no
# answer; a quoted empty text is an empty answer where its column also has
# unquoted cells.
read_csv_survey <- function(path, ..., encoding = NULL, delim = NULL,
                            decimal_mark = NULL, header = NULL, skip = 0,
                            platform = NULL, call = rlang::caller_env()) {
  skip <- read_skip(skip, call)
  check_csv_options(delim, decimal_mark, call)
  check_header(header, skip[["lines"]], platform, call)
  # Formatted only when something fails: that takes longer than a small file.
  delayedAssign("context", cli::format_inline("Can't read {.file {path}}."))
  file <- open_csv(path, encoding, delim, decimal_mark, context, call, header,
                   skip[["lines"]], platform)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (file$rows != 1 || length(header) > 1) platform <- "none"
  read_scanned(file, path, ..., skip = skip[["rows"]], platform = platform,
               marked = !is.null(decimal_mark), call = call)
}

# A survey out of a scanned file. `syntax`, where the file came with one,
# declares what its columns hold; `marked` says whether the decimal mark was given,
# `format` what the file is.
read_scanned <- function(file, path, ..., columns = NULL, n_max = Inf, skip = 0,
                         user_na = TRUE, na = c("", "NA"), platform = NULL,
                         key = NULL, choices = NULL, identifying = "mask",
                         syntax = NULL, marked = TRUE, format = "csv",
                         call = rlang::caller_env()) {
  check_dots_empty(call)
  delayedAssign("context", cli::format_inline("Can't read {.file {path}}."))
  delayedAssign("known", known_headings(file$names))
  layout <- find_platform(platform, file$names, function() cells_below(file), call, known)
  heading <- csv_heading(file, layout, file$place)
  split <- length(layout$multiple$separators) > 0
  asked <- if (split) seq_along(heading$name) else
    wanted_columns(columns, heading$name, path, call)
  wanted <- needed_columns(asked, heading, layout)
  first <- heading$rows + if (is.null(syntax)) 0 else syntax$data$first - 1
  file_rows <- max(0, file$n_rows - first)
  skip <- min(skip, file_rows)
  n_rows <- min(max(0, n_max), file_rows - skip)
  # Which options stand in cells of several shows in all rows only.
  rows <- if (split && n_rows < file_rows) skip + seq_len(n_rows)
  skip <- first + if (is.null(rows)) skip else 0
  if (!is.null(rows)) n_rows <- file_rows
  as_text <- heading$name[wanted] %in% fitting_columns(layout$text, heading)
  if (!is.null(syntax)) as_text <- syntax_texts(syntax, file$names[wanted])
  cells <- file$cells %||% function(which, as_text, skip, n) {
    check_csv(
      .Call(pw_call_csv_columns, file$handle, which - 1L, as_text,
            enc2utf8(as.character(na)), as.double(skip), as.double(n)),
      context, call, path
    )
  }
  values <- cells(wanted, as_text, skip, n_rows)
  ragged <- attr(values, "ragged")
  if (!is.null(rows)) {
    ragged <- attr(cells(1L, TRUE, first + min(rows, file_rows + 1) - 1, length(rows)), "ragged")
  }
  ragged <- structure(ragged, class = "data.frame",
                      row.names = .set_row_names(length(ragged$line)))
  attr(values, "ragged") <- NULL
  names(values) <- file$names[wanted]
  if (!is.null(syntax)) values <- as_declared(values, syntax, path)
  if (!is.null(layout) || !is.null(syntax)) values <- as_spss_numbers(values)
  names(values) <- heading$name[wanted]
  grouped <- if (!marked && file$delim == ";" && file$decimal_mark == ".") {
    thousands_note(values, function(names, most) {
      which <- match(names, heading$name)
      if (length(which)) cells(which, rep(TRUE, length(which)), skip, min(most, n_rows))
    })
  }
  if (is.null(syntax)) values <- as_clock_columns(values)
  # A delimiter at the end of each line makes a column of nothing.
  nothing <- heading$unnamed[wanted] & is.null(columns)
  nothing[nothing] <- vapply(values[nothing], function(x) all(is.na(x)), TRUE)
  values <- values[!nothing]
  asked_of <- heading$label[match(names(values), heading$name)]
  asks <- nzchar(asked_of)
  values[asks] <- Map(new_labelled_column, values[asks], label = asked_of[asks])
  if (nrow(ragged)) warn_ragged(ragged, length(file$names), path)

  out <- structure(
    values,
    names = names(values), row.names = .set_row_names(n_rows),
    class = c("pairwave_survey", "data.frame")
  )
  attr(out, "survey") <- list(
    file = path, format = format, encoding = file$encoding,
    n_rows = length(rows) + if (is.null(rows)) n_rows else 0,
    label = NULL, notes = as.character(c(file$notes, dropped_note(file$dropped), grouped)),
    weight = NULL, platform = layout$name,
    delim = file$delim, decimal_mark = file$decimal_mark,
    header_rows = file$rows + heading$rows, ragged = ragged
  )
  if (!is.null(file$place$sheet)) attr(out, "survey") <- facts_of_sheet(attr(out, "survey"), file)
  if (is.null(layout)) {
    attr(out, "survey")$notes <- c(
      attr(out, "survey")$notes, serial_date_note(out),
      if (is.null(platform) && is.null(syntax)) unknown_platform_note(file$names, known)
    )
  }
  labels <- if (is.null(syntax)) read_platform_key(path, layout, key, heading, out, call) else
    list(entries = by_own_names(syntax_entries(syntax), heading))
  attr(out, "survey")$notes <- c(attr(out, "survey")$notes, labels$note)
  out <- apply_platform(out, layout, heading, labels$entries, choices, call)
  if (!is.null(columns)) {
    out <- select_asked(out, columns, split, heading$name[asked], path, call)
  }
  if (!is.null(rows)) out <- survey_slice(out, rows)
  if (!user_na) out <- forget_missing_codes(out)
  if (identifying == "drop") out <- drop_identifying(out)
  structure(out, file_rows = file_rows, dropped_rows = file$dropped)
}

# Some rows of a survey, with all that its columns say.
survey_slice <- function(survey, rows) {
  columns <- lapply(survey, column_slice, rows)
  attributes(columns) <- attributes(survey)
  attr(columns, "row.names") <- .set_row_names(length(rows))
  columns
}

# The columns asked for, out of those that had to be read for them. A question
# whose options stood in one cell is asked for by its name or by those.
select_asked <- function(survey, columns, split, asked, path, call) {
  if (split) {
    sets <- attr(survey, "survey")$mr_sets
    names(sets) <- vapply(sets, `[[`, "", "name")
    if (is.character(columns) && is.null(names(columns))) {
      columns <- unlist(lapply(columns, function(name) {
        if (name %in% names(survey) || is.null(sets[[name]])) name else sets[[name]]$variables
      }))
    }
    asked <- names(survey)[wanted_columns(columns, names(survey), path, call)]
  }
  facts <- attr(survey, "survey")
  out <- survey[intersect(asked, names(survey))]
  structure(out, class = class(survey), survey = facts, changed = NULL)
}

forget_missing_codes <- function(survey) {
  for (name in names(survey)) {
    x <- survey[[name]]
    if (declares_missing(x)) {
      survey[[name]] <- column_update(column_blank(x, is_missing_answer(x)),
                                      na_values = NULL, na_range = NULL)
    }
  }
  survey
}

# A sheet has a name, and none of the marks that its cells were handed over with.
facts_of_sheet <- function(facts, file) {
  facts[c("delim", "decimal_mark")] <- NULL
  facts$sheet <- file$place$sheet
  facts
}

# Finds what was found about a text file or a sheet, for the second line of its print.
describe_csv <- function(about) {
  delim <- c("," = "comma", ";" = "semicolon", "\t" = "tab", "|" = "bar")
  name <- delim[about$delim]
  ragged <- NROW(about$ragged)
  paste(c(
    if (length(about$sheet)) paste0("sheet \"", about$sheet, "\"") else about$encoding,
    if (length(name)) {
      if (is.na(name)) paste("delimiter", about$delim) else paste("delimiter", name)
    },
    if (identical(about$decimal_mark, ",")) "decimal comma",
    if (length(about$header_rows)) {
      paste(about$header_rows,
            if (about$header_rows == 1) "header row" else "header rows")
    },
    if (length(about$platform)) paste("platform", about$platform),
    if (ragged > 0) paste(ragged, if (ragged == 1) "ragged line" else "ragged lines")
  ), collapse = ", ")
}

check_csv_options <- function(delim, decimal_mark, call) {
  if (!is.null(delim) && !(is_text(delim) && nchar(delim, "bytes") == 1 &&
                           !delim %in% c("\"", "\n", "\r"))) {
    abort_pairwave(
      c("{.arg delim} must be one character, such as {.val ;}, and no quote or line end.",
        x = "It is {.val {delim}}."),
      "argument", call = call
    )
  }
  if (!is.null(decimal_mark) && !(is_text(decimal_mark) &&
                                  decimal_mark %in% c(".", ","))) {
    abort_pairwave(
      c("{.arg decimal_mark} must be {.val .} or {.val ,}.",
        x = "It is {.val {decimal_mark}}."),
      "argument", call = call
    )
  }
}

# Unique names without blanks at the ends or line ends within. The header as
# it stands becomes the label where it differs.
tidy_names <- function(header, place) {
  name <- heading_text(header)
  unnamed <- name == ""
  name[unnamed] <- paste0("column_", which(unnamed))
  unique_name <- make.unique(name, sep = "_")
  changed <- unique_name != name
  if (any(changed)) {
    shown <- unique_name[changed]
    where <- place_words(place)
    warn_pairwave(
      c("Column names in {where} must be unique.",
        x = "{.val {unique(name[changed])}} occur{?s/} more than once.",
        i = "Later ones are now called {.val {shown}}."),
      "names"
    )
  }
  # What nobody sees is no difference.
  label <- header
  odd <- is_odd_line(header)
  label[odd] <- gsub("^[\u00a0\u200b\u2060\ufeff]+|[\u00a0\u200b\u2060\ufeff]+$", "", header[odd])
  label[unnamed | label == unique_name] <- ""
  list(name = unique_name, label = label, unnamed = unnamed)
}

warn_ragged <- function(ragged, width, path) {
  most <- utils::head(seq_along(ragged$line), 5)
  found <- sprintf("Line %.0f has %.0f.", ragged$line[most], ragged$fields[most])
  more <- length(ragged$line) - length(most)
  beyond <- sum(!is.na(ragged$beyond))
  warn_pairwave(
    c("Every line of {.file {path}} must have {width} field{?s}, as its header has.",
      stats::setNames(found, rep("x", length(found))),
      if (more > 0) c(x = "So do {more} more line{?s} not."),
      i = "Fields a line lacks are missing; answers that hold the delimiter must be quoted.",
      if (beyond > 0) {
        c(i = "Fields beyond the last column are kept in
               {.code attr(x, \"survey\")$ragged$beyond}.")
      }),
    "ragged", lines = ragged$line, fields = ragged$fields
  )
}
