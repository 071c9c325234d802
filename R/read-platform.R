# What a survey platform's export layout means. Layouts are data, in
# inst/platforms; here is what each key of such a file does.

platform_layouts <- function() {
  files <- list.files(system.file("platforms", package = "pairwave"),
                      pattern = "[.]yml$", full.names = TRUE)
  layouts <- lapply(files, yaml::read_yaml)
  names(layouts) <- vapply(layouts, `[[`, "", "name")
  layouts
}

# The layout that is named, or the one whose columns the header has, or NULL.
# `platform = "none"` asks for the columns as they stand.
find_platform <- function(platform, header, path, call) {
  if (identical(platform, "none")) {
    return(NULL)
  }
  layouts <- platform_layouts()
  if (is.null(platform)) {
    fits <- vapply(layouts, function(x) all(x$detect %in% header), TRUE)
    return(if (any(fits)) layouts[[which(fits)[1]]])
  }
  if (!platform %in% names(layouts)) {
    abort_pairwave(
      c("{.arg platform} must be one of {.val {c(names(layouts), 'none')}}.",
        x = "It is {.val {platform}}.", did_you_mean(platform, names(layouts))),
      "platform", call = call
    )
  }
  layouts[[platform]]
}

# The other options of the questions that some columns belong to: whether a
# question was answered shows only in all of them.
siblings <- function(asked, header, layout) {
  pattern <- layout$multiple$pattern
  if (is.null(pattern)) {
    return(integer())
  }
  stem <- ifelse(grepl(pattern, header), sub(pattern, "\\1", header), NA)
  which(!is.na(stem) & stem %in% stem[asked])
}

apply_platform <- function(survey, layout, key, header, call) {
  facts <- attr(survey, "survey")
  key <- read_platform_key(facts$file, layout, key, header, call)
  survey <- set_completed(survey, layout$completed)
  multiple <- multiple_answers(survey, layout$multiple, key, header)
  for (name in names(survey)) {
    entry <- key[[name]]
    option <- multiple$option[[name]]
    values <- survey[[name]]
    if (!is.null(option)) {
      values[multiple$unanswered[[name]]] <- NA
    }
    survey[[name]] <- new_labelled_column(
      values,
      label = c(option, entry$label, attr(values, "label"))[1] %|NA|% NULL,
      labels = if (is.null(option)) key_labels(entry, values)
    )
  }
  facts$multiple_response <- multiple$sets
  facts$notes <- c(facts$notes, multiple$note)
  attr(survey, "survey") <- facts
  survey
}

`%|NA|%` <- function(x, y) if (is.null(x) || is.na(x)) y else x

# The key file as a list by variable: label, codes, texts. A row whose first
# cell is a column of the export, or the stem of several, starts a variable.
read_platform_key <- function(path, layout, key, header, call) {
  if (is.null(layout$key)) {
    return(list())
  }
  if (is.null(key)) {
    key <- paste0(sub("[.][^.]*$", "", path), layout$key$suffix)
    if (!file.exists(key)) {
      return(list())
    }
  }
  delayedAssign(
    "doing", cli::format_inline("Can't read the key file {.file {key}}.")
  )
  file <- open_csv(key, NULL, NULL, NULL, doing, call)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (length(file$names) < 2) {
    abort_pairwave(
      c("{doing}", x = "It must have two columns, but has one.",
        i = "Its rows are a variable and its question, or a code and its label."),
      "key", call = call
    )
  }
  cells <- check_kernel(
    .Call(pw_call_csv_columns, file$handle, 0:1, c(TRUE, TRUE), "",
          0, as.double(file$n_rows)),
    doing, call = call
  )
  first <- trimws(c(file$names[1], cells[[1]]))
  second <- trimws(c(file$names[2], cells[[2]]))
  stems <- unique(sub("_.*$", "", header))
  starts <- first %in% c(header, stems)
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

# Value labels as haven keeps them: of the column's own type. NULL when the
# codes do not fit it, as with a label export.
key_labels <- function(entry, values) {
  if (length(entry$codes) == 0 || inherits(values, c("Date", "POSIXct"))) {
    return(NULL)
  }
  codes <- entry$codes
  if (is.numeric(values)) {
    codes <- suppressWarnings(as.double(codes))
    if (anyNA(codes)) {
      return(NULL)
    }
  }
  stats::setNames(codes, entry$texts)
}

set_completed <- function(survey, completed) {
  values <- survey[[completed$column %|NA|% ""]]
  if (!is.character(values)) {
    return(survey)
  }
  for (format in completed$formats) {
    time <- as.POSIXct(strptime(values, format, tz = "UTC"))
    # strptime() ignores what follows: the time must write back as it was.
    plain <- function(x) gsub("(^|[^0-9])0", "\\1", x)
    same <- plain(format(time, format)) == plain(values)
    if (all(same[!is.na(values)] %in% TRUE)) {
      survey[[completed$column]] <- new_labelled_column(
        time, label = attr(values, "label")
      )
      break
    }
  }
  survey
}

# Columns Q9_1, Q9_2, ... that hold 0 and 1 only. With a key, its entry Q9
# must list the options by number, and no Q9_1 of its own: a grid of yes/no
# questions has such entries, and there 0 is an answer.
multiple_answers <- function(survey, rule, key, header) {
  out <- list(option = list(), unanswered = list(), sets = list())
  if (is.null(rule)) {
    return(out)
  }
  parts <- regmatches(names(survey), regexec(rule$pattern, names(survey)))
  stem <- vapply(parts, function(x) if (length(x)) x[2] else "", "")
  number <- vapply(parts, function(x) if (length(x)) x[3] else "", "")
  for (one in setdiff(unique(stem), "")) {
    at <- which(stem == one)
    binary <- vapply(at, function(j) {
      is.numeric(survey[[j]]) && all(survey[[j]] %in% c(rule$values, NA))
    }, TRUE)
    labelled <- any(names(survey)[at] %in% names(key))
    whole <- sum(sub(rule$pattern, "\\1", header) == one) == length(at)
    if (length(at) < 2 || !all(binary) || labelled || !whole) next
    chosen <- Reduce(`+`, lapply(survey[at], function(x) x %in% 1))
    for (j in at) {
      name <- names(survey)[j]
      text <- key[[one]]$texts[match(number[j], key[[one]]$codes)]
      text <- c(text[!is.na(text)], number[j])[1]
      out$option[[name]] <- paste(c(key[[one]]$label, text), collapse = ": ")
      out$unanswered[[name]] <- chosen == 0
    }
    out$sets[[one]] <- names(survey)[at]
    if (any(chosen == 0)) {
      out$note <- c(out$note, sprintf(
        "%s: %d respondents with no option chosen count as unanswered.",
        one, sum(chosen == 0)
      ))
    }
  }
  out
}
