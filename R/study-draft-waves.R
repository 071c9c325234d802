# The waves of a drafted study: which files are exports, what each wave is
# called and which comes first.

# `exports` (paths, named where the caller did), `keys` (export to the path of
# its labels, where that has to be said) and `others` (lists, perhaps of
# attendance).
sort_files <- function(files) {
  stem <- function(x) sub("[.][^.]*$", "", x)
  ending <- tolower(tools::file_ext(files))
  beside <- endsWith(files, "-key.csv") & sub("-key[.]csv$", "", files) %in% stem(files)
  # Labels of an export of the same name; the data of a syntax file.
  labels <- ending == "sps" & stem(files) %in% stem(files[ending %in% c("csv", "txt", "tsv")])
  data <- ending == "dat" & stem(files) %in% stem(files[ending == "sps"])
  left <- files[!(beside | labels | data)]
  heading <- lapply(left, function(file) {
    if (survey_format(file) != "csv") return(character())
    names(read_survey(file, platform = "none", n_max = 0))
  })
  dictionary <- vapply(heading, function(x) "Variable / Field Name" %in% x, NA)
  list_like <- !dictionary & vapply(left, is_list_file, NA)
  exports <- left[!dictionary & !list_like]
  if (length(exports) == 0) {
    exports <- left[list_like]
    list_like[] <- FALSE
  }
  list(exports = exports, dictionary = left[dictionary], others = unname(left[list_like]))
}

# A text file of hardly more than codes and marks of who came.
is_list_file <- function(file) {
  if (survey_format(file) != "csv") {
    return(FALSE)
  }
  data <- suppressWarnings(read_survey(file, platform = "none"))
  marks <- sum(vapply(data, function(x) {
    is.numeric(x) && all(bare_values(x) %in% c(0, 1, NA))
  }, NA))
  named <- grepl("(^|[^a-z])(attend|register|presence)", basename(file), ignore.case = TRUE)
  (named && marks > 0) || (marks >= 2 && length(data) - marks <= 2)
}

draft_waves <- function(sorted, dir) {
  given <- names(sorted$exports)
  waves <- list()
  for (i in seq_along(sorted$exports)) {
    file <- sorted$exports[[i]]
    read <- read_for_draft(file, sorted$dictionary)
    wave <- list(
      file = relative_path(file, dir), text = sub("[.][^.]*$", "", basename(file)),
      key = if (read$used) relative_path(sorted$dictionary[[1]], dir),
      platform = attr(read$survey, "survey")$platform, survey = read$survey,
      doubt = read$doubt, choices = read$choices
    )
    if (length(given) && nzchar(given[i])) wave$name <- given[i]
    waves <- c(waves, split_events(wave))
  }
  name_waves(waves)
}

# The export, and the questions whose options it leaves open.
read_for_draft <- function(file, dictionary) {
  open <- character()
  read <- function(key) withCallingHandlers(
    read_survey(file, key = key),
    pairwave_warning_choices = function(w) {
      open <<- w$questions
      rlang::cnd_muffle(w)
    }
  )
  survey <- read(NULL)
  used <- length(dictionary) && identical(attr(survey, "survey")$platform, "redcap")
  if (used) survey <- read(dictionary[[1]])
  list(survey = survey, used = used, choices = open, doubt = if (length(open)) paste0(
    basename(file), ": list the options of ", paste(open, collapse = ", "),
    " under `choices`: one of them may hold the mark between options."
  ))
}

# REDCap's events as waves: those in which somebody answered what a scale is
# made of. Rows of instruments that repeat within an event are left aside.
split_events <- function(wave) {
  column <- intersect(c("redcap_event_name", "event_name"), names(wave$survey))[1]
  if (!identical(wave$platform, "redcap") || is.na(column)) {
    return(list(wave))
  }
  text <- function(name) {
    x <- as.character(bare_values(wave$survey[[name]]))
    ifelse(is.na(x), "", x)
  }
  event <- text(column)
  repeats <- intersect(c("redcap_repeat_instrument", "repeat_instrument"), names(wave$survey))
  repeats <- repeats[vapply(repeats, function(name) any(nzchar(text(name))), NA)]
  whole <- if (length(repeats)) !nzchar(text(repeats[1])) else rep(TRUE, length(event))
  parts <- lapply(unique(event[whole]), function(one) {
    part <- wave
    part$survey <- survey_rows(wave$survey, which(event == one & whole))
    part$where <- stats::setNames(list(one), column)
    if (length(repeats)) part$where[[repeats[1]]] <- ""
    part$text <- sub("_arm_[0-9]+$", "", one)
    part
  })
  items <- lapply(find_batteries(list(wave)), `[[`, "items")
  batteries <- vapply(parts, function(part) {
    any(vapply(items, function(x) all(x %in% answered_columns(part)), NA))
  }, NA)
  kept <- if (any(batteries)) parts[batteries] else parts
  left <- vapply(parts[!batteries], `[[`, "", "text")
  if (any(batteries) && length(left)) {
    kept[[1]]$note <- paste0("Events without a scale are no waves: ", paste(left, collapse = ", "),
                             "; what they ask of a person is carried over.")
  }
  kept
}

