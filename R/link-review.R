# Describes near links for a review, and keeps what was decided about them in a file.

# The near links of a cohort or of linked waves, and where decisions are kept.
reviewed_links <- function(x) {
  if (inherits(x, "pairwave_cohort")) {
    return(list(links = x$links, path = decisions_path(x$study), cohort = x))
  }
  if (inherits(x, "pairwave_links")) {
    return(list(links = attr(x, "links"), path = attr(x, "decisions")))
  }
  NULL
}

describe_links <- function(links) {
  columns <- c("code_one", "code_other", "cost", "second", "fits_best",
               "constants_agree", "constants_differ", "agree_on", "differ_on", "state",
               "confirmed", "decision", "linked")
  review <- data.frame(link = seq_len(nrow(links)),
                       waves_one = links$waves_one,
                       waves_other = links$waves_other, links[columns])
  structure(review, class = c("pairwave_link_review", "data.frame"))
}

check_can_decide <- function(links, path, call = rlang::caller_env()) {
  if (anyNA(links$code_one)) {
    abort_pairwave(
      c("Links can't be decided once the codes are dropped.",
        i = "Read the cohort with {.code pseudonymise: none} to review it."),
      "link", call = call
    )
  }
  if (is.null(path)) {
    abort_pairwave(
      c("Decisions must have a file to be kept in.",
        i = "Link again with {.code decisions = \"link-decisions.csv\"}."),
      "link", call = call
    )
  }
}

check_decided <- function(review, decided, call = rlang::caller_env()) {
  unknown <- setdiff(decided, review$link)
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg same}, {.arg different} and {.arg open} must be numbers of links.",
        x = "There is no link {unknown[1]}; there {?is/are} {nrow(review)}."),
      "link", call = call
    )
  }
  if (anyDuplicated(decided)) {
    abort_pairwave(
      c("A link must be decided once.",
        x = "Link {decided[duplicated(decided)][1]} is named twice."),
      "link", call = call
    )
  }
}

decisions_path <- function(study) study_path(study$dir, study$id$decisions)

# The decisions that a file holds, or NULL.
read_decisions <- function(path) {
  if (file.exists(path)) read_existing_decisions(path)
}

read_existing_decisions <- function(path) {
  columns <- c("code_one", "code_other", "decision")
  data <- if (survey_format(path) %in% workbook_formats) {
    table <- read_survey(path, na = character(), platform = "none")
    new_frame(lapply(as.list(table), code_texts))
  } else {
    read_decision_lines(path)
  }
  if (!all(columns %in% names(data)) ||
      !all(data$decision %in% c("same", "different"))) {
    abort_pairwave(
      c("Each line of the decisions about links must have {.field {columns}}.",
        x = "{.file {basename(path)}} has a line without, or one that says
             something else than {.val same} or {.val different}.",
        i = "Mend the line in a text editor, or take an earlier copy of the file.
             {.fn review_links} writes a new one where there is none."),
      "link", call = NULL
    )
  }
  data[columns]
}

read_decision_lines <- function(path) {
  text <- read_utf8(
    path, cli::format_inline("Can't read the decisions about links {.file {basename(path)}}."),
    "link"
  )
  # A line that is cut short is a warning, a missing field an error.
  tryCatch(
    utils::read.csv(text = text, colClasses = "character",
                    na.strings = character(), fill = FALSE,
                    encoding = "UTF-8"),
    error = function(e) NULL, warning = function(w) NULL
  )
}

# Reads what is decided again under the lock, since another session may have
# decided something meanwhile. The codes are people's, so the file is private. A pair whose
# decision is missing is open again. Gives all that is decided.
write_decisions <- function(path, decided) {
  if (file_ending(path) %in% c(workbook_formats, "xlsm")) {
    abort_pairwave(
      c("Decisions about links must be kept in a text file.",
        x = "{.file {basename(path)}} is a workbook, which is only read.",
        i = "Save it as CSV, and name that as {.field decisions}."),
      "link", call = NULL
    )
  }
  decided <- as.data.frame(decided)[c("code_one", "code_other", "decision")]
  with_file_lock(path, {
    all <- rbind(decided, read_decisions(path))
    pair <- paste(pmin(all$code_one, all$code_other),
                  pmax(all$code_one, all$code_other), sep = "\x1f")
    all <- all[!duplicated(pair) & !is.na(all$decision), ]
    all <- all[order(all$code_one, all$code_other, method = "radix"), ]
    write_file(quoted_csv_lines(all), path, private = TRUE)
  })
  invisible(all)
}

review_columns <- c("link", "waves_one", "waves_other", "code_one", "code_other",
                    "cost", "fits_best", "constants_agree", "constants_differ",
                    "state", "decision", "linked")

# A frame that lacks columns of its class, as the frame that it is.
print_plain <- function(x) {
  plain <- x
  class(plain) <- "data.frame"
  print(plain)
  invisible(x)
}
