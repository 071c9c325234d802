# Reads codings out of a plain table: a row for each coding, a cell with all codes
# of a unit, or a column for each code.

read_code_table <- function(table, path, columns, separator, levels, uncoded,
                            call = rlang::caller_env()) {
  columns <- table_columns(table, columns, path, call)
  rows <- table_rows(table, columns, separator, levels, path, call)
  if (uncoded == "unread") rows <- rows[!is.na(rows$code), , drop = FALSE]
  new_codes(rows, framework = new_framework(unique(attr(rows, "codes"))),
            read = if (uncoded == "unread") "coded" else "rows")
}

# The columns of a table by what they hold. One that is not named is the one of
# its very name, where there is such a column.
table_columns <- function(table, columns, path, call) {
  for (role in names(columns)) {
    if (is.null(columns[[role]]) && role %in% names(table)) columns[[role]] <- role
  }
  file <- basename(path)
  absent <- setdiff(c("unit", "code"), names(Filter(length, columns)))
  if (length(absent)) {
    abort_pairwave(
      c("A table of codings must have a column of units and columns of codes.",
        x = "{.file {file}} has no column called {.val {absent}}.",
        i = "Say which it is, as in {.code {absent[1]} = \"{names(table)[1]}\"}."),
      "codes_table", call = call
    )
  }
  for (role in names(Filter(length, columns))) {
    known <- c(names(table), if (role == "code") names(declared_sets(table)))
    check_known(unlist(columns[[role]]), known,
                paste0("{.arg ", role, "} must name columns of {.file {file}}."),
                topic = "codes_table", call = call, .envir = environment())
  }
  columns
}

# The codings of a table, one row each, and one row for a unit whose cells say
# that it was read and got no code. The attribute `codes` has all codes that the
# table could give.
table_rows <- function(table, columns, separator, levels, path, call) {
  by_coder <- if (is.list(columns$code)) columns$code else list(columns$code)
  check_code_groups(by_coder, columns, call)
  parts <- lapply(seq_along(by_coder), function(i) {
    cells <- code_cells(table, by_coder[[i]], by_coder, separator, levels)
    part <- new_frame(list(at = cells$at, code = cells$code))
    part$coder <- rep(names(by_coder)[i] %||% NA_character_, nrow(part))
    attr(part, "codes") <- cells$codes
    part
  })
  found <- do.call(rbind, parts)
  found <- found[order(found$at), , drop = FALSE]
  others <- setdiff(names(Filter(length, columns)), c("code", if (is.list(columns$code)) "coder"))
  rows <- new_frame(list(code = found$code, coder = found$coder, row = found$at))
  for (role in others) rows[[role]] <- cell_texts(table[[columns[[role]]]])[found$at]
  if (!"source" %in% others) rows$source <- rep(basename(path), nrow(rows))
  if (!"participant" %in% others) rows$participant <- rows$unit
  if ("wave" %in% others) rows$unit <- units_of_waves(rows$unit, rows$wave)
  without <- is.na(rows$unit)
  if (any(without & !is.na(rows$code))) {
    row <- rows$row[without & !is.na(rows$code)][1]
    abort_pairwave(
      c("Every coding must say of which unit it is.",
        x = "Row {row} of {.file {basename(path)}} has a code and no {.field {columns$unit}}."),
      "codes_table", call = call
    )
  }
  structure(rows[!without, , drop = FALSE], codes = unlist(lapply(parts, attr, "codes")))
}

# What one person was asked in several waves is a unit of each.
units_of_waves <- function(unit, wave) {
  pairs <- unique(new_frame(list(unit = unit, wave = wave)))
  several <- unit %in% pairs$unit[duplicated(pairs$unit)] & !is.na(wave) & !is.na(unit)
  ifelse(several, paste0(unit, " (", wave, ")"), unit)
}

check_code_groups <- function(by_coder, columns, call) {
  if (!is.list(columns$code)) return(invisible())
  if (!has_all_names(by_coder) || anyDuplicated(names(by_coder))) {
    abort_pairwave(
      c("A list of {.arg code} must name each coder once.",
        x = "It is {.code {deparse(columns$code)[1]}}.",
        i = "As in {.code code = list(Ann = \"codes_ann\", Ben = \"codes_ben\")}."),
      "argument", call = call
    )
  }
}

