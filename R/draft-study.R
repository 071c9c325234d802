#' Draft a study file
#'
#' Looks at the exports of a study and writes a `study.yml` by what it finds,
#' with the reason beside each guess. Read its comments before you use what comes
#' of it: what could not be decided is left as a comment that begins with `TO FILL IN`,
#' and where no column could be the id, waves are compared as groups. What is looked for:
#'
#' * waves, from the dates and words for time in the names of the files, and the
#'   dates of the answers; in REDCap's one file, from the events in which a scale
#'   was answered; in a file with the same questions before and after (`q1_pre`,
#'   `q1_post`), from their names; in a form that asks "Before the course, ..." and
#'   "Now, ..." at once, from their words. More than three waves are compared with the
#'   first;
#' * the column that links people: different for nearly everyone within a wave,
#'   and the same in other waves, under its name or another, which becomes the wave's
#'   `id`; where no column does, several that ask for elements of a code (a letter of
#'   a name, a day of birth). A measurement is never taken; a running number only where it
#'   is called an id. Where codes differ by a slip, `max_edits: 1` puts them on the list of
#'   [review_links()];
#' * scales: three or more columns side by side that are in every wave and are
#'   answered alike. An instrument is known by the words of its items, or by their
#'   number and answers: ten items answered 1 to 4 are taken for the General
#'   Self-Efficacy Scale. Labels are written as `answers`, from the lowest; texts that
#'   carry a number are scored by it. Items that hang together in two groups, and hardly
#'   across them, become two scales; items that clearly go against the rest go to
#'   `reverse`; scales that ask for trouble (stress, loneliness) get `better: lower`. Half
#'   of the items, or as many as an instrument's manual asks for, are needed for a score;
#' * single questions: a rating that every wave asks becomes a scale of one item, others
#'   go to `questions`;
#' * demographics: questions with one of a few answers, asked in one wave or
#'   answered alike by the same person in each; ages in bands;
#' * answers such as "Prefer not to say";
#' * records that a platform marks as previews, and as comments those that were not
#'   finished, took less than a third of the usual time or failed an attention item;
#' * files beside the exports: labels (a key of two columns, `.sps`, a data
#'   dictionary) and a list of attendance.
#'
#' Columns whose names differ between waves are renamed in the draft as in the first
#' wave where their questions are the same, where the names differ in a word for the time
#' only, or where they are as many items with the same answers in the same place.
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
  if (missing(files)) files <- NULL
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
        x = "It is {.obj_type_friendly {files}}.",
        i = "Such as {.code use_study(c(\"before.xlsx\", \"after.xlsx\"))}."),
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
# `questions`, `demographics`, `open` (columns that are perhaps about the person),
# `undisclosed`, `attendance`, and `ignored` (files that are not used).
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
  waves <- join_recalled(rename_alike(waves))
  scales <- draft_scales(waves)
  items <- unlist(lapply(scales, `[[`, "items"))
  id <- if (all_of_one_form(waves)) no_code_needed() else draft_id(waves, items)
  waves <- rename_id(waves, id)
  scales <- without_facts(scales, waves, id)
  items <- unlist(lapply(scales, `[[`, "items"))
  demographics <- draft_demographics(waves, items, id)
  placed <- c(items, vapply(demographics$entries, `[[`, "", "column"), demographics$open)
  single <- draft_questions(waves, placed, id)
  scales <- join_scales(scales, single$scales)
  undisclosed <- union(demographics$undisclosed,
                       declined_answers(c(scales, single$questions), waves))
  attendance <- draft_attendance(sorted$others, waves, id, dir)
  constant <- Filter(function(entry) isTRUE(entry$constant), demographics$entries)
  id$constant <- vapply(constant, `[[`, "", "column")
  id$near <- count_near_codes(waves, id, id$constant)
  list(
    title = title, waves = waves, id = id, exclude = draft_exclusions(waves),
    scales = check_drafted(scales, waves, undisclosed), questions = single$questions,
    demographics = demographics$entries, open = demographics$open,
    undisclosed = undisclosed, attendance = attendance,
    ignored = setdiff(sorted$others, attendance$path)
  )
}

# The scales without those of two answers whose every item the same people answer alike
# in each wave: questions of one kind about the person.
without_facts <- function(scales, waves, id) {
  if (length(waves) == 1) return(scales)
  facts <- vapply(scales, function(scale) {
    if (length(scale$texts) != 2) return(FALSE)
    alike <- vapply(scale$items, function(item) {
      if (!is_single_choice(waves[[1]]$survey[[item]])) return(FALSE)
      isTRUE(same_answers(waves, item, id) > 0.9)
    }, NA)
    all(alike)
  }, NA)
  scales[!facts]
}

join_scales <- function(scales, more) {
  all <- c(scales, more)
  stats::setNames(all, unique_names(c(names(scales), names(more))))
}

tell_draft <- function(draft, path) {
  cohort <- tryCatch(suppressWarnings(read_cohort(path)), pairwave_error = identity)
  linked <- if (inherits(cohort, "pairwave_cohort") && links_people(cohort$study) &&
                  length(draft$waves) > 1) {
    people <- cohort$people[names(cohort$surveys)]
    paste0(" ", sum(rowSums(!is.na(people)) > 1), " people are in more than one wave.")
  }
  found <- paste0(
    said_of(length(draft$waves), "wave", "waves"),
    if (!is.null(draft$id$column)) paste(", linked by", and_words(draft$id$column)), ", ",
    said_of(length(draft$scales), "scale", "scales"), ", ",
    said_of(length(draft$demographics), "demographic", "demographics"),
    if (length(draft$questions)) paste0(", ", said_of(
      length(draft$questions), "single question", "single questions"
    )), ".", linked
  )
  open <- open_points(draft)
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
open_points <- function(draft) {
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
