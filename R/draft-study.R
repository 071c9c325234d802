#' Draft a study file
#'
#' Looks at the exports of a study and writes a `study.yml` by what it finds,
#' with the reason beside each guess. Read its comments before you use what comes
#' of it: what could not be decided is left as a comment, and where no column
#' could be the id, a `?` stands in its place. What is looked for:
#'
#' * waves, from the dates and words for time in the names of the files, and the
#'   dates of the answers; in REDCap's one file, from the events in which a scale
#'   was answered; in a file with the same questions before and after (`q1_pre`,
#'   `q1_post`), from their names;
#' * the column that links people: different for nearly everyone within a wave,
#'   and the same in other waves, under its name or another. A measurement is
#'   never taken; a running number only where it is called an id;
#' * scales: three or more columns side by side that are in every wave and are
#'   answered alike. Ten items answered 1 to 4 are taken for the General
#'   Self-Efficacy Scale. Labels are written as `answers`, from the lowest;
#' * demographics: questions with one of a few answers, asked in one wave or
#'   answered alike by the same person in each;
#' * answers such as "Prefer not to say";
#' * files beside the exports: labels (a key of two columns, `.sps`, a data
#'   dictionary) and a list of attendance.
#'
#' Columns whose names differ between waves but whose questions are the same,
#' word for word, are renamed in the draft as in the first wave.
#'
#' @param files The exports, in any order. Names, where given, are those of the
#'   waves.
#' @param ... Must be empty.
#' @param path The file to write; `NULL` is `study.yml` beside the first export.
#' @param title The study's title, or `NULL`.
#' @param existing What to do with a file that is there already: `"error"`
#'   leaves it, `"replace"` writes it anew.
#' @return The path of the study file, invisibly. What to look at next is a
#'   message.
#' @section Errors: `pairwave_error_draft` when a file does not exist, none of
#'   them is an export, or the study file is there already; those of [read_survey()].
#' @seealso [study_file] for every key of the file.
#' @export
#' @examples
#' demo <- system.file("extdata", "demo", package = "pairwave")
#' folder <- tempfile()
#' dir.create(folder)
#' file.copy(list.files(demo, full.names = TRUE), folder)
#' path <- use_study(
#'   file.path(folder, c("pre.sav", "post.csv", "six_month.zsav", "attendance.csv")),
#'   existing = "replace"
#' )
#' writeLines(readLines(path))
#' read_cohort(path)
use_study <- function(files, ..., path = NULL, title = NULL,
                      existing = c("error", "replace")) {
  check_dots_empty()
  existing <- match_choice(existing)
  check_draft_arguments(files, path, title)
  path <- path %||% file.path(dirname(files[[1]]), "study.yml")
  check_folder_of(path, "draft")
  check_not_there(path, "The study file", existing,
                  more = ", or name another {.arg path}", topic = "draft")
  draft <- draft_study(files, dirname(path), title)
  write_file(draft_lines(draft), path)
  tell_draft(draft, path)
  invisible(path)
}

check_draft_arguments <- function(files, path, title, call = rlang::caller_env()) {
  if (!is.character(files) || length(files) == 0 || anyNA(files)) {
    abort_pairwave(
      c("{.arg files} must be the paths of the study's exports.",
        x = "It is {.obj_type_friendly {files}}."),
      "draft", call = call
    )
  }
  absent <- files[!file.exists(files) | dir.exists(files)]
  if (length(absent)) {
    abort_pairwave(
      c("Every file must exist.", x = "There is no {.file {absent[1]}}.",
        did_you_mean(basename(absent[1]), list.files(dirname(absent[1])))),
      "draft", call = call
    )
  }
  for (one in c("path", "title")) {
    value <- get(one)
    if (!is.null(value) && !is_text(value)) {
      abort_pairwave(
        c("{.arg {one}} must be one text.", x = "It is {.obj_type_friendly {value}}."),
        "draft", call = call
      )
    }
  }
}

# Everything that the file will say: `title`, `waves`, `id`, `exclude`, `scales`,
# `demographics`, `later` (questions asked in later waves only), `undisclosed`,
# `attendance`, and `ignored` (files that are not used).
draft_study <- function(files, dir, title, call = rlang::caller_env()) {
  sorted <- sort_files(files)
  if (length(sorted$exports) == 0) {
    abort_pairwave(
      c("One of {.arg files} must be an export.",
        x = "All of them look like keys, syntax or lists of attendance."),
      "draft", call = call
    )
  }
  waves <- draft_waves(sorted, dir)
  waves <- rename_alike(waves)
  scales <- draft_scales(waves)
  items <- unlist(lapply(scales, `[[`, "items"))
  id <- draft_id(waves, items)
  waves <- rename_id(waves, id)
  demographics <- draft_demographics(waves, items, id)
  undisclosed <- union(demographics$undisclosed, declined_answers(scales, waves))
  scales <- check_drafted(scales, waves, undisclosed)
  attendance <- draft_attendance(sorted$others, waves, id, dir)
  list(
    title = title, waves = waves, id = id, exclude = draft_exclusions(waves), scales = scales,
    demographics = demographics$entries, later = demographics$later,
    undisclosed = undisclosed, attendance = attendance,
    ignored = setdiff(sorted$others, attendance$path)
  )
}

tell_draft <- function(draft, path) {
  cohort <- if (!is.null(draft$id$column)) {
    tryCatch(suppressWarnings(read_cohort(path)), pairwave_error = identity)
  }
  linked <- if (inherits(cohort, "pairwave_cohort") && length(draft$waves) > 1) {
    people <- cohort$people[names(cohort$surveys)]
    paste0(" ", sum(rowSums(!is.na(people)) > 1), " people are in more than one wave.")
  }
  found <- paste0(
    said_of(length(draft$waves), "wave", "waves"),
    if (!is.null(draft$id$column)) paste(", linked by", draft$id$column), ", ",
    said_of(length(draft$scales), "scale", "scales"), ", ",
    said_of(length(draft$demographics), "demographic", "demographics"), ".", linked
  )
  open <- draft_questions(draft)
  inform_pairwave(c(
    v = "Wrote {.file {path}}: {found}",
    if (inherits(cohort, "error")) {
      c(x = paste("It can't be read as a cohort yet:",
                  escape_braces(cli::ansi_strip(paste(conditionMessage(cohort), collapse = " ")))))
    },
    stats::setNames(escape_braces(open), rep("!", length(open))),
    i = "Read the comment beside each guess, and correct what is wrong.",
    i = "Then run {.code read_cohort(\"{path}\")} and {.code check_cohort()}."
  ), "draft")
}

# Finds what the draft could not decide, for the message.
draft_questions <- function(draft) {
  c(
    attr(draft$waves, "doubt"), draft$id$doubt,
    unlist(lapply(draft$waves, function(wave) wave$doubt)),
    scale_questions(draft$scales),
    if (length(draft$ignored)) {
      paste0("Not used: ", paste(basename(draft$ignored), collapse = ", "), ".")
    }
  )
}

scale_questions <- function(scales) {
  open <- names(scales)[vapply(scales, function(scale) isTRUE(scale$unordered), NA)]
  trouble <- Filter(function(scale) length(scale$trouble), scales)
  c(
    if (length(open)) paste0(
      cli::format_inline("The scale{cli::qty(open)}{?s} {open} {?has/have} answers in texts: "),
      "put them in order in the draft, and take the comment marks away."
    ),
    sprintf("The scale %s is left as a comment, since it can't be scored: %s", names(trouble),
            vapply(trouble, `[[`, "", "trouble"))
  )
}
