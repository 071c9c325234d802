# Reads .dta, .sas7bdat and .xpt: ReadStat reads, the kernel keeps, this file
# labels the columns.

read_stata_sas <- function(path, columns = NULL, n_max = Inf, skip = 0,
                           encoding = NULL, user_na = TRUE, format = "dta",
                           damaged = "warn", call = rlang::caller_env()) {
  delayedAssign(
    "context", cli::format_inline("Can't read {.file {basename(path)}}.")
  )
  size <- file.size(path)
  bytes <- readBin(path, "raw", size)
  file <- check_kernel(
    .Call(pw_call_stata_sas_open, bytes,
          match(format, c("dta", "sas7bdat", "xpt")) - 1L, encoding),
    context, call = call,
    remedies = c(
      format = "If it is a text or CSV export, give its name the ending .csv.",
      truncated = "Export or copy the file again.",
      unsupported = "Name the encoding of its texts with {.arg encoding}."
    )
  )
  # A file may shrink while it is read. A .xpt does not say how many rows it has,
  # but is made of records of 80 bytes.
  if (length(bytes) < size || (format == "xpt" && length(bytes) %% 80 != 0)) {
    file$is_cut <- TRUE
  }
  names <- tidy_names(file$variables$name, text_place(path))$name
  wanted <- wanted_columns(columns, names, path, call)
  rows <- max(0, min(n_max, file$rows - skip))
  read <- check_kernel(
    .Call(pw_call_stata_sas_rows, file$handle, bytes, wanted, as.double(skip),
          as.double(rows)),
    context, call = call
  )
  check_complete(file$rows, rows, read$n_read, path, damaged, call)
  if (!is.na(file$stated)) {
    report_miscounted(c(file$stated, NA), file$rows, FALSE, path, damaged, call)
  }
  if (file$is_cut && read$n_read == rows) {
    # All rows that were asked for are there.
    warn_end_cut(path, if (format == "dta") {
      "Value labels, which stand at its end, are missing."
    } else {
      "Its last part is missing."
    }, damaged, call)
  }
  out <- read$columns
  if (read$n_read < rows) out <- lapply(out, utils::head, read$n_read)
  sets <- sets_of_variables(file$variables, label_sets(file$labels))
  out <- Map(function(x, i) with_stata_sas_attributes(x, file, i, sets[[i]], format, user_na),
             out, wanted)
  names(out) <- names[wanted]
  warn_replaced(out, read$bad, skip, path, file$bad_texts)
  about <- list(
    file = path, format = format, encoding = file$encoding, n_rows = read$n_read,
    label = if (is.na(file$file$label)) "" else file$file$label,
    notes = file$file$notes, weight = NA_character_,
    attributes = character(), mr_sets = list()
  )
  structure(out, class = c("pairwave_survey", "data.frame"),
            row.names = .set_row_names(read$n_read), survey = about,
            file_rows = if (!file$is_cut && read$n_read == rows) file$rows)
}

with_stata_sas_attributes <- function(x, file, i, labels, format, user_na) {
  variables <- file$variables
  time <- file$time[i]
  if (time > 0 && length(labels)) {
    labels[] <- since_1960(labels, time, if (format == "dta") 1000 else 1)
  }
  if (!user_na && !variables$is_text[i]) {
    x[is.na(x)] <- NA
    labels <- labels[!is.na(labels)]
  }
  text_or_null <- function(text) if (!is.na(text) && nzchar(text)) text
  out <- new_labelled_column(x, label = text_or_null(variables$label[i]), labels = labels)
  own <- text_or_null(variables$format[i])
  out <- column_annotate(out, format.stata = if (format == "dta") own,
                         format.sas = if (format != "dta") own)
  if (time > 0) out <- as_time_column(out, time)
  out
}

# From the unit of Stata or SAS to R's; a moment counts in parts of a second.
since_1960 <- function(x, kind, parts) {
  switch(kind, x - 3653, x / parts - 315619200, x)
}
