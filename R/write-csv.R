# A frame of labelled columns as CSV: codes and values as they are, and beside them a
# codebook and a description for an archive.

# Writes the three files. The table comes first: where it can't be written, the
# codebook of an earlier one stays beside it.
write_csv_files <- function(x, path, dataset, key, call = rlang::caller_env()) {
  columns <- as.list(x)
  check_csv_names(names(columns), call)
  # As JSON can have them, so that heading and codebook agree.
  names(columns) <- only_text(names(columns))
  Map(check_written_column, columns, names(columns), MoreArgs = list(call = call))
  cells <- lapply(columns, csv_cells)
  values <- unname(lapply(cells, `[[`, "values"))
  kinds <- vapply(cells, `[[`, "", "kind")
  place <- if (file.exists(path)) normalizePath(path) else path
  result <- .Call(pw_call_csv_write, place, values, match(kinds, csv_kinds) - 1L,
                  names(columns), as.double(nrow(x)), as.integer(new_file_mode(place)))
  if (!is.null(result)) abort_unfinished(path, result, call)
  about <- attr(x, "survey", exact = TRUE)
  facts <- .Call(pw_call_column_facts, values)
  # Infinite numbers, and those with an exponent, are no integers to XML Schema.
  beyond <- facts$highest >= 1e15 | facts$lowest <= -1e15
  variables <- Map(csv_variable, columns, names(columns), cells, facts$extent > 0 | beyond,
                   facts$tagged)
  write_file(as_json(csvw_metadata(variables, path, about, dataset, key)),
             paste0(path, "-metadata.json"), call = call)
  write_file(as_json(dataset_description(variables, nrow(x), path, about, dataset)),
             paste0(path, "-dataset.jsonld"), call = call)
  invisible(path)
}

# In the order of the kernel's pw_csv_out_kind.
csv_kinds <- c("number", "logical", "date", "datetime", "clock", "text")

check_csv_names <- function(names, call) {
  twice <- names[duplicated(names)]
  if (!anyNA(names) && all(nzchar(names)) && length(twice) == 0) return(invisible())
  abort_pairwave(
    c("Each column must have a name of its own.",
      x = if (length(twice)) "{.val {twice[1]}} is the name of {sum(names %in% twice[1])} columns."
          else "{sum(is.na(names) | !nzchar(names))} ha{?s/ve} none.",
      i = "For example {.code names(x) <- make.names(names(x), unique = TRUE)}."),
    "column", call = call
  )
}

# The values of a column as the kernel takes them, and how it spells them.
csv_cells <- function(x) {
  if (is.factor(x)) return(list(kind = "text", values = enc2utf8(as.character(x))))
  if (inherits(x, "pairwave_coded_time")) return(list(kind = "text", values = coded_time_cells(x)))
  time <- time_kind(x)
  values <- file_values(x)
  if (time > 0) return(csv_time_cells(values, time))
  kind <- if (is.character(values)) "text" else if (is.logical(values)) "logical" else "number"
  list(kind = kind, values = values)
}

csv_first_day <- -719162 # 0001-01-01, from 1970-01-01
csv_last_day <- 2932896 # 9999-12-31

# Dates with a part of a day are dates and times. What no calendar or clock has, such
# as a duration of two days, is a number: of days, or of seconds. Nothing is copied
# where a time stays as it is.
csv_time_cells <- function(x, time) {
  if (!is.double(x)) x <- as.double(bare_values(x))
  facts <- .Call(pw_call_column_facts, list(x))
  empty <- facts$lowest > facts$highest
  within <- function(from, to) empty || (facts$lowest >= from && facts$highest < to)
  kind <- "number"
  if (time == 1 && within(csv_first_day, csv_last_day + 1)) {
    kind <- if (facts$extent) "datetime" else "date"
    if (facts$extent) x <- bare_values(x) * 86400
  } else if (time == 2 && within(csv_first_day * 86400, (csv_last_day + 1) * 86400)) {
    kind <- "datetime"
  } else if (time == 3 && within(0, 86400)) {
    kind <- "clock"
  }
  unit <- if (kind == "number") c("days since 1970-01-01", "seconds since 1970-01-01 00:00",
                                  "seconds")[time]
  list(kind = kind, values = x, unit = unit)
}

