# What a .sav file says of columns: the inverse of read-spss.R. Texts, formats and
# codes are gathered here; the kernel writes them.

sav_alignments <- c("left", "right", "centre")
sav_measures <- c("nominal", "ordinal", "scale")
sav_roles <- c("input", "target", "both", "none", "partition", "split")
sav_time_formats <- c("DATE11", "DATETIME20", "TIME8")
sav_mr_kinds <- c("categories", "dichotomies", "counted labels")

write_sav <- function(x, path, compression, call = rlang::caller_env()) {
  columns <- as.list(x)
  check_sav_names(names(columns), call)
  Map(check_written_column, columns, names(columns), MoreArgs = list(call = call))
  Map(check_sav_missing, columns, names(columns), MoreArgs = list(call = call))
  values <- lapply(columns, file_values)
  facts <- .Call(pw_call_column_facts, values)
  variables <- sav_variables(columns, values, facts$extent)
  check_sav_texts(variables, call)
  place <- if (file.exists(path)) normalizePath(path) else path
  result <- .Call(
    pw_call_sav_write, place, values, as.double(nrow(x)), variables,
    sav_file(attr(x, "survey", exact = TRUE), names(columns)),
    match(compression, sav_compressions) - 1L, as.integer(new_file_mode(place)),
    read_threads(), sav_moment()
  )
  if (!is.null(result)) abort_unfinished(path, result, call)
  warn_sav_losses(names(columns), facts)
  invisible(path)
}

# Everything that the file declares of each column, as lists with one element for
# each; `columns` are those of the user, `values` what sav_values() made of them,
# `extents` the most bytes of texts, or whether numbers have fractions.
sav_variables <- function(columns, values, extents) {
  is_text <- unname(vapply(values, is.character, NA))
  time <- unname(vapply(columns, time_kind, 0L))
  texts <- function(which) column_texts(columns, which)
  place <- function(which, known) {
    found <- match(texts(which), known)
    ifelse(is.na(found), 0L, found)
  }
  formats <- sav_formats(texts("format.spss"), is_text, time, extents)
  width <- sav_widths(formats, is_text, extents)
  ordinal <- vapply(columns, is.ordered, NA)
  measure <- place("measure", sav_measures)
  measure <- ifelse(measure == 0L & vapply(columns, is.factor, NA), 1L + ordinal, measure)
  list(
    name = names(columns), label = texts("label"),
    format = ifelse(is_text & grepl("^A[0-9]+$", formats), paste0("A", width), formats),
    write_format = texts("write_format"), is_text = is_text, width = width,
    measure = as.integer(unname(measure)), time = time,
    display_width = unname(vapply(columns, sav_display_width, 0L)),
    alignment = place("alignment", sav_alignments), role = place("role", sav_roles),
    missing = unname(lapply(columns, sav_missing)), labels = unname(lapply(columns, sav_labels)),
    attributes = unname(lapply(columns, function(x) enc2utf8_named(column_spss_attributes(x))))
  )
}

# The format that the column came with, where it fits what the column is now.
sav_formats <- function(formats, is_text, time, extents) {
  kept <- ifelse(is.na(formats), 0L, kinds_of(formats))
  fits <- !is.na(formats) & kept == time & is_text == grepl("^A(HEX)?[0-9]+$", formats)
  fresh <- ifelse(is_text, paste0("A", pmax(extents, 1L)),
                  ifelse(time > 0, sav_time_formats[pmax(time, 1L)],
                         ifelse(extents > 0, "F8.2", "F8.0")))
  ifelse(fits, formats, fresh)
}

# Asks once for each format, which many columns have.
kinds_of <- function(formats) {
  known <- unique(formats)
  vapply(known, spss_time_kind, 0L, USE.NAMES = FALSE)[match(formats, known)]
}

# 1 for the formats of dates, 2 of dates with times, 3 of durations, as the kernel
# tells them when it reads.
spss_time_kind <- function(format) .Call(pw_call_spss_time_kind, format)

# The bytes that a text is declared with: those of its format, or what it needs.
sav_widths <- function(formats, is_text, extents) {
  declared <- suppressWarnings(as.integer(sub("^A(HEX)?", "", ifelse(is_text, formats, "A1"))))
  as.integer(ifelse(is_text, pmax(declared, extents, 1L, na.rm = TRUE), 0L))
}

sav_display_width <- function(x) {
  width <- column_display_width(x)
  if (is.numeric(width) && length(width) == 1 && is.finite(width)) as.integer(width) else 0L
}

# Missing codes as lowest and highest of each, a range first.
sav_missing <- function(x) {
  values <- column_na_values(x)
  if (is.character(values)) return(rep(enc2utf8(values), each = 2))
  as.double(c(column_na_range(x), rep(values, each = 2)))
}

sav_labels <- function(x) {
  if (is.factor(x)) return(stats::setNames(as.double(seq_along(levels(x))), enc2utf8(levels(x))))
  labels <- column_labels(x)
  if (length(labels) == 0) return(NULL)
  # A tagged missing value has no code that the file could hold.
  labels <- labels[!is.na(labels)]
  if (!is.character(labels)) storage.mode(labels) <- "double"
  enc2utf8_named(labels)
}

# A named vector with its texts and names in UTF-8.
enc2utf8_named <- function(x) {
  if (length(x) == 0) return(NULL)
  texts <- as.vector(x)
  stats::setNames(if (is.character(texts)) enc2utf8(texts) else texts, enc2utf8(names(x)))
}

# What the file says as a whole, from what the survey's file said.
sav_file <- function(about, names) {
  # A set of which columns were taken out, so that no two are left, is none.
  sets <- Filter(function(set) {
    here <- set$variables %in% names
    all(here) || sum(here) > 1
  }, about$mr_sets)
  sets <- lapply(sets, function(set) {
    members <- match(set$variables, names)
    list(name = enc2utf8(set$name), label = enc2utf8(set$label),
         counted = if (is.null(set$counted)) NA_character_ else enc2utf8(set$counted),
         kind = match(set$kind, sav_mr_kinds) - 1L, variables = members[!is.na(members)])
  })
  weight <- match(about$weight, names)
  list(
    label = enc2utf8(about$label %||% ""), notes = enc2utf8(as.character(about$notes)),
    weight = if (length(weight) == 1) weight else NA_integer_,
    attributes = enc2utf8_named(about$attributes), mr_sets = unname(sets)
  )
}

# When the file is made, in the two fields of its header: "31 Jul 19", "14:05:59".
sav_moment <- function(time = Sys.time()) {
  at <- as.POSIXlt(time)
  c(sprintf("%02d %s %02d", at$mday, month.abb[at$mon + 1], at$year %% 100),
    sprintf("%02d:%02d:%02d", at$hour, at$min, as.integer(at$sec)))
}
