# .sav, .zsav and .por: the kernel decodes, this file dresses the columns.

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
    "doing", cli::format_inline("Can't read {.file {basename(path)}}.")
  )
  file <- check_kernel(open_spss(path, format, encoding), doing, call = call,
                       remedies = spss_remedies)
  if (format == "sav") on.exit(.Call(pw_call_sav_close, file$handle))
  variables <- file$variables
  wanted <- wanted_columns(columns, variables$name, path, call)
  rows <- max(0, min(n_max, file$rows - skip))
  labels <- label_sets(file$labels)
  dresses <- lapply(wanted, function(i) {
    dress_spss(if (variables$is_text[i]) character() else double(), variables, i,
               labels, user_na)
  })
  read <- check_kernel(
    if (format == "por") {
      .Call(pw_call_por_rows, file$handle, wanted, as.double(skip), as.double(rows),
            dresses)
    } else {
      .Call(pw_call_sav_rows, file$handle, wanted, as.double(skip), as.double(rows),
            dresses, progress_of("Reading", path))
    },
    doing, call = call
  )
  # The rows of a file that does not say how many were counted up to the damage.
  if (is.null(read$damage) && skip + rows == file$rows) read$damage <- file$damage
  # A file that says nothing of its rows has as many as it has.
  declared <- if (is.na(file$declared)) file$rows else max(file$declared, file$rows)
  check_complete(declared, min(n_max, max(0, declared - skip)), read$n_read, path,
                 damaged, call, damage = read$damage)
  warn_repaired(file$file$repairs, path)
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
            row.names = .set_row_names(read$n_read), survey = about)
}

open_spss <- function(path, format, encoding) {
  if (format == "por") {
    return(.Call(pw_call_por_open, readBin(path, "raw", file.size(path)), encoding))
  }
  .Call(pw_call_sav_open, enc2native(path.expand(path)), encoding)
}

# A function of the share done that draws a bar, for as long as its caller
# runs; in a session where nobody watches there is none.
progress_of <- function(doing, path, .envir = parent.frame()) {
  force(.envir) # while the caller, at whose end the bar goes, can be told
  if (!rlang::is_interactive()) {
    return(NULL)
  }
  bar <- NULL
  function(share) {
    if (is.null(bar)) {
      rlang::local_options(cli.progress_show_after = 0, .frame = .envir)
      bar <<- cli::cli_progress_bar(paste(doing, basename(path)),
                                    total = 100, .envir = .envir)
    }
    cli::cli_progress_update(set = 100 * share, id = bar, force = TRUE)
  }
}

# What was wrong in the dictionary, by what was done about it.
warn_repaired <- function(repairs, path) {
  if (length(repairs$what) == 0) {
    return(invisible())
  }
  said <- vapply(unique(repairs$what), function(what) {
    same <- repairs$what == what
    at <- repairs$offset[same]
    names <- unique(stats::na.omit(repairs$variable[same]))
    who <- if (length(names)) {
      paste0(" (", paste(utils::head(names, 5), collapse = ", "),
             if (length(names) > 5) paste(" and", length(names) - 5, "more"), ")")
    }
    paste0(toupper(substr(what, 1, 1)), substring(what, 2), who, ": byte ",
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
  by_set <- split(seq_along(labels$set), factor(labels$set, unique(labels$set)))
  lapply(by_set, function(i) {
    text <- sub(" +$", "", labels$text[i])
    values <- if (is.na(text[1])) labels$number[i] else text
    stats::setNames(values, labels$label[i])
  })
}

# The labels, codes and formats of variable `i` on `x`, a vector of its type
# without rows: the kernel puts them on the column, which is then not copied.
dress_spss <- function(x, variables, i, label_sets, user_na) {
  set <- variables$label_set[i]
  labels <- if (!is.na(set)) label_sets[[set]]
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
  if (width > 0 && width != 8) attr(out, "display_width") <- width
  role <- variables$role[i]
  if (!is.na(role)) attr(out, "role") <- role
  alignment <- variables$alignment[i]
  if (!is.na(alignment)) attr(out, "alignment") <- alignment
  write_format <- variables$write_format[i]
  if (!is.na(write_format) && !identical(write_format, variables$format[i])) {
    attr(out, "write_format") <- write_format
  }
  if (length(variables$attributes[[i]])) {
    attr(out, "spss_attributes") <- variables$attributes[[i]]
  }
  out
}

# The missing codes of variable `i`, in the unit of its values.
user_missing <- function(variables, i) {
  missing <- split_missing(variables$missing[[i]])
  time <- variables$time[i]
  if (time > 0) lapply(missing, spss_time_value, kind = time) else missing
}

drop_user_missing <- function(x, variables, i) {
  missing <- user_missing(variables, i)
  if (length(missing$values) || length(missing$range)) {
    declared <- new_labelled_column(bare_values(x), na_values = missing$values,
                                    na_range = missing$range)
    x <- column_blank(x, is_missing_answer(declared))
  }
  x
}

# Pairs of lowest and highest: single codes, and the one true range.
split_missing <- function(pairs) {
  if (length(pairs) == 0) {
    return(list())
  }
  low <- pairs[c(TRUE, FALSE)]
  high <- pairs[c(FALSE, TRUE)]
  single <- !is.na(low) & low == high
  # Blanks behind a text code are padding.
  if (is.character(low)) low <- sub(" +$", "", low)
  list(values = if (any(single)) low[single],
       range = if (any(!single)) c(low[!single][1], high[!single][1]))
}
