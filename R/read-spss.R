# Reads .sav, .zsav and .por: the kernel decodes, this file labels the columns.

# What to do about a file that can't be opened, by the kernel's status.
spss_remedies <- c(
  format = "If it is a text or CSV export, give its name the ending .csv.",
  truncated = "Export or copy the file again.",
  unsupported = "Open it in SPSS and save it again as Unicode, without a password."
)

read_spss <- function(path, columns = NULL, n_max = Inf, skip = 0,
                      encoding = NULL, user_na = TRUE, format = "sav",
                      damaged = "warn", call = rlang::caller_env()) {
  delayedAssign(
    "context", cli::format_inline("Can't read {.file {basename(path)}}.")
  )
  file <- check_kernel(open_spss(path, format, encoding), context, call = call,
                       remedies = spss_remedies)
  if (format == "sav") on.exit(.Call(pw_call_sav_close, file$handle))
  variables <- file$variables
  wanted <- wanted_columns(columns, variables$name, path, call)
  prototypes <- spss_prototypes(variables, wanted, file$labels, user_na)
  read <- check_kernel(read_spss_rows(file, format, wanted, skip, n_max, prototypes, path),
                       context, call = call)
  check_rows(file, read, n_max, skip, path, damaged, call)
  if (length(file$file$repairs$what)) warn_repaired(file$file$repairs, path)
  out <- read$columns
  if (!user_na) out <- Map(drop_user_missing, out, list(variables), wanted)
  names(out) <- variables$name[wanted]
  warn_replaced(out, read$bad, skip, path)
  about <- list(
    file = path, format = if (format == "por") "por" else
      if (file$compression == 2) "zsav" else "sav",
    encoding = file$encoding, n_rows = read$n_read,
    label = if (is.na(file$file$label)) "" else file$file$label,
    notes = file$file$notes,
    weight = variables$name[file$file$weight],
    attributes = file$file$attributes,
    mr_sets = file$file$mr_sets
  )
  structure(out, class = c("pairwave_survey", "data.frame"),
            row.names = .set_row_names(read$n_read), survey = about,
            file_rows = read$file_rows)
}

# Finds what is wrong with the number of rows: their data are damaged or end too early,
# or the file says of them what is not so.
check_rows <- function(file, read, n_max, skip, path, damaged, call) {
  there <- read$file_rows
  stated <- file$stated
  # The header has no room for more.
  if (!anyNA(stated) && stated[length(stated)] > .Machine$integer.max) stated[1] <- NA
  says <- unique(stated[!is.na(stated)])
  damage <- read$damage
  # Rows that were counted when the file was opened were counted up to the damage.
  if (is.null(damage) && identical(skip + read$n_read, there)) damage <- file$damage
  is_known <- length(there) == 1 && is.null(damage)
  if (is_known && (length(says) > 1 || any(there > says) ||
                   (any(there == says) && read$beyond > 0))) {
    return(report_miscounted(stated, there, read$beyond > 0, path, damaged, call))
  }
  declared <- max(says, there, file$rows)
  check_complete(
    declared, min(n_max, max(0, declared - skip)), read$n_read, path, damaged, call,
    damage = damage,
    cut = is_known && length(says) == 0 && read$beyond > 0 && n_max > there - skip
  )
}

open_spss <- function(path, format, encoding) {
  if (format == "por") {
    return(.Call(pw_call_por_open, readBin(path, "raw", file.size(path)), encoding))
  }
  .Call(pw_call_sav_open, path, encoding)
}

# The rows asked for, with `file_rows`, how many the file has, where that is
# known. A compressed file whose rows were not counted is believed about their
# number until its end has been read. Where there are more, it is read again.
read_spss_rows <- function(file, format, wanted, skip, n_max, prototypes, path) {
  rows <- max(0, min(n_max, file$rows - skip))
  if (format == "por") {
    read <- .Call(pw_call_por_rows, file$handle, wanted, as.double(skip),
                  as.double(rows), prototypes)
    if (inherits(read, "pairwave_kernel_error")) {
      return(read)
    }
    return(c(read, list(file_rows = file$rows, beyond = 0)))
  }
  take <- function(rows, to_end) {
    .Call(pw_call_sav_rows, file$handle, wanted, as.double(skip), as.double(rows),
          prototypes, to_end, progress_of("Reading", path))
  }
  to_end <- !file$counted && n_max > file$rows - skip
  read <- take(rows, to_end)
  if (inherits(read, "pairwave_kernel_error")) {
    return(read)
  }
  rest <- read$rest
  file_rows <- file$rows
  if (to_end) file_rows <- max(skip + read$n_read, skip) + rest[1]
  if (rest[1] > 0) {
    damage <- read$damage
    read <- take(min(n_max, rows + rest[1]), FALSE)
    if (is.null(read$damage)) read$damage <- damage
  }
  # A file that ends before the rows to pass over was read to an unknown place.
  known <- file$counted || (to_end && skip <= file_rows && (read$n_read > 0 || skip == 0))
  read$file_rows <- if (known) file_rows
  read$beyond <- if (to_end) rest[2] else file$beyond
  read
}

