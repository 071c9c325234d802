# Reads labels that come in a file beside the export: a key file of two columns,
# a data dictionary, or an SPSS syntax file.

# Finds what the file says, as a list by column: `label`, `codes`, `texts`,
# `na_values`, `na_range`, `identifying`, with what there is to `note`. NULL asks for the
# file that lies beside the export, where there is one. `survey` has the answers.
read_platform_key <- function(path, layout, key, heading, survey, call) {
  note <- NULL
  if (is.null(key)) {
    beside <- labels_beside(path, layout, heading, call)
    note <- beside$note
    key <- beside$path
    if (is.null(key)) {
      return(list(
        entries = if (!is.null(layout)) twin_entries(survey, layout, heading), note = note
      ))
    }
  }
  if (!file.exists(key) || dir.exists(key)) {
    abort_pairwave(
      c("Can't read the key file {.file {basename(key)}}.",
        x = "There is no such file.", i = "Looked in {.file {dirname(key)}}."),
      "no_file", call = call
    )
  }
  if (file_ending(key) == "sps") {
    return(list(entries = by_own_names(syntax_entries(read_syntax(key, call)), heading),
                note = note))
  }
  cells <- read_key_cells(key, call)
  if (length(cells$names) > 2 && is.null(cells$dictionary) && !is.null(layout)) {
    texts <- export_entries(key, layout, survey, heading)
    if (!is.null(texts)) return(list(entries = texts$entries, note = c(note, texts$note)))
  }
  entries <- if (is.null(cells$dictionary)) {
    key_entries(cells$first, cells$second, heading)
  } else {
    dictionary_entries(cells$dictionary)
  }
  list(entries = by_own_names(entries, heading), note = note)
}

# By the names that the columns have here.
by_own_names <- function(entries, heading) {
  own <- names(entries)
  at <- match(lower_case(own), lower_case(heading$header))
  at <- ifelse(is.na(at), match(lower_case(own), lower_case(heading$name)), at)
  names(entries) <- ifelse(is.na(at), own, heading$name[at])
  entries
}

# The cells of a key: its `first` and `second` column with the row that stands as its
# heading, the `names` of all its columns, and as `dictionary` the whole of REDCap's.
read_key_cells <- function(key, call) {
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
  list(
    first = trimws(c(file$names[1], cells[[1]])), second = trimws(c(file$names[2], cells[[2]])),
    names = names(cells),
    dictionary = if (all(c("Variable / Field Name", "Field Label") %in% names(cells))) cells
  )
}

# The names by which a key may call an export's columns, and their questions.
key_starts <- function(heading) {
  # (The stem of a question with one column is NA, as is an empty cell.)
  stems <- unique(sub("_.*$", "", heading$header))
  unique(c(heading$header, heading$stem, heading$cell, stems))
}

# A row whose first cell is a column of the export, or the stem of several,
# starts a variable; its codes and their texts follow.
key_entries <- function(first, second, heading) {
  starts <- !is.na(first) & first %in% key_starts(heading)
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