# A user-missing code in a time is the letter that stands for it in R, as ".a".
coded_time_cells <- function(x) {
  plain <- csv_time_cells(plain_time(x), time_kind(x))
  out <- csv_texts(plain$values, plain$kind)
  tags <- missing_tags(bare_values(x), code_byte)
  out[tags != "NA"] <- tags[tags != "NA"]
  out
}

# Numbers as the texts that stand for them in the file.
csv_texts <- function(values, kind = "number") {
  .Call(pw_call_csv_texts, as.double(values), match(kind, csv_kinds) - 1L)
}

# What the codebook and the description say of a column, whatever their form: name,
# label, datatype (as XML Schema calls it), unit, the texts of `codes` with their labels
# and whether each is user-missing, and the texts that stand for no value.
csv_variable <- function(x, name, cells, fractions, tagged) {
  codes <- csv_codes(x)
  list(
    name = enc2utf8(name), label = utf8_or_null(column_label(x)),
    datatype = csv_datatype(x, cells, fractions), unit = cells$unit, codes = codes,
    nulls = unique(c("", codes$text[codes$missing], csv_coded_cells(x, cells, tagged))),
    measure = column_text(x, "measure"), range = column_na_range(x),
    format = column_text(x, "format.spss"), role = column_text(x, "role"),
    attributes = enc2utf8_named(column_spss_attributes(x))
  )
}

# A text that the column has, or NULL.
column_text <- function(x, which) utf8_or_null(column_texts(list(x), which))

utf8_or_null <- function(x) if (is_text(x) && nzchar(x)) enc2utf8(x)

csv_datatype <- function(x, cells, fractions) {
  if (inherits(x, "pairwave_coded_time")) {
    return(switch(csv_time_cells(plain_time(x), time_kind(x))$kind, date = "date",
                  datetime = "dateTime", clock = "time", number = "double"))
  }
  switch(cells$kind, number = if (fractions) "double" else "integer",
         logical = "boolean", date = "date", datetime = "dateTime", clock = "time",
         text = "string")
}

# The texts of a column's codes in the file: value labels, and codes that are
# user-missing without a label.
csv_codes <- function(x) {
  if (is.factor(x)) {
    return(list(text = enc2utf8(levels(x)), label = rep(NA_character_, nlevels(x)),
                missing = logical(nlevels(x))))
  }
  labels <- column_labels(x)
  bare <- if (is.null(labels)) bare_values(x[0]) else bare_values(labels)
  more <- setdiff(column_na_values(x), bare)
  values <- c(bare, more)
  range <- column_na_range(x)
  missing <- is.na(values) | values %in% column_na_values(x)
  if (length(range)) missing <- missing | (values >= range[1] & values <= range[2])
  text <- csv_code_texts(x, values)
  # What has no text can't be in a cell.
  cell <- nzchar(text) | !is.na(values)
  list(text = text[cell],
       label = c(enc2utf8(as.character(names(labels))), rep(NA_character_, length(more)))[cell],
       missing = missing[cell])
}

csv_code_texts <- function(x, values) {
  if (is.character(values)) return(enc2utf8(values))
  time <- time_kind(x)
  if (time == 0) return(csv_texts(values))
  one_by_one <- lapply(values, csv_time_cells, time)
  texts <- vapply(one_by_one, function(cell) csv_texts(cell$values, cell$kind), "")
  letter <- names(column_na_codes(x))[match(values, column_na_codes(x))]
  ifelse(is.na(letter), texts, paste0(".", letter))
}

# What is missing in the cells beyond the codes that were declared one by one: codes
# within a range, and letters.
csv_coded_cells <- function(x, cells, tagged) {
  if (inherits(x, "pairwave_coded_time")) {
    return(paste0(".", names(column_na_codes(x)), recycle0 = TRUE))
  }
  coded <- if (length(column_na_range(x))) {
    values <- bare_values(cells$values)
    unique(values[is_missing_answer(x) & !is.na(values)])
  }
  letters <- if (tagged) setdiff(unique(missing_tags(cells$values)), "NA")
  c(if (length(coded)) csv_texts(coded), letters)
}