# A function of the share done that draws a bar, for as long as its caller
# runs; in a session where nobody watches there is none. With `bytes`, how many there are,
# it shows how many are done.
progress_of <- function(context, path, bytes = NULL, .envir = parent.frame()) {
  force(.envir) # while the caller, at whose end the bar goes, can be told
  if (!is_interactive()) {
    return(NULL)
  }
  bar <- NULL
  total <- bytes %||% 100
  function(share) {
    if (is.null(bar)) {
      rlang::local_options(cli.progress_show_after = 0, .frame = .envir)
      bar <<- cli::cli_progress_bar(
        paste(context, basename(path)), total = total, .envir = .envir,
        format = if (!is.null(bytes)) paste(
          "{cli::pb_name}{cli::pb_bar} {cli::pb_percent} |",
          "{cli::pb_current_bytes}/{cli::pb_total_bytes} | ETA: {cli::pb_eta}"
        )
      )
    }
    cli::cli_progress_update(set = total * share, id = bar, force = TRUE)
  }
}

# Finds what was wrong in the dictionary, by what was done about it.
warn_repaired <- function(repairs, path) {
  said <- vapply(unique(repairs$what), function(what) {
    same <- repairs$what == what
    at <- repairs$offset[same]
    names <- unique(stats::na.omit(repairs$variable[same]))
    who <- if (length(names)) {
      paste0(" (", paste(utils::head(names, 5), collapse = ", "),
             if (length(names) > 5) paste(" and", length(names) - 5, "more"), ")")
    }
    paste0(capital(what), who, ": byte ",
           paste(format(utils::head(unique(at), 3), big.mark = ",", trim = TRUE,
                        scientific = FALSE), collapse = ", "), ".")
  }, "")
  said <- escape_braces(unname(said))
  warn_pairwave(c(
    "{.file {basename(path)}} is partly wrong about its variables; all else in it was read.",
    stats::setNames(said, rep("x", length(said))),
    i = "Compare these variables with the program that wrote the file."
  ), "repaired", repairs = as.data.frame(repairs))
}

# Value labels by the name of their set: named vectors.
label_sets <- function(labels) {
  text <- sub(" +$", "", labels$text)
  by_set <- split(seq_along(labels$set), factor(labels$set, unique(labels$set)))
  lapply(by_set, function(i) {
    values <- if (is.na(text[i[1]])) labels$number[i] else text[i]
    stats::setNames(values, labels$label[i])
  })
}

# The set of each variable among `sets`, NULL for one that has none.
sets_of_variables <- function(variables, sets) {
  unname(sets)[match(variables$label_set, names(sets))]
}

# Makes the prototype of each wanted column: vectors without rows, whose attributes
# the kernel puts on the columns, which are then not copied. Wide files have
# thousands of variables that differ in their label alone: one of them is made.
spss_prototypes <- function(variables, wanted, labels, user_na) {
  kinds <- variables_by_prototype(variables, labels)[wanted]
  kind <- match(kinds, unique(kinds))
  sets <- sets_of_variables(variables, label_sets(labels))
  made <- lapply(wanted[!duplicated(kind)], function(i) {
    spss_prototype(if (variables$is_text[i]) character() else double(), variables, i,
               sets[[i]], user_na)
  })
  Map(function(prototype, label) {
    column_annotate(prototype, label = if (!is.na(label) && nzchar(label)) label)
  }, made[kind], variables$label[wanted], USE.NAMES = FALSE)
}

# A text for each variable, the same for those that have all but name and label
# in common.
variables_by_prototype <- function(variables, labels) {
  one_text <- function(x) {
    out <- rep("", length(x))
    some <- lengths(x) > 0
    out[some] <- vapply(x[some], function(one) {
      # As many digits as tell any two numbers apart.
      said <- if (is.double(one)) format(one, digits = 17) else one
      paste(nchar(said), said, names(one), collapse = " ")
    }, "")
    out
  }
  number <- match(labels$number, unique(labels$number))
  row <- paste(number, labels$text, match(labels$label, unique(labels$label)))
  rows <- split(row, factor(labels$set, unique(labels$set)))
  sets <- vapply(rows, paste, "", collapse = "\n")
  has_label <- !is.na(variables$label) & nzchar(variables$label)
  paste(
    has_label, variables$is_text, match(sets, sets)[match(variables$label_set, names(sets))],
    variables$time, variables$measure, variables$display_width, variables$role,
    variables$alignment, variables$format, variables$write_format,
    one_text(variables$missing), one_text(variables$attributes), sep = "\r"
  )
}

# The labels, codes and formats of variable `i` on `x`, a vector of its type.
spss_prototype <- function(x, variables, i, labels, user_na) {
  missing <- if (user_na) user_missing(variables, i)
  time <- variables$time[i]
  if (time > 0 && length(labels)) labels[] <- spss_time_value(labels, time)
  measure <- variables$measure[i]
  width <- variables$display_width[i]
  text_or_null <- function(text) if (!is.na(text) && nzchar(text)) text
  out <- new_labelled_column(
    x,
    label = text_or_null(variables$label[i]), labels = labels,
    na_values = missing$values, na_range = missing$range,
    format = text_or_null(variables$format[i]),
    measure = if (measure > 0) c("nominal", "ordinal", "scale")[measure]
  )
  if (time > 0) out <- as_time_column(out, time)
  role <- variables$role[i]
  alignment <- variables$alignment[i]
  write_format <- variables$write_format[i]
  own <- variables$attributes[[i]]
  column_annotate(
    out,
    display_width = if (width > 0 && width != 8) width,
    role = if (!is.na(role)) role,
    alignment = if (!is.na(alignment)) alignment,
    write_format = if (!is.na(write_format) &&
                         !identical(write_format, variables$format[i])) write_format,
    spss_attributes = if (length(own)) own
  )
}