# The codes of some columns: which row (`at`) has which code, NA for a row that
# was read and has none, and all `codes` that the columns could give.
code_cells <- function(table, columns, by_coder, separator, levels) {
  sets <- declared_sets(table)
  labels <- names(columns)
  members <- lapply(columns, function(name) sets[[name]]$columns %||% name)
  counted <- rep(lapply(columns, function(name) sets[[name]]$counted), lengths(members))
  named <- rep(if (is.null(labels)) rep("", length(columns)) else labels, lengths(members))
  columns <- unlist(members)
  suffix <- coder_suffix(columns, by_coder)
  found <- lapply(seq_along(columns), function(i) {
    x <- table[[columns[i]]]
    ticked <- as_ticks(x, counted[[i]])
    if (is.null(ticked)) return(coded_cells(x, separator, levels))
    name <- named[i]
    if (!nzchar(name)) name <- column_label(x) %||% ""
    if (!nzchar(name)) name <- substring(columns[i], 1, nchar(columns[i]) - suffix)
    name <- code_path(name, levels)
    list(at = which(ticked %in% TRUE), code = rep(name, sum(ticked, na.rm = TRUE)),
         read = which(!is.na(ticked)), codes = name)
  })
  at <- unlist(lapply(found, `[[`, "at"))
  code <- as.character(unlist(lapply(found, `[[`, "code")))
  read <- setdiff(unlist(lapply(found, `[[`, "read")), at)
  list(at = c(at, read), code = c(code, rep(NA_character_, length(read))),
       codes = unlist(lapply(found, `[[`, "codes")))
}

# How many letters to take off the columns of one coder so that they are called as
# the others': the end that all of hers share, where what is left is the same for
# each coder.
coder_suffix <- function(columns, by_coder) {
  if (length(by_coder) < 2) return(0L)
  shared <- vapply(by_coder, function(names) {
    reversed <- lapply(strsplit(names, "", fixed = TRUE), rev)
    most <- min(lengths(reversed)) - 1
    alike <- vapply(seq_len(most), function(k) {
      length(unique(vapply(reversed, `[`, "", k))) == 1
    }, NA)
    sum(cumprod(alike))
  }, 1)
  stems <- Map(function(names, n) sort(substring(names, 1, nchar(names) - n)), by_coder, shared)
  if (length(unique(unname(stems))) > 1) return(0L)
  own <- vapply(by_coder, function(names) identical(unname(names), unname(columns)), NA)
  as.integer(shared[own][1])
}

# A column of ticks as logical values, NULL for a column of codes. What a
# multiple-response set counts is a tick; else it is 1, TRUE or yes.
as_ticks <- function(x, counted = NULL) {
  if (is.logical(x) && !all(is.na(x))) return(as.vector(x))
  text <- lower_case(bare_texts(x))
  if (!is.null(counted)) return(text == lower_case(counted))
  text[!nzchar(text)] <- NA
  if (all(is.na(text)) || !all(text %in% c("0", "1", "true", "false", NA))) return(NULL)
  ticked <- text %in% c("1", "true")
  ticked[is.na(text)] <- NA
  ticked
}

# The values of a column as text, NA where there is no answer.
bare_texts <- function(x) {
  values <- bare_values(x)
  text <- code_text(values)
  text[is_missing_answer(x) | is.na(values)] <- NA
  text
}

# Cells with the names or labels of codes, several with a separator between.
coded_cells <- function(x, separator, levels) {
  text <- cell_texts(x)
  cells <- if (nzchar(separator)) strsplit(text, separator, fixed = TRUE) else as.list(text)
  code <- code_path(unlist(cells), levels)
  at <- rep(seq_along(text), lengths(cells))
  known <- !is.na(code)
  labels <- answer_levels(x)$label
  list(at = at[known], code = code[known], read = which(was_read(x)),
       codes = if (is_labelled(x)) code_path(labels, levels) else unique(code[known]))
}

# An empty cell of texts was read; a number that is missing was not.
was_read <- function(x) {
  if (is.character(bare_values(x))) rep(TRUE, length(x)) else !is.na(bare_texts(x))
}

# The cells of a column as text: value labels where it has them, NA where empty.
cell_texts <- function(x) {
  if (is_labelled(x)) {
    levels <- answer_levels(x)
    text <- levels$label[match(bare_values(x), levels$value)]
    text[is_missing_answer(x)] <- NA
  } else {
    text <- if (inherits(x, c("Date", "POSIXct", "difftime"))) as.character(x)
            else bare_texts(x)
  }
  text <- squash(enc2utf8(text))
  text[!nzchar(text)] <- NA
  text
}

# A code's name as a path, with the mark of levels that the file has (`levels`).
code_path <- function(code, levels) {
  code <- squash(enc2utf8(as.character(code)))
  code[!nzchar(code)] <- NA
  if (!length(levels) || !nzchar(levels)) return(code)
  has <- grepl(levels, code, fixed = TRUE)
  code[has] <- vapply(strsplit(code[has], levels, fixed = TRUE), function(parts) {
    paste(Filter(nzchar, squash(parts)), collapse = level_mark)
  }, "")
  code
}
