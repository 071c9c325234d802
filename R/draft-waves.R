# Drafts the waves of a study: which files are exports, and what each export is
# read with.

# `exports` (paths, named where the caller did), `keys` (export to the path of
# its labels, where that has to be said) and `others` (lists, perhaps of
# attendance).
sort_files <- function(files) {
  ending <- file_ending(files)
  key <- "-key[.](csv|xlsx|xls)$"
  beside <- grepl(key, files) & sub(key, "", files) %in% without_ending(files)
  # Labels of an export of the same name; the data of a syntax file.
  labels <- ending == "sps" & without_ending(files) %in%
    without_ending(files[ending %in% c("csv", "txt", "tsv", workbook_formats)])
  data <- ending == "dat" & without_ending(files) %in% without_ending(files[ending == "sps"])
  left <- files[!(beside | labels | data)]
  heading <- lapply(left, function(file) {
    if (!is_table_file(file)) return(character())
    suppressWarnings(names(read_survey(file, platform = "none", n_max = 0)))
  })
  dictionary <- vapply(heading, function(x) "Variable / Field Name" %in% x, NA)
  keys <- c(find_keys(left, heading), text_exports(left, heading))
  list_like <- !dictionary & !left %in% names(keys) & vapply(left, is_list_file, NA)
  exports <- left[!dictionary & !list_like & !left %in% names(keys)]
  if (length(exports) == 0) {
    exports <- left[list_like]
    list_like[] <- FALSE
  }
  list(exports = exports, dictionary = left[dictionary], others = unname(left[list_like]),
       keys = keys)
}

# Key files known by what they hold: two columns, of which the first has columns of
# an export, or the stems of their names. The path of the export by that of its
# key: of several that fit, the one whose name begins like the key's.
find_keys <- function(files, heading) {
  cells <- lapply(seq_along(files), function(i) {
    if (length(heading[[i]]) != 2) return(character())
    data <- suppressWarnings(read_survey(files[i], platform = "none"))
    c(heading[[i]][1], as.character(bare_values(data[[1]])))
  })
  found <- lapply(seq_along(files), function(i) {
    fits <- vapply(seq_along(files), function(j) {
      known <- c(heading[[j]], sub("_[^_]*$", "", heading[[j]]))
      if (j == i || length(heading[[j]]) < 3) 0L else sum(unique(cells[[i]]) %in% known)
    }, 0L)
    if (max(fits) < 2) return(NULL)
    best <- which(fits == max(fits))
    alike <- vapply(best, function(j) common_start(files[i], files[j]), 0L)
    files[best[which.max(alike)]]
  })
  stats::setNames(as.character(unlist(found)), files[lengths(found) > 0])
}

# Exports that have the responses of another as texts where that has codes. The path of
# the export of codes by that of its texts.
text_exports <- function(files, heading) {
  width <- lengths(heading)
  alike <- width > 3 & width %in% width[duplicated(width)]
  alike[alike] <- vapply(heading[alike], function(names) {
    !is.null(find_platform(NULL, names, function() character(), NULL))
  }, NA)
  read <- lapply(files[alike], function(file) suppressWarnings(read_survey(file)))
  keys <- character()
  for (i in seq_along(read)) for (j in seq_along(read)[-i]) {
    if (is_worded(read[[i]], read[[j]])) keys[files[alike][j]] <- files[alike][i]
  }
  keys
}

# Tells whether an export is another's responses in words: the same numbers of responses
# at the same times, and each column either the same or words for codes.
is_worded <- function(codes, texts) {
  stamps <- function(survey) {
    facts <- attr(survey, "survey")
    lapply(unclass(survey)[c(facts$respondent, facts$completed)], as.character)
  }
  if (length(stamps(codes)) < 2 || length(codes) != length(texts) ||
      !identical(unname(stamps(codes)), unname(stamps(texts)))) {
    return(FALSE)
  }
  worded <- mapply(function(code, text) {
    said <- lapply(list(code, text), function(x) squash(as.character(bare_values(x))))
    if (identical(said[[1]], said[[2]])) return(NA)
    all(is_code_like(code)) && !any(is_code_like(text)) &&
      !isTRUE(paired_labels(code, text, NULL)$clash)
  }, unclass(codes), unclass(texts))
  any(worded, na.rm = TRUE) && all(worded, na.rm = TRUE)
}

# Says how many characters two names share at their beginnings.
common_start <- function(a, b) {
  a <- utf8ToInt(enc2utf8(basename(a)))
  b <- utf8ToInt(enc2utf8(basename(b)))
  n <- min(length(a), length(b))
  as.integer(sum(cumprod(a[seq_len(n)] == b[seq_len(n)])))
}

# A text file or a workbook.
is_table_file <- function(file) survey_format(file) %in% c("csv", workbook_formats)

# A table of hardly more than codes and marks of who came.
is_list_file <- function(file) {
  if (!is_table_file(file)) {
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
    # Of keys in several languages the English one, as read_survey() takes it.
    keys <- names(sorted$keys)[sorted$keys == file]
    key <- c(keys[order(!grepl("key([-_.]en)?[.][a-z]+$", keys))], NA)[1]
    read <- read_for_draft(file, sorted$dictionary, if (!is.na(key)) key)
    wave <- list(
      file = relative_path(file, dir), text = file_words(file),
      key = if (length(read$key)) relative_path(read$key, dir),
      platform = attr(read$survey, "survey")$platform, survey = read$survey,
      doubt = read$doubt, choices = read$choices
    )
    if (length(given) && nzchar(given[i])) wave$name <- given[i]
    waves <- c(waves, unlist(lapply(split_events(wave), split_sides), recursive = FALSE))
  }
  name_waves(waves)
}

# A file's name without its ending and the count that Microsoft Forms puts behind it:
# "Start(1-40).xlsx".
file_words <- function(file) {
  sub(" ?\\([0-9]+-[0-9]+\\)( \\([0-9]+\\))?$", "", without_ending(basename(file)))
}

# The export, and the questions whose options it leaves open.
read_for_draft <- function(file, dictionary, key) {
  open <- character()
  read <- function(key) withCallingHandlers(
    read_survey(file, key = key),
    pairwave_warning_choices = function(w) {
      open <<- w$questions
      rlang::cnd_muffle(w)
    }
  )
  survey <- read(key)
  if (length(dictionary) && identical(attr(survey, "survey")$platform, "redcap")) {
    key <- dictionary[[1]]
    survey <- read(key)
  }
  list(survey = survey, key = key, choices = open, doubt = if (length(open)) paste0(
    basename(file), ": list the options of ", paste(open, collapse = ", "),
    " under `choices`: one of them may hold the mark between options."
  ))
}

# REDCap's events as waves: those in which somebody answered what a scale is
# made of. An event of several arms is one wave. Rows of instruments that repeat within an
# event are left aside.
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
  armless <- sub("(_arm_[0-9]+[a-z]?| \\(Arm [0-9]+: [^)]*\\))$", "", event)
  parts <- lapply(unique(armless[whole]), function(one) {
    part <- wave
    part$survey <- survey_rows(wave$survey, which(armless == one & whole))
    part$where <- stats::setNames(list(unique(event[armless == one & whole])), column)
    if (length(repeats)) part$where[[repeats[1]]] <- ""
    part$text <- one
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

relative_path <- function(file, dir) within_folder(normalizePath(file, "/"), dir)
