# Reads labels that come in a file beside the export: a key file of two columns,
# a data dictionary, or an SPSS syntax file.

# Finds what the file says, as a list by column: `label`, `codes`, `texts`,
# `na_values`, `na_range`, `identifying`. NULL asks for the file that the
# layout's suffix names, where there is one.
read_platform_key <- function(path, layout, key, heading, call) {
  if (is.null(key)) {
    stem <- sub("[.][^.]*$", "", path)
    suffix <- layout$key$suffix
    beside <- paste0(stem, c(suffix, sub("[.]csv$", ".xlsx", suffix), ".sps"))
    key <- beside[file.exists(beside)][1]
    if (is.na(key)) {
      return(list())
    }
  }
  if (!file.exists(key) || dir.exists(key)) {
    abort_pairwave(
      c("Can't read the key file {.file {basename(key)}}.",
        x = "There is no such file.", i = "Looked in {.file {dirname(key)}}."),
      "no_file", call = call
    )
  }
  entries <- if (file_ending(key) == "sps") {
    syntax_entries(read_syntax(key, call))
  } else {
    read_key_table(key, heading, call)
  }
  by_own_names(entries, heading)
}

# By the names that the columns have here.
by_own_names <- function(entries, heading) {
  own <- names(entries)
  at <- match(lower_case(own), lower_case(heading$header))
  at <- ifelse(is.na(at), match(lower_case(own), lower_case(heading$name)), at)
  names(entries) <- ifelse(is.na(at), own, heading$name[at])
  entries
}

read_key_table <- function(key, heading, call) {
  delayedAssign(
    "context", cli::format_inline("Can't read the key file {.file {basename(key)}}.")
  )
  file <- open_table(key, context, call)
  on.exit(.Call(pw_call_csv_close, file$handle))
  width <- length(file$names)
  if (width < 2) {
    abort_pairwave(
      c("{context}", x = "It must have two columns, but has one.",
        i = "Its rows are a variable and its question, or a code and its label."),
      "key", call = call
    )
  }
  cells <- check_kernel(
    .Call(pw_call_csv_columns, file$handle, seq_len(width) - 1L,
          rep(TRUE, width), "", 0, as.double(file$n_rows)),
    context, call = call
  )
  names(cells) <- squash(file$names)
  if (all(c("Variable / Field Name", "Field Label") %in% names(cells))) {
    return(dictionary_entries(cells))
  }
  key_entries(trimws(c(file$names[1], cells[[1]])),
              trimws(c(file$names[2], cells[[2]])), heading)
}

# A row whose first cell is a column of the export, or the stem of several,
# starts a variable; its codes and their texts follow.
key_entries <- function(first, second, heading) {
  stems <- unique(sub("_.*$", "", heading$header))
  # (The stem of a question with one column is NA, as is an empty cell.)
  starts <- !is.na(first) & first %in% c(heading$header, heading$stem, heading$cell, stems)
  out <- list()
  for (rows in split(seq_along(first), cumsum(starts))) {
    if (!starts[rows[1]]) next
    codes <- rows[-1][!is.na(first[rows[-1]])]
    out[[first[rows[1]]]] <- list(
      label = second[rows[1]], codes = first[codes], texts = second[codes]
    )
  }
  out
}

# REDCap's data dictionary: choices stand in one cell, "1, Female | 2, Male".
dictionary_entries <- function(cells) {
  choices <- cells[[grep("^Choices", names(cells))[1]]] %||% NA_character_
  identifier <- cells[[grep("^Identifier", names(cells))[1]]] %||% NA_character_
  type <- cells[["Field Type"]]
  out <- lapply(seq_along(cells[[1]]), function(i) {
    coded <- type[i] %in% c("radio", "dropdown", "checkbox", "yesno", "truefalse")
    pairs <- if (coded && !is.na(choices[i])) strsplit(choices[i], "|", fixed = TRUE)[[1]]
    if (type[i] %in% "yesno") pairs <- c("1, Yes", "0, No")
    if (type[i] %in% "truefalse") pairs <- c("1, True", "0, False")
    list(label = strip_html(cells[["Field Label"]][i]),
         codes = trimws(sub(",.*$", "", pairs)),
         texts = strip_html(sub("^[^,]*,", "", pairs)),
         identifying = identifier[i] %in% "y")
  })
  stats::setNames(out, cells[["Variable / Field Name"]])
}

# Labels, value labels and missing codes from the key, on every column that has
# an entry; the question from the heading on the others.
label_columns <- function(survey, key, heading) {
  for (name in intersect(names(survey), names(key))) {
    entry <- key[[name]]
    x <- survey[[name]]
    asked <- heading$label[match(name, heading$name)]
    label <- Find(function(text) length(text) && !is.na(text) && nzchar(text),
                  list(entry$label, asked, column_label(x)))
    x <- coded_answers(x, entry)
    survey[[name]] <- new_labelled_column(
      x, label = label, labels = key_labels(entry, x),
      na_values = key_missing(entry, x),
      na_range = if (is.numeric(x)) entry$na_range
    )
  }
  survey
}

# An export of labels, with a key that has each label once, is one of codes.
coded_answers <- function(x, entry) {
  if (!is.character(x) || length(entry$codes) == 0) {
    return(x)
  }
  given <- x[!is.na(x)]
  if (length(given) == 0 ||
      any(given %in% entry$codes) || !all(given %in% entry$texts) ||
      anyDuplicated(entry$texts)) {
    return(x)
  }
  codes <- entry$codes[match(x, entry$texts)]
  if (anyNA(suppressWarnings(as.double(entry$codes)))) codes else as.double(codes)
}

# Value labels as haven keeps them: of the column's own type. NULL when the
# codes do not fit it, as with a label export.
key_labels <- function(entry, values) {
  if (length(entry$codes) == 0 || is.object(values) || is.logical(values)) {
    return(NULL)
  }
  codes <- entry$codes
  if (is.numeric(values)) {
    codes <- suppressWarnings(as.double(codes))
    if (anyNA(codes)) {
      return(NULL)
    }
  } else if (!any(values %in% codes)) {
    return(NULL)
  }
  stats::setNames(codes, entry$texts)
}

key_missing <- function(entry, values) {
  if (length(entry$na_values) == 0 || is.object(values) || is.logical(values)) {
    return(NULL)
  }
  if (!is.numeric(values)) {
    return(entry$na_values)
  }
  codes <- suppressWarnings(as.double(entry$na_values))
  codes[!is.na(codes)]
}