relative_path <- function(file, dir) {
  whole <- normalizePath(file, "/")
  base <- paste0(normalizePath(dir, "/", mustWork = FALSE), "/")
  if (startsWith(whole, base)) substring(whole, nchar(base) + 1) else whole
}

# Names, labels and order, with the reason for the order.
name_waves <- function(waves) {
  text <- vapply(waves, `[[`, "", "text")
  tokens <- lapply(strsplit(tolower(text), "[^[:alnum:]]+"), function(x) x[nzchar(x)])
  if (length(waves) > 1) {
    shared <- Reduce(intersect, tokens)
    tokens <- lapply(tokens, function(x) setdiff(x, shared))
  }
  name <- vapply(tokens, paste, "", collapse = "_")
  name <- gsub("^$", "wave", name)
  name <- ifelse(grepl("^[0-9]", name), paste0("wave_", name), name)
  given <- lapply(waves, `[[`, "name")
  name[lengths(given) > 0] <- unlist(given)
  name <- unique_names(name)
  order <- order_waves(waves, tokens)
  names(waves) <- name
  waves <- Map(function(wave, name) {
    wave$label <- wave_label(name)
    wave
  }, waves, name)
  waves <- waves[order$order]
  attr(waves, "reason") <- order$reason
  waves
}

order_waves <- function(waves, tokens) {
  if (length(waves) == 1) {
    return(list(order = 1, reason = "one file, one wave"))
  }
  rank <- vapply(tokens, time_rank, 0)
  if (!anyNA(rank) && !anyDuplicated(rank)) {
    return(list(order = order(rank), reason = "in the order that their names tell"))
  }
  when <- vapply(waves, function(wave) {
    column <- attr(wave$survey, "survey")$completed
    time <- if (length(column)) wave$survey[[column]]
    if (inherits(time, "POSIXct")) stats::median(as.numeric(time), na.rm = TRUE) else NA_real_
  }, 0)
  if (!anyNA(when) && !anyDuplicated(when)) {
    return(list(order = order(when), reason = "in the order of the dates of the answers"))
  }
  list(order = seq_along(waves),
       reason = "in the order given, since neither names nor dates tell: check it")
}

# Where the words of a name stand in time, or NA.
time_rank <- function(tokens) {
  is <- function(pattern) any(grepl(paste0("^(", pattern, ")$"), tokens))
  words <- c("one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
             "ten", "eleven", "twelve")
  number <- suppressWarnings(as.numeric(sub("^[a-z]*([0-9]{1,2})[a-z]*$", "\\1", tokens)))
  spelt <- match(tokens, words)
  n <- c(number[!is.na(number)], spelt[!is.na(spelt)], NA)[1]
  if (is("pre|before|baseline|start|entry|intake|pretest|vorher|avant")) return(-1000)
  if (is("mid|midpoint|during|interim")) return(-500 + c(n, 0)[1 + is.na(n)])
  if (is("months?|[0-9]+m|m[0-9]+|weeks?|years?|followup|follow|fu|later|delayed")) {
    unit <- if (is("weeks?")) 1 / 4.3 else if (is("years?")) 12 else 1
    return(1000 + unit * c(n, 100)[1 + is.na(n)])
  }
  if (is("post|after|end|exit|final|posttest|nachher|apres")) return(0)
  n
}

wave_label <- function(name) {
  plain <- c(pre = "Before", before = "Before", baseline = "Before", post = "After",
             after = "After")
  if (name %in% names(plain)) return(plain[[name]])
  text <- gsub("_", " ", name)
  text <- sub("^(.+) (month|week|year)$", "\\1 \\2s", text)
  text <- sub("^(one|1) (.*)s$", "\\1 \\2", text)
  paste0(toupper(substr(text, 1, 1)), substring(text, 2))
}

# A question that has another name in a later wave, word for word, is called as
# in the first wave that asks it.
rename_alike <- function(waves) {
  if (length(waves) == 1) {
    return(waves)
  }
  questions <- function(survey) {
    label <- vapply(survey, function(x) squash(attr(x, "label", exact = TRUE) %||% ""), "")
    once <- !duplicated(label) & !duplicated(label, fromLast = TRUE) & nchar(label) > 3
    label[once]
  }
  first <- questions(waves[[1]]$survey)
  for (i in seq_along(waves)[-1]) {
    here <- questions(waves[[i]]$survey)
    own <- names(waves[[i]]$survey)
    at <- match(here, first)
    rename <- stats::setNames(names(here), names(first)[at])[!is.na(at)]
    rename <- rename[names(rename) != rename & !names(rename) %in% own]
    if (length(rename) == 0) next
    names(waves[[i]]$survey)[match(rename, own)] <- names(rename)
    waves[[i]]$rename <- rename
  }
  waves
}
